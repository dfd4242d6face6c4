import { Budget } from './budget.js';
import type { PdfFile, PdfView } from './document.js';
import { readFields, textOf } from './fields.js';
import {
  type Dictionary,
  Name,
  PdfLimitError,
  type PdfObject,
  PdfSyntaxError,
  Reference,
  Stream,
  Text,
} from './objects.js';
import { paintPage, shownText } from './painting.js';
import { reachable } from './references.js';
import { findObjects } from './repair.js';

/** Operands and operators of page content that are followed: some 50 MB of content. */
const mostContent = 10_000_000;

/**
 * What could have been hidden in the file before it was signed, to be shown later (shadow attacks), or is
 * read differently by different readers. Codes; each makes the verdict indeterminate. `signed` are the views
 * of the signed revisions, the first signed last.
 */
export function findHidden(final: PdfView, signed: readonly PdfView[]): string[] {
  const found = new Set<string>();
  const budget = new Budget(0, mostContent);
  const first = signed[signed.length - 1] ?? final;
  const used = reachable(first, ...first.trailer.entries.values());
  unreached(first, used, found);
  unlisted(final, found);
  optionalContent(first, found);
  coveredContent(first, final, used, budget, found);
  for (const view of signed) fieldValues(view, budget, found);
  if (first.index !== final.index) fieldValues(final, budget, found);
  return [...found];
}

/**
 * Text on a page under something opaque, as it was first signed or with the annotations of the last revision. What a page
 * shows can't have changed in between, or the change is forbidden and decides the verdict by itself.
 */
function coveredContent(
  first: PdfView,
  final: PdfView,
  used: ReadonlySet<number>,
  budget: Budget,
  found: Set<string>,
): void {
  for (const [number, page] of pages(first, used)) {
    try {
      const painted = paintPage(first, page, budget);
      const last = final.index === first.index ? undefined : final.dictionary(final.object(number));
      if (last) painted.later(final, last);
      if (painted.covered) found.add('text-covered');
    } catch (error) {
      if (error instanceof PdfLimitError) {
        found.add('content-not-examined');
        return;
      }
      if (!(error instanceof PdfSyntaxError)) throw error;
      found.add('content-unreadable');
    }
  }
}

function pages(view: PdfView, used: ReadonlySet<number>): [number, Dictionary][] {
  return [...used].flatMap((number): [number, Dictionary][] => {
    const value = view.object(number);
    const page = value instanceof Stream ? undefined : view.dictionary(value);
    return page?.name('Type') === 'Page' ? [[number, page]] : [];
  });
}

const infrastructure = new Set(['XRef', 'ObjStm']);

/**
 * Pages, catalogs and page content that nothing leads to, waiting for an update that does. Pictures and forms
 * alone are passed over: ordinary editors leave such orphans, and using one needs a change that is refused.
 */
function unreached(view: PdfView, used: ReadonlySet<number>, found: Set<string>): void {
  for (const number of view.file.numbers()) {
    const entry = view.entry(number);
    if (used.has(number) || !entry || entry.kind === 'free') continue;
    const value = view.object(number);
    const dictionary = view.dictionary(value);
    const type = dictionary?.name('Type') ?? '';
    if (['Page', 'Pages', 'Catalog'].includes(type)) found.add('unreachable-page');
    if (!(value instanceof Stream) || infrastructure.has(type) || isHint(value)) continue;
    if (looksLikeContent(view, value)) found.add('unreachable-content');
  }
}

/** The hint stream of a linearised file, which its first object names by offset only. */
function isHint(stream: Stream): boolean {
  return typeof stream.dictionary.get('S') === 'number' && stream.dictionary.name('Type') === undefined;
}

function looksLikeContent(view: PdfView, stream: Stream): boolean {
  if (stream.dictionary.name('Type') !== undefined) return false;
  try {
    const head = Buffer.from(view.file.data(stream, view).subarray(0, 4_000)).toString('latin1');
    const binary = head.replace(/[\x20-\x7e\s]/g, '').length;
    return binary * 10 < head.length && /\b(BT|Tj|TJ|Do|re)\b/.test(head);
  } catch (error) {
    if (!(error instanceof PdfSyntaxError)) throw error;
    return true;
  }
}

/** Objects written in the file that no cross-reference section lists: a reader that repairs would find them. */
function unlisted({ file }: PdfView, found: Set<string>): void {
  if (file.repaired) return;
  const known = new Set<number>();
  for (const section of file.sections) {
    known.add(section.start);
    for (const entry of section.entries.values()) if (entry.kind === 'file') known.add(entry.offset);
  }
  const strangers = [...findObjects(file.bytes, file.budget)].filter(({ offset }) => !known.has(offset));
  if (strangers.length === 0) return;
  const streams = streamExtents(file);
  let at = 0;
  for (const { offset } of strangers) {
    while (at < streams.length && (streams[at] as [number, number])[1] <= offset) at += 1;
    const inside = streams[at];
    if (!inside || offset < inside[0]) found.add('object-not-listed');
  }
}

/** From where to where the data of each stream stand, in order: what looks like an object there is content. */
function streamExtents(file: PdfFile): [number, number][] {
  const streams: [number, number][] = [];
  for (const [index, section] of file.sections.entries())
    for (const [number, entry] of section.entries) {
      const value = entry.kind === 'file' ? file.indirect(number, entry, file.view(index))?.value : null;
      if (value instanceof Stream) streams.push([value.from, value.to]);
    }
  return streams.sort((one, other) => one[0] - other[0]);
}

/** Layers switched off: what they hold is not what the signer saw. */
function optionalContent(view: PdfView, found: Set<string>): void {
  const settings = view.dictionary(view.dictionary(view.catalog().get('OCProperties'))?.get('D') ?? null);
  if (!settings) return;
  const base = view.resolve(settings.get('BaseState'));
  const off = view.array(settings.get('OFF')) ?? [];
  if (off.length > 0 || (base instanceof Name && base.value === 'OFF')) found.add('layer-hidden');
}

/** Text fields whose appearance does not show their value: filling the form later would reveal it. */
function fieldValues(view: PdfView, budget: Budget, found: Set<string>): void {
  for (const field of readFields(view)) {
    if (field.type !== 'Tx') continue;
    const value = view.resolve(field.value);
    const expected = squeeze(value instanceof Text ? textOf(value) : '');
    for (const widget of field.widgets) {
      const shown = appearanceText(view, widget.dictionary, budget);
      if (shown !== undefined && squeeze(shown) !== expected) found.add('field-shows-another-value');
    }
  }
}

function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

/** Text of a widget's appearance; undefined where there is none, or its fonts do not tell. */
function appearanceText(view: PdfView, widget: Dictionary, budget: Budget): string | undefined {
  const normal: PdfObject = view.dictionary(widget.get('AP'))?.get('N') ?? null;
  const stream = normal instanceof Reference ? view.resolve(normal) : normal;
  if (!(stream instanceof Stream)) return undefined;
  try {
    return shownText(view, stream, budget);
  } catch (error) {
    if (!(error instanceof PdfSyntaxError)) throw error;
    return undefined;
  }
}
