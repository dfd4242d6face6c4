import { execFileSync } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import { repositoryRoot } from '#src/platform/repository.js';
import { killRound } from '#src/walkthrough/kill-rounds.js';
import { seedsFrom } from './seeds.js';

const root = repositoryRoot();
/** Of one round, on a busy machine. */
const minutes = 15;

beforeAll(() => {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
});

test.each(seedsFrom(20))(
  'with what is killed and when from seed %i, nothing is lost and nothing doubled',
  async (seed) => {
    const say = (line: string): void => console.log(line);
    const { kills } = await killRound({ program: [`${root}/dist/main.js`], seed, say });
    expect(kills).toBeGreaterThan(0);
  },
  minutes * 60_000,
);
