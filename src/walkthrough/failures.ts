/** The relay does not do what it should: the walkthrough ends with this French sentence. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected';
}

/** The server gave no answer to a request: whether it was carried out is not known. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(path = '', cause?: unknown) {
    super(`Le serveur n’a pas répondu${path ? ` à ${path}` : ''}.`, { cause });
  }
}
