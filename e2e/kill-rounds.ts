import { expect, test } from 'vitest';
import { repositoryRoot } from '#src/platform/repository.js';
import { killRound } from '#src/walkthrough/kill-rounds.js';

/** Of one round, on a busy machine. */
const minutes = 15;

/** So many rounds of the built program, a few at a time; drawn from the clock, or from KILL_SEED on, to run the same ones again. */
export function testKillRounds(count: number): void {
  const first = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000_000);
  const seeds = Array.from({ length: count }, (_, index) => first + index);
  test.concurrent.each(seeds)(
    'with what is killed and when from seed %i, nothing is lost and nothing doubled',
    async (seed) => {
      const say = (line: string): void => console.log(`${seed} ${line}`);
      const { kills } = await killRound({ program: [`${repositoryRoot()}/dist/main.js`], seed, say });
      expect(kills).toBeGreaterThan(0);
    },
    minutes * 60_000,
  );
}
