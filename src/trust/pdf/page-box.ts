import type { PdfView } from './document.js';
import type { Dictionary, PdfObject } from './objects.js';

/** Left, bottom, right, top, in the units of the page. */
export type Box = readonly [number, number, number, number];

const a4: Box = [0, 0, 595, 842];

/** A rectangle with its corners put in order; undefined where the value is none. */
export function readBox(view: PdfView, value: PdfObject): Box | undefined {
  const numbers = (view.array(value) ?? []).map((item) => view.resolve(item));
  if (numbers.length !== 4 || numbers.some((item) => typeof item !== 'number')) return undefined;
  const [x, y, otherX, otherY] = numbers as [number, number, number, number];
  return [Math.min(x, otherX), Math.min(y, otherY), Math.max(x, otherX), Math.max(y, otherY)];
}

/** The MediaBox of a page, inherited where it is; A4 where there is none. */
export function pageBox(view: PdfView, page: Dictionary | undefined): Box {
  let node = page;
  for (let step = 0; node && step < 32; step += 1) {
    const box = readBox(view, node.get('MediaBox'));
    if (box && area(box) > 0) return box;
    node = view.dictionary(node.get('Parent'));
  }
  return a4;
}

/** Whether widgets take more than a quarter of a page: one that hides the page is an attack, not a signature. */
export function coversMuch(
  view: PdfView,
  widgets: readonly Dictionary[],
  page: Dictionary | undefined,
): boolean {
  const taken = widgets.reduce(
    (sum, widget) => sum + area(readBox(view, widget.get('Rect')) ?? [0, 0, 0, 0]),
    0,
  );
  return !(taken <= area(pageBox(view, page)) / 4);
}

function area([left, bottom, right, top]: Box): number {
  return (right - left) * (top - bottom);
}
