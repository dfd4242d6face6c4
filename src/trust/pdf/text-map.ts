import { bounds, contains, type Point } from './geometry.js';
import type { Box } from './page-box.js';

const across = 96;
const perCell = 6;

/** Where text has been painted on a page so far: a grid, so that asking what a shape covers stays cheap. */
export class TextMap {
  private readonly cells = new Map<number, [Point, Point][]>();

  constructor(private readonly page: Box) {}

  /** Notes a glyph by two points of it, one low and one at half its height. */
  add(low: Point, middle: Point): void {
    const cell = this.column(low[0]) + this.row(low[1]) * across;
    if (!(cell >= 0)) return;
    const list = this.cells.get(cell);
    if (!list) this.cells.set(cell, [[low, middle]]);
    else if (list.length < perCell) list.push([low, middle]);
    else list[Math.floor(low[0]) % perCell] = [low, middle];
  }

  /** Whether an opaque shape, cut to the clip, lies over text noted before. */
  isCovered(shape: readonly Point[], clip: Box | undefined): boolean {
    const [left, bottom, right, top] = bounds(shape);
    const columns = [
      this.column(Math.max(left, clip?.[0] ?? left)),
      this.column(Math.min(right, clip?.[2] ?? right)),
    ];
    const rows = [this.row(Math.max(bottom, clip?.[1] ?? bottom)), this.row(Math.min(top, clip?.[3] ?? top))];
    for (let row = rows[0] as number; row <= (rows[1] as number); row += 1)
      for (let column = columns[0] as number; column <= (columns[1] as number); column += 1)
        for (const points of this.cells.get(column + row * across) ?? [])
          if (points.every((point) => within(clip, point) && contains(shape, point))) return true;
    return false;
  }

  private column(x: number): number {
    return place(x, this.page[0], this.page[2]);
  }

  private row(y: number): number {
    return place(y, this.page[1], this.page[3]);
  }
}

function place(value: number, from: number, to: number): number {
  return Math.min(across - 1, Math.max(0, Math.floor(((value - from) / (to - from)) * across)));
}

function within(clip: Box | undefined, [x, y]: Point): boolean {
  return !clip || (x >= clip[0] && x <= clip[2] && y >= clip[1] && y <= clip[3]);
}
