import type { PdfView } from './document.js';
import { Dictionary, type PdfObject, Reference, Stream } from './objects.js';

/** Calls `found` for each reference written in an object, without following any. */
export function eachReference(value: PdfObject, found: (reference: Reference) => void): void {
  if (value instanceof Reference) found(value);
  else if (Array.isArray(value)) for (const item of value) eachReference(item, found);
  else if (value instanceof Dictionary) for (const item of value.entries.values()) eachReference(item, found);
  else if (value instanceof Stream) eachReference(value.dictionary, found);
}

/** Numbers reachable from `root`, that of a reference itself included. */
export function reachable(view: PdfView, ...roots: PdfObject[]): Set<number> {
  const seen = new Set<number>();
  const waiting: PdfObject[] = [...roots];
  while (waiting.length > 0) {
    eachReference(waiting.pop() as PdfObject, (reference) => {
      if (seen.has(reference.number)) return;
      seen.add(reference.number);
      waiting.push(view.object(reference.number));
    });
  }
  return seen;
}

/** For each number asked about: which objects of the view refer to it, and how many times. */
export function referrers(view: PdfView, asked: ReadonlySet<number>): Map<number, Map<number, number>> {
  const found = new Map<number, Map<number, number>>();
  for (const number of view.file.numbers()) {
    const entry = view.entry(number);
    if (!entry || entry.kind === 'free') continue;
    eachReference(view.object(number), (reference) => {
      if (!asked.has(reference.number)) return;
      const by = found.get(reference.number) ?? new Map<number, number>();
      by.set(number, (by.get(number) ?? 0) + 1);
      found.set(reference.number, by);
    });
  }
  return found;
}
