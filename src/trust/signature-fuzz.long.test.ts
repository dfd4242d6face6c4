import { expect, test } from 'vitest';
import { fuzzCms, fuzzPdf, fuzzXml } from './signature-fuzz.test-support.js';

test.each([
  ['PDF', fuzzPdf],
  ['CMS', fuzzCms],
  ['XML', fuzzXml],
])('Five minutes of damaged %s files crash nothing, hang nowhere and stay within memory', async (_, run) => {
  const { judged, slowest, memory } = await run(300_000);
  expect(judged).toBeGreaterThan(1_000);
  expect(slowest).toBeLessThan(5_000);
  expect(memory).toBeLessThan(600 * 1024 * 1024);
});
