/** The relay does not do what it should: the walkthrough ends with this French sentence. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected';
  /** Code of the step in which it came, if in one. */
  readonly step: string | undefined;

  constructor(message: string, { cause, step }: { cause?: unknown; step?: string } = {}) {
    super(message, { cause });
    this.step = step;
  }
}

/** The server gave no answer to a request: whether it was carried out is not known. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(path = '', cause?: unknown) {
    super(`Le serveur n’a pas répondu${path ? ` à ${path}` : ''}.`, { cause });
  }
}
