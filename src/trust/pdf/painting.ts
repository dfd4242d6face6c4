import type { Budget } from './budget.js';
import type { PdfView } from './document.js';
import { FilterError } from './filters.js';
import { bounds, corners, identity, type Matrix, multiply, type Point, transformPoint } from './geometry.js';
import { Dictionary, Name, type PdfObject, Stream, Text } from './objects.js';
import { type Box, pageBox, readBox } from './page-box.js';
import { Keyword, Parser } from './parser.js';
import { TextMap } from './text-map.js';

interface Graphics {
  matrix: Matrix;
  clip: Box | undefined;
  opaque: boolean;
  size: number;
  leading: number;
  invisible: boolean;
  simpleFont: boolean;
}

const deepestForm = 10;
const longestPath = 64;

/** Whether something opaque was painted over text of the page, by its content or an annotation. */
interface PaintedPage {
  readonly covered: boolean;
  /** Paints the annotations that the page has in a later revision over the same content. */
  later(view: PdfView, page: Dictionary): void;
}

export function paintPage(view: PdfView, page: Dictionary, budget: Budget): PaintedPage {
  const painter = new Painter(view, new TextMap(pageBox(view, page)), budget);
  const contents = view.resolve(page.get('Contents'));
  const parts = (Array.isArray(contents) ? contents : [contents]).map((part) => view.resolve(part));
  const data = parts.flatMap((part) => (part instanceof Stream ? [view.file.data(part, view), newline] : []));
  painter.run(
    data.length === 2 ? (data[0] as Uint8Array) : Buffer.concat(data),
    inherited(view, page, 'Resources'),
  );
  annotate(painter, view, page);
  return {
    get covered() {
      return painter.covered;
    },
    later(other, again) {
      painter.view = other;
      annotate(painter, other, again);
    },
  };
}

function annotate(painter: Painter, view: PdfView, page: Dictionary): void {
  for (const item of view.array(page.get('Annots')) ?? []) painter.annotation(view.dictionary(item));
}

const newline: Uint8Array = Uint8Array.of(10);

/** Text that a form stream shows; undefined where a font does not say which characters it shows. */
export function shownText(view: PdfView, stream: Stream, budget: Budget): string | undefined {
  const painter = new Painter(view, new TextMap([0, 0, 1, 1]), budget, true);
  painter.run(view.file.data(stream, view), view.dictionary(stream.dictionary.get('Resources')));
  return painter.legible ? painter.text : undefined;
}

function inherited(view: PdfView, page: Dictionary, key: string): Dictionary | undefined {
  let node: Dictionary | undefined = page;
  for (let step = 0; node && step < 32; step += 1) {
    const found = view.dictionary(node.get(key));
    if (found) return found;
    node = view.dictionary(node.get('Parent'));
  }
  return undefined;
}

/** Follows a content stream as far as it matters to where text and opaque shapes come to lie. */
class Painter {
  covered = false;
  legible = true;
  text = '';
  private graphics: Graphics = {
    matrix: identity,
    clip: undefined,
    opaque: true,
    size: 0,
    leading: 0,
    invisible: false,
    simpleFont: true,
  };
  private stack: Graphics[] = [];
  private line: Matrix = identity;
  private path: Point[][] = [];
  private clipping = false;

  constructor(
    public view: PdfView,
    private readonly map: TextMap,
    private readonly budget: Budget,
    /** Whether the text shown is wanted too. */
    private readonly collects = false,
  ) {}

  run(data: Uint8Array, resources: Dictionary | undefined, depth = 0): void {
    const parser = new Parser(data, 0, data.length, this.budget, true);
    const floor = this.stack.length;
    const operands: PdfObject[] = [];
    for (let item = parser.item(); item !== undefined; item = parser.item()) {
      if (!(item instanceof Keyword)) {
        if (operands.length < longestPath) operands.push(item);
        continue;
      }
      if (item.word === 'ID') this.inlineImage(parser, operands);
      else this.operator(item.word, operands, resources, depth, floor);
      operands.length = 0;
    }
    this.stack.length = Math.max(floor, 0);
  }

  private operator(
    word: string,
    operands: PdfObject[],
    resources: Dictionary | undefined,
    depth: number,
    floor: number,
  ): void {
    const now = this.graphics;
    switch (word) {
      case 'q':
        if (this.stack.length < 512) this.stack.push({ ...now });
        return;
      case 'Q':
        if (this.stack.length > floor) this.graphics = this.stack.pop() as Graphics;
        return;
      case 'cm':
        now.matrix = multiply(matrixOf(operands), now.matrix);
        return;
      case 'gs':
        this.state(this.resource(resources, 'ExtGState', operands[0]));
        return;
      case 're':
        this.rectangle(
          numberAt(operands, 0),
          numberAt(operands, 1),
          numberAt(operands, 2),
          numberAt(operands, 3),
        );
        return;
      case 'm':
        if (this.path.length < longestPath) this.path.push([]);
        this.point(numberAt(operands, 0), numberAt(operands, 1));
        return;
      case 'l':
        this.point(numberAt(operands, 0), numberAt(operands, 1));
        return;
      case 'c':
        this.point(numberAt(operands, 4), numberAt(operands, 5));
        return;
      case 'v':
      case 'y':
        this.point(numberAt(operands, 2), numberAt(operands, 3));
        return;
      case 'W':
      case 'W*':
        this.clipping = true;
        return;
      case 'f':
      case 'F':
      case 'f*':
      case 'B':
      case 'B*':
      case 'b':
      case 'b*':
        for (const shape of this.path) this.paint(shape);
        this.endPath();
        return;
      case 'n':
      case 'S':
      case 's':
        this.endPath();
        return;
      case 'sh':
        if (now.clip) this.paint(corners(identity, ...now.clip));
        return;
      case 'Do':
        this.external(this.resource(resources, 'XObject', operands[0]), resources, depth);
        return;
      default:
        this.textOperator(word, operands, resources);
    }
  }

  private textOperator(word: string, operands: PdfObject[], resources: Dictionary | undefined): void {
    const now = this.graphics;
    switch (word) {
      case 'BT':
        this.line = identity;
        return;
      case 'Tf': {
        const font = this.view.dictionary(this.resource(resources, 'Font', operands[0]));
        now.size = numberAt(operands, 1);
        now.simpleFont = font?.name('Subtype') !== 'Type0';
        return;
      }
      case 'TL':
        now.leading = numberAt(operands, 0);
        return;
      case 'Tr':
        now.invisible = numberAt(operands, 0) === 3 || numberAt(operands, 0) === 7;
        return;
      case 'Tm':
        this.line = matrixOf(operands);
        return;
      case 'TD':
        now.leading = -numberAt(operands, 1);
        this.line = multiply([1, 0, 0, 1, numberAt(operands, 0), numberAt(operands, 1)], this.line);
        return;
      case 'Td':
        this.line = multiply([1, 0, 0, 1, numberAt(operands, 0), numberAt(operands, 1)], this.line);
        return;
      case 'T*':
        this.line = multiply([1, 0, 0, 1, 0, -now.leading], this.line);
        return;
      case "'":
      case '"':
        this.line = multiply([1, 0, 0, 1, 0, -now.leading], this.line);
        this.show(operands[operands.length - 1] ?? null);
        return;
      case 'Tj':
      case 'TJ':
        this.show(operands[0] ?? null);
    }
  }

  private show(value: PdfObject): void {
    const { size, invisible, simpleFont, matrix } = this.graphics;
    if (!showsSomething(value)) return;
    if (!simpleFont) this.legible = false;
    if (this.collects && this.text.length < 100_000) this.text += textIn(value);
    if (invisible) return;
    const whole = multiply(this.line, matrix);
    this.map.add(
      transformPoint(whole, size * 0.1, size * 0.1),
      transformPoint(whole, size * 0.2, size * 0.5),
    );
  }

  private state(value: PdfObject): void {
    const settings = this.view.dictionary(value);
    if (!settings) return;
    const alpha = this.view.resolve(settings.get('ca'));
    const mask = this.view.resolve(settings.get('SMask'));
    const blend = this.view.resolve(settings.get('BM'));
    const clear = (typeof alpha === 'number' && alpha < 0.9) || mask instanceof Dictionary;
    const blends = blend instanceof Name && blend.value !== 'Normal' && blend.value !== 'Compatible';
    if (clear || blends) this.graphics.opaque = false;
    else if (alpha !== null || mask !== null || blend !== null) this.graphics.opaque = true;
  }

  private rectangle(x: number, y: number, width: number, height: number): void {
    if (this.path.length < longestPath)
      this.path.push(corners(this.graphics.matrix, x, y, x + width, y + height));
  }

  private point(x: number, y: number): void {
    const current = this.path[this.path.length - 1];
    if (current && current.length < longestPath) current.push(transformPoint(this.graphics.matrix, x, y));
  }

  private endPath(): void {
    const [first, another] = this.path;
    if (this.clipping && first && first.length > 0) {
      const box = bounds(another ? this.path.flat() : first);
      this.graphics.clip = this.graphics.clip ? meet(this.graphics.clip, box) : box;
    }
    this.clipping = false;
    this.path = [];
  }

  private paint(shape: readonly Point[]): void {
    if (this.covered || !this.graphics.opaque || shape.length < 3) return;
    this.budget.parse(4);
    this.covered = this.map.isCovered(shape, this.graphics.clip);
  }

  private resource(resources: Dictionary | undefined, kind: string, name: PdfObject | undefined): PdfObject {
    const listed = this.view.dictionary(resources?.get(kind) ?? null);
    return name instanceof Name ? this.view.resolve(listed?.get(name.value) ?? null) : null;
  }

  private external(value: PdfObject, resources: Dictionary | undefined, depth: number): void {
    if (!(value instanceof Stream)) return;
    const { dictionary } = value;
    if (dictionary.name('Subtype') === 'Image') {
      const seeThrough = ['SMask', 'Mask', 'SMaskInData'].some((key) => dictionary.get(key) !== null);
      if (!seeThrough && dictionary.get('ImageMask') !== true)
        this.paint(corners(this.graphics.matrix, 0, 0, 1, 1));
    } else if (depth < deepestForm) this.form(value, identity, resources, depth);
  }

  private form(stream: Stream, placed: Matrix, resources: Dictionary | undefined, depth: number): void {
    const { view } = this;
    const { dictionary } = stream;
    const saved = this.graphics;
    const own = matrixOf(view.array(dictionary.get('Matrix')) ?? [1, 0, 0, 1, 0, 0]);
    const matrix = multiply(multiply(own, placed), saved.matrix);
    const box = readBox(view, dictionary.get('BBox'));
    const visible = box && bounds(corners(matrix, ...box));
    this.graphics = {
      ...saved,
      matrix,
      clip: visible ? (saved.clip ? meet(saved.clip, visible) : visible) : saved.clip,
    };
    const line = this.line;
    try {
      this.run(
        view.file.data(stream, view),
        view.dictionary(dictionary.get('Resources')) ?? resources,
        depth + 1,
      );
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
    }
    this.graphics = saved;
    this.line = line;
  }

  /** Paints an annotation's normal appearance into its rectangle (ISO 32000 §12.5.5). */
  annotation(annotation: Dictionary | undefined): void {
    const { view } = this;
    const flags = annotation?.get('F');
    if (!annotation || (typeof flags === 'number' && (flags & 0x22) !== 0)) return;
    const normal = view.resolve(view.dictionary(annotation.get('AP'))?.get('N') ?? null);
    const state = view.resolve(annotation.get('AS'));
    const chosen =
      normal instanceof Dictionary && state instanceof Name ? view.resolve(normal.get(state.value)) : normal;
    const rectangle = readBox(view, annotation.get('Rect'));
    if (!(chosen instanceof Stream) || !rectangle) return;
    const box = readBox(view, chosen.dictionary.get('BBox'));
    if (!box) return;
    const own = matrixOf(view.array(chosen.dictionary.get('Matrix')) ?? [1, 0, 0, 1, 0, 0]);
    const [left, bottom, right, top] = bounds(corners(own, ...box));
    const wide = right > left ? (rectangle[2] - rectangle[0]) / (right - left) : 1;
    const high = top > bottom ? (rectangle[3] - rectangle[1]) / (top - bottom) : 1;
    this.graphics = { ...this.graphics, matrix: identity, clip: undefined, opaque: true };
    this.form(
      chosen,
      [wide, 0, 0, high, rectangle[0] - left * wide, rectangle[1] - bottom * high],
      undefined,
      1,
    );
  }

  /** Data of a picture written inside the content: passed over, its place taken as opaque. */
  private inlineImage(parser: Parser, operands: PdfObject[]): void {
    const { bytes, limit } = parser;
    let at = parser.position + 1;
    while (
      at < limit &&
      !(bytes[at] === 0x45 && bytes[at + 1] === 0x49 && isSpace(bytes[at - 1]) && isSpace(bytes[at + 2]))
    )
      at += 1;
    parser.position = Math.min(at + 2, limit);
    const mask = operands.some(
      (item) => item instanceof Name && (item.value === 'IM' || item.value === 'ImageMask'),
    );
    if (!mask) this.paint(corners(this.graphics.matrix, 0, 0, 1, 1));
  }
}

function showsSomething(value: PdfObject): boolean {
  if (value instanceof Text) return !value.isEmpty;
  return Array.isArray(value) && value.some((piece) => piece instanceof Text && !piece.isEmpty);
}

function textIn(value: PdfObject): string {
  if (value instanceof Text) return Buffer.from(value.bytes).toString('latin1');
  return Array.isArray(value) ? value.map(textIn).join('') : '';
}

function numberAt(operands: readonly PdfObject[], index: number): number {
  const operand = operands[index];
  return typeof operand === 'number' ? operand : 0;
}

function isSpace(byte: number | undefined): boolean {
  return byte === undefined || byte === 32 || byte === 10 || byte === 13 || byte === 9;
}

function matrixOf(operands: readonly PdfObject[]): Matrix {
  const six = operands.slice(0, 6).map((item) => (typeof item === 'number' ? item : 0));
  return six.length === 6 ? (six as unknown as Matrix) : identity;
}

function meet(one: Box, other: Box): Box {
  return [
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ];
}
