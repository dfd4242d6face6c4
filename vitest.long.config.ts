import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** What takes longer than a developer waits: kill rounds, fuzzing, long property runs. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    isolate: true,
    include: ['src/**/*.long.test.ts', 'e2e/**/*.long.ts'],
    exclude: ['dist/**', 'node_modules/**'],
    maxWorkers: 1,
    maxConcurrency: 2,
    testTimeout: 1_800_000,
    hookTimeout: 180_000,
  },
});
