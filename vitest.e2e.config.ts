import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import base from './vitest.config.js';

/** Kill rounds first: they wait more than they work, and would be all that is left at the end. */
class RoundsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  return moduleId.includes('kill-rounds') ? 0 : 1;
}

/** Journeys in a real browser against a real server: one file a journey, two at a time. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    isolate: true,
    include: ['e2e/**/*.e2e.ts'],
    sequence: { sequencer: RoundsFirst },
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
