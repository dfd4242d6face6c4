import { Budget } from './budget.js';
import { decode } from './filters.js';
import { type Indirect, readIndirect } from './indirect.js';
import { Dictionary, type PdfObject, PdfSyntaxError, Reference, Stream } from './objects.js';
import { type ObjectStream, unpack } from './packed.js';
import { Parser } from './parser.js';
import { repair } from './repair.js';
import { type Entry, readChain, type Section, startOfXref } from './xref.js';

const longestChain = 64;

/** A PDF file with all its revisions. Objects are read on demand and kept. */
export class PdfFile {
  readonly problems: Set<string> = new Set();
  readonly budget: Budget;
  /** Newest first. */
  readonly sections: readonly Section[];
  /** Whether the cross-reference was broken, so that objects were searched for instead. */
  readonly repaired: boolean;
  private readonly history = new Map<number, { section: number; entry: Entry }[]>();
  private readonly objects = new Map<number, Indirect | null>();
  private readonly packed = new Map<number, ObjectStream | null>();
  private readonly unpacked = new Map<string, PdfObject>();

  private constructor(
    readonly bytes: Uint8Array,
    sections: Section[],
    repaired: boolean,
    budget: Budget,
  ) {
    this.budget = budget;
    this.sections = sections;
    this.repaired = repaired;
    for (const [index, section] of sections.entries())
      for (const [number, entry] of section.entries) {
        const list = this.history.get(number);
        if (list) list.push({ section: index, entry });
        else this.history.set(number, [{ section: index, entry }]);
      }
  }

  /**
   * Opens a file; a broken cross-reference is repaired and told in `problems`.
   * Throws `PdfSyntaxError` where nothing can be read, `PdfLimitError` where it would take too much.
   */
  static open(bytes: Uint8Array, budget: Budget = new Budget()): PdfFile {
    const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1024, bytes.length)).indexOf('%PDF-');
    if (header < 0) throw new PdfSyntaxError('no PDF header');
    const file = PdfFile.openRegular(bytes, budget) ?? PdfFile.openRepaired(bytes, budget);
    if (header > 0) file.problems.add('header-not-first');
    if (file.sections.some((section) => section.hybrid)) file.problems.add('hybrid-xref');
    return file;
  }

  private static openRegular(bytes: Uint8Array, budget: Budget): PdfFile | undefined {
    try {
      const start = startOfXref(bytes, bytes.length, budget);
      if (start === undefined) return undefined;
      const file = new PdfFile(bytes, readChain(bytes, start, budget), false, budget);
      const pages = file.view(0).catalog().get('Pages');
      return file.view(0).dictionary(pages) ? file : undefined;
    } catch (error) {
      if (error instanceof PdfSyntaxError) return undefined;
      throw error;
    }
  }

  private static openRepaired(bytes: Uint8Array, budget: Budget): PdfFile {
    const file = new PdfFile(bytes, [repair(bytes, budget)], true, budget);
    file.problems.add('xref-repaired');
    file.view(0).catalog();
    return file;
  }

  /** The file as it was when section `index` was the newest; 0 is the file as it is. */
  view(index: number): PdfView {
    return new PdfView(this, index);
  }

  lookup(number: number, from: number): Entry | undefined {
    return this.history.get(number)?.find((one) => one.section >= from)?.entry;
  }

  numbers(): IterableIterator<number> {
    return this.history.keys();
  }

  /** Reads what an entry points at; null, and a problem told, where it is not there. */
  read(number: number, entry: Entry, view: PdfView): PdfObject {
    if (entry.kind === 'free') return null;
    if (entry.kind === 'packed') return this.readPacked(number, entry, view);
    return this.indirect(number, entry, view)?.value ?? null;
  }

  /** The object in the file that an entry points at, with its place; undefined where it is not there. */
  indirect(number: number, entry: Entry & { kind: 'file' }, view: PdfView): Indirect | undefined {
    const known = this.objects.get(entry.offset);
    const found = known === undefined ? this.load(entry.offset, view) : known;
    if (found && found.number === number && found.generation === entry.generation) return found;
    this.problems.add('xref-entry-wrong');
    return undefined;
  }

  private load(offset: number, view: PdfView): Indirect | null {
    this.objects.set(offset, null);
    try {
      const found = readIndirect(this.bytes, offset, this.budget, (length) => view.resolve(length));
      if (found.value instanceof Stream && !found.value.regular) this.problems.add('stream-length-wrong');
      this.objects.set(offset, found);
      return found;
    } catch (error) {
      if (!(error instanceof PdfSyntaxError)) throw error;
      this.problems.add('object-unreadable');
      return null;
    }
  }

  private readPacked(number: number, entry: Entry & { kind: 'packed' }, view: PdfView): PdfObject {
    const holder = this.lookup(entry.stream, view.index);
    if (holder?.kind !== 'file') {
      this.problems.add('xref-entry-wrong');
      return null;
    }
    const key = `${holder.offset}/${entry.index}`;
    const known = this.unpacked.get(key);
    if (known !== undefined) return known;
    const stream = this.openPacked(entry.stream, holder, view);
    if (!stream || stream.numbers[entry.index] !== number) {
      this.problems.add('xref-entry-wrong');
      return null;
    }
    this.unpacked.set(key, null);
    try {
      const value = new Parser(
        stream.data,
        stream.offsets[entry.index] as number,
        stream.data.length,
        this.budget,
      ).object();
      this.unpacked.set(key, value);
      return value;
    } catch (error) {
      if (!(error instanceof PdfSyntaxError)) throw error;
      this.problems.add('object-unreadable');
      return null;
    }
  }

  private openPacked(number: number, entry: Entry & { kind: 'file' }, view: PdfView): ObjectStream | null {
    const known = this.packed.get(entry.offset);
    if (known !== undefined) return known;
    this.packed.set(entry.offset, null);
    try {
      const value = this.indirect(number, entry, view)?.value;
      if (!(value instanceof Stream)) return null;
      const opened = unpack(value, this.data(value, view), this.budget);
      this.packed.set(entry.offset, opened);
      return opened;
    } catch (error) {
      if (!(error instanceof PdfSyntaxError)) throw error;
      this.problems.add('object-unreadable');
      return null;
    }
  }

  /** Data of a stream, decoded. Throws `FilterError` for pictures and the like. */
  data(stream: Stream, view: PdfView): Uint8Array {
    const raw = this.bytes.subarray(stream.from, stream.to);
    return decode(stream.dictionary, raw, (value) => view.resolve(value), this.budget);
  }
}

/** One state of the file: objects as they were up to a section. */
export class PdfView {
  constructor(
    readonly file: PdfFile,
    readonly index: number,
  ) {}

  entry(number: number): Entry | undefined {
    return this.file.lookup(number, this.index);
  }

  object(number: number): PdfObject {
    const entry = this.entry(number);
    return entry ? this.file.read(number, entry, this) : null;
  }

  /** Follows references to a direct object; a circle or a dangling reference is null. */
  resolve(value: PdfObject): PdfObject {
    let current = value;
    for (let step = 0; current instanceof Reference; step += 1) {
      if (step > longestChain) return null;
      const entry = this.entry(current.number);
      if (!entry || entry.kind === 'free') return null;
      if ((entry.kind === 'file' ? entry.generation : 0) !== current.generation) return null;
      current = this.file.read(current.number, entry, this);
    }
    return current;
  }

  /** The dictionary behind a value (a stream's own included); undefined for anything else. */
  dictionary(value: PdfObject): Dictionary | undefined {
    const resolved = this.resolve(value);
    if (resolved instanceof Stream) return resolved.dictionary;
    return resolved instanceof Dictionary ? resolved : undefined;
  }

  array(value: PdfObject): PdfObject[] | undefined {
    const resolved = this.resolve(value);
    return Array.isArray(resolved) ? resolved : undefined;
  }

  get trailer(): Dictionary {
    return this.file.sections[this.index]?.trailer ?? new Dictionary();
  }

  catalog(): Dictionary {
    const found = this.resolve(this.trailer.get('Root'));
    if (!(found instanceof Dictionary)) throw new PdfSyntaxError('catalog missing');
    return found;
  }
}
