/** Chance that repeats: the same seed gives the same demonstration (mulberry32). */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  among<T>(list: readonly [T, ...T[]]): T;
  between(least: number, most: number): number;
}

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    among: (list) => list[Math.floor(next() * list.length)] ?? list[0],
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
  };
}
