import { unescapeLiteral } from './literal.js';

/** A name, without its slash, `#xx` decoded. */
export class Name {
  constructor(readonly value: string) {}
}

/** A string, and where it stands with its delimiters: the gap of a signature is compared with it. */
export class Text {
  private decoded: Uint8Array | undefined;

  constructor(
    private readonly written: Uint8Array,
    readonly start: number,
    readonly end: number,
    readonly hexadecimal: boolean,
    /** Whether escapes are to be undone: done when first asked for, since page content is mostly not. */
    private readonly escaped: boolean,
  ) {}

  get bytes(): Uint8Array {
    this.decoded ??= this.escaped ? unescapeLiteral(this.written) : this.written;
    return this.decoded;
  }

  get isEmpty(): boolean {
    return this.written.length === 0;
  }
}

/** A reference « 12 0 R ». */
export class Reference {
  constructor(
    readonly number: number,
    readonly generation: number,
  ) {}
}

const none: readonly string[] = [];

/** A dictionary. A key given twice is remembered, since readers differ on which one counts. */
export class Dictionary {
  readonly entries: Map<string, PdfObject> = new Map();
  repeated: readonly string[] = none;
  start = 0;
  end = 0;

  get(key: string): PdfObject {
    return this.entries.get(key) ?? null;
  }

  /** Value of a name entry that is direct. */
  name(key: string): string | undefined {
    const value = this.entries.get(key);
    return value instanceof Name ? value.value : undefined;
  }
}

/** A stream: its dictionary, and where its encoded data stand. */
export class Stream {
  constructor(
    readonly dictionary: Dictionary,
    readonly from: number,
    readonly to: number,
    /** Whether /Length and `endstream` agree. */
    readonly regular: boolean,
  ) {}
}

export type PdfObject = null | boolean | number | Name | Text | Reference | PdfObject[] | Dictionary | Stream;

/** Bytes that are not the PDF syntax expected. */
export class PdfSyntaxError extends Error {}

/** Work or size beyond what a file is granted; `code` is the reason given. */
export class PdfLimitError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}
