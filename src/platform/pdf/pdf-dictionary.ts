/**
 * The little PDF syntax (ISO 32000-1 §7.3) that changing one entry of a dictionary needs: entries are kept as
 * the source text of their value, so that what is not changed stays as it was written. Text is Latin-1: one
 * character a byte.
 */
export type Dictionary = Map<string, string>;

/** Reads `<< /Key value … >>` at the start of `source`; values stay source text. */
export function readDictionary(source: string): Dictionary {
  const reader = new Reader(source);
  reader.expect('<<');
  const entries: Dictionary = new Map();
  while (!reader.take('>>')) {
    const key = reader.value();
    if (!key.startsWith('/')) throw new SyntaxError(`A PDF dictionary has ${key} where a name is due`);
    entries.set(key.slice(1), reader.value());
  }
  return entries;
}

export function writeDictionary(entries: Dictionary): string {
  return `<<\n${[...entries].map(([key, value]) => `  /${key} ${value}\n`).join('')}>>`;
}

/** Items of `[a b c]`, each as source text. */
export function readArray(source: string): string[] {
  const reader = new Reader(source);
  reader.expect('[');
  const items: string[] = [];
  while (!reader.take(']')) items.push(reader.value());
  return items;
}

/** The object number of « 12 0 R ». */
export function readReference(source: string | undefined): number {
  const match = /^(\d+) \d+ R$/.exec(source?.trim().replace(/\s+/g, ' ') ?? '');
  if (!match?.[1]) throw new SyntaxError(`Not a PDF reference: ${source}`);
  return Number(match[1]);
}

const space = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y;
const plainToken = /\/[^\0\t\n\f\r ()<>[\]{}/%]*|<[0-9A-Fa-f\0\t\n\f\r ]*>|[^\0\t\n\f\r ()<>[\]{}/%]+/y;
const reference = /\d+[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;

class Reader {
  #at = 0;
  constructor(private readonly source: string) {}

  take(token: string): boolean {
    this.#match(space);
    if (!this.source.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) throw new SyntaxError(`PDF syntax: ${token} expected at ${this.#at}`);
  }

  /** The source text of one value of any kind. */
  value(): string {
    this.#match(space);
    const start = this.#at;
    if (this.take('<<')) this.#until('>>');
    else if (this.take('[')) this.#until(']');
    else if (this.source[this.#at] === '(') this.#skipString();
    else if (!this.#match(reference) && !this.#match(plainToken)) this.expect('a value');
    return this.source.slice(start, this.#at);
  }

  #until(end: string): void {
    while (!this.take(end)) this.value();
  }

  #skipString(): void {
    let depth = 0;
    do {
      const character = this.source[this.#at++];
      if (character === undefined) throw new SyntaxError('PDF syntax: a string without end');
      if (character === '\\') this.#at++;
      if (character === '(') depth++;
      if (character === ')') depth--;
    } while (depth > 0);
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.source);
    if (!match) return false;
    this.#at += match[0].length;
    return true;
  }
}
