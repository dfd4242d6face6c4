import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  environments: { __vitest__: { resolve: { conditions: ['source'] } } },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    exclude: ['dist/**', 'node_modules/**', 'src/**/*.long.test.ts'],
    globalSetup: ['test/cluster.ts'],
    maxWorkers: 2,
    // Files of one worker share the modules they read, a quarter of the time: a test leaves nothing behind in them.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
