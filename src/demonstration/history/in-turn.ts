const last = new Map<string, Promise<unknown>>();

/** Has those who wait for the same person work one after another: histories told at once share officers and accountants. */
export function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const mine = (last.get(name) ?? Promise.resolve()).then(work);
  last.set(
    name,
    mine.catch(() => {}),
  );
  return mine;
}
