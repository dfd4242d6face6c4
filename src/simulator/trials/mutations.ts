/** Small generator of pseudo-random numbers (mulberry32), so that a failing round can be played again. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Every byte changed in turn, each by the given masks. */
export function* changedBytes(
  bytes: Uint8Array,
  masks: readonly number[],
): Generator<{ at: number; mutant: Uint8Array }> {
  for (let at = 0; at < bytes.length; at++) {
    for (const mask of masks) {
      const mutant = Uint8Array.from(bytes);
      mutant[at] = (mutant[at] as number) ^ mask;
      yield { at, mutant };
    }
  }
}

/** One hostile variant of `bytes`: a few changed, cut, repeated, swapped for a length or for another's piece. */
export function mutate(bytes: Uint8Array, others: readonly Uint8Array[], random: () => number): Uint8Array {
  const pick = (below: number): number => Math.floor(random() * below);
  let mutant: Uint8Array = Uint8Array.from(bytes);
  for (let left = 1 + pick(4); left > 0; left--) {
    const at = pick(mutant.length);
    const length = 1 + pick(Math.min(64, mutant.length - at));
    switch (pick(6)) {
      case 0:
        mutant[at] = pick(256);
        break;
      case 1:
        mutant[at] = [0x00, 0x7f, 0x80, 0x81, 0x84, 0xff, 0x30, 0x31, 0xa0, 0x1f][pick(10)] as number;
        break;
      case 2:
        mutant = mutant.subarray(0, Math.max(1, at));
        break;
      case 3:
        mutant = Buffer.concat([mutant.subarray(0, at), mutant.subarray(at + length)]);
        break;
      case 4:
        mutant = Buffer.concat([mutant.subarray(0, at + length), mutant.subarray(at)]);
        break;
      default: {
        const other = others[pick(others.length)] ?? bytes;
        const from = pick(other.length);
        mutant = Buffer.concat([
          mutant.subarray(0, at),
          other.subarray(from, from + length),
          mutant.subarray(at + length),
        ]);
      }
    }
    if (mutant.length === 0) return Uint8Array.of(0);
  }
  return mutant;
}
