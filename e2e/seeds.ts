/** Seeds of so many rounds: drawn from the clock, or from KILL_SEED on, to run the same rounds again. */
export function seedsFrom(count: number): number[] {
  const first = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000_000);
  return Array.from({ length: count }, (_, index) => first + index);
}
