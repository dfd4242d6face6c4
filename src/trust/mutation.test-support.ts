import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A change of one byte, and what a judge said of it. */
export interface Mutation {
  readonly offset: number;
  readonly before: number;
  readonly after: number;
}

/**
 * Changes one byte after the other, each in the ways given (exclusive or), judges the whole each time, and
 * returns the changes that a verdict let pass. `bytes` is given back as it was.
 */
export async function mutate(
  bytes: Uint8Array,
  ways: readonly number[],
  passes: (mutated: Uint8Array, mutation: Mutation) => boolean | Promise<boolean>,
  wanted: (offset: number) => boolean = () => true,
): Promise<{ tried: number; passed: Mutation[] }> {
  const mutated = Buffer.from(bytes);
  const passed: Mutation[] = [];
  let tried = 0;
  for (let offset = 0; offset < mutated.length; offset += 1) {
    if (!wanted(offset)) continue;
    const before = mutated[offset] as number;
    for (const way of ways) {
      const after = before ^ way;
      mutated[offset] = after;
      tried += 1;
      if (await passes(mutated, { offset, before, after })) passed.push({ offset, before, after });
    }
    mutated[offset] = before;
  }
  return { tried, passed };
}

/** A small generator of pseudo-random numbers, so that a failure can be had again from its seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

/** Damages bytes as a careless or malicious hand would: bits, runs cut, doubled or moved, words thrown in. */
function damage(bytes: Uint8Array, random: (below: number) => number, words: readonly string[]): Buffer {
  let out = Buffer.from(bytes);
  for (let times = 1 + random(4); times > 0 && out.length > 0; times -= 1) {
    const at = random(out.length);
    const run = 1 + random(Math.min(64, out.length - at));
    const kind = random(6);
    if (kind === 0) out[at] = (out[at] as number) ^ (1 << random(8));
    else if (kind === 1) out[at] = random(256);
    else if (kind === 2) out = Buffer.concat([out.subarray(0, at), out.subarray(at + run)]);
    else if (kind === 3) out = Buffer.concat([out.subarray(0, at + run), out.subarray(at)]);
    else if (kind === 4) {
      const to = random(out.length);
      out = Buffer.concat([out.subarray(0, to), out.subarray(at, at + run), out.subarray(to)]);
    } else {
      const word = Buffer.from(words[random(words.length)] ?? '', 'latin1');
      out = Buffer.concat([
        out.subarray(0, at),
        word,
        out.subarray(random(2) === 0 ? at : Math.min(out.length, at + word.length)),
      ]);
    }
  }
  return out;
}

/**
 * Feeds damaged samples to a judge for a time; returns how many, the slowest, and the most memory that the process
 * held. Throws where the judge does.
 */
export async function fuzz(
  samples: readonly Uint8Array[],
  words: readonly string[],
  milliseconds: number,
  judge: (bytes: Uint8Array) => unknown,
  seed: number = Date.now() % 0x7fffffff,
): Promise<{ judged: number; slowest: number; memory: number }> {
  const random = randomFrom(seed);
  const until = performance.now() + milliseconds;
  let judged = 0;
  let slowest = 0;
  let memory = 0;
  while (performance.now() < until) {
    const damaged = damage(samples[random(samples.length)] as Uint8Array, random, words);
    const start = performance.now();
    try {
      await judge(damaged);
    } catch (error) {
      throw new Error(`Sample ${judged} of seed ${seed}: ${damaged.toString('base64').slice(0, 4_000)}`, {
        cause: error,
      });
    }
    slowest = Math.max(slowest, performance.now() - start);
    judged += 1;
    if (judged % 50 === 0) memory = Math.max(memory, process.memoryUsage().rss);
    // V8 is in no hurry to give back buffers while its own heap is small; what is left after this is really held.
    if (judged % 500 === 0) collectGarbage();
  }
  return { judged, slowest, memory };
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
