import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** Journeys in a real browser against a real server: one file a journey, two at a time. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['e2e/**/*.e2e.ts'],
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
