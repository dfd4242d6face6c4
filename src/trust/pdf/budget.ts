import { PdfLimitError } from './objects.js';

/** How deep arrays and dictionaries may be nested: several times what real files do. */
export const maxNesting = 128;

/** Work granted to one file; every unbounded loop draws on it. */
export class Budget {
  private inflated = 0;
  private parsed = 0;
  private scanned = 0;

  constructor(
    /** Bytes that streams may grow to, all together. */
    readonly maxInflated: number = 96 * 1024 * 1024,
    /** Objects, numbers, names … that may be made. */
    readonly maxParsed: number = 6_000_000,
    readonly maxScanned: number = 160 * 1024 * 1024,
  ) {}

  get inflatable(): number {
    return this.maxInflated - this.inflated;
  }

  inflate(bytes: number): void {
    this.inflated += bytes;
    if (this.inflated > this.maxInflated) throw new PdfLimitError('streams-too-large');
  }

  /** Bytes looked through for an end, strings and comments among them: what a hostile file repeats. */
  scan(bytes: number): void {
    this.scanned += bytes;
    if (this.scanned > this.maxScanned) throw new PdfLimitError('too-much-to-search');
  }

  parse(count = 1): void {
    this.parsed += count;
    if (this.parsed > this.maxParsed) throw new PdfLimitError('too-many-objects');
  }
}
