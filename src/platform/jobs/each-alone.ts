/**
 * Does the same for each of several things, one after another: one that fails holds up none of those behind it. The
 * first failure is thrown once all were tried, so that the job shows it and is tried again.
 */
export async function eachAlone<T>(things: readonly T[], run: (thing: T) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const thing of things) {
    try {
      await run(thing);
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0) throw failures[0];
}
