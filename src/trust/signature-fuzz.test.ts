import { expect, test } from 'vitest';
import { fuzzCms, fuzzPdf, fuzzXml } from './signature-fuzz.test-support.js';

test.each([
  ['PDF', fuzzPdf],
  ['CMS', fuzzCms],
  ['XML', fuzzXml],
])(
  'Ten seconds of damaged %s files crash nothing and hang nowhere',
  async (_, run) => {
    const { judged, slowest } = await run(10_000);
    expect(judged).toBeGreaterThan(50);
    expect(slowest).toBeLessThan(5_000);
  },
  60_000,
);
