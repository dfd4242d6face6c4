/** The last row seen, in lists told by an instant and an identifier: what follows starts after it. */
export interface Cursor {
  readonly at: Date;
  readonly id: string;
}

/** As it stands in a URL's `apres`. */
export function writeCursor(cursor: Cursor): string {
  return `${cursor.at.getTime()}_${cursor.id}`;
}

/** Undefined where it is none of ours: the list then starts at its beginning. */
export function readCursor(text: string | undefined): Cursor | undefined {
  const [, time, id] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(text ?? '') ?? [];
  return time === undefined || id === undefined ? undefined : { at: new Date(Number(time)), id };
}
