import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { judgeBatch } from './path-batch.js';

/** The suite is NIST's and is not shipped: it is read where PKITS_DIR says, else beside the checkout. */
const folder = [process.env.PKITS_DIR, '../shared/data/pkits', '../../shared/data/pkits']
  .filter((path) => path !== undefined)
  .map((path) => resolve(path))
  .find((path) => existsSync(resolve(path, 'cases.tsv')));

if (!folder)
  console.warn('PKITS is not here: set PKITS_DIR to the folder of its cases.tsv to run the suite.');

test.skipIf(!folder)('every path of PKITS is judged as NIST judges it, in under three seconds', () => {
  const table = resolve(folder ?? '', 'cases.tsv');
  const begun = process.cpuUsage();
  const results = [...judgeBatch(table)];
  const elapsed = process.cpuUsage(begun).user / 1000;
  const wrong = results.filter(({ expected, verdict }) => expected !== verdict);
  console.info(`PKITS: ${results.length - wrong.length} of ${results.length} in ${Math.round(elapsed)} ms`);
  expect(wrong).toEqual([]);
  const lines = readFileSync(table, 'utf8').split('\n');
  expect(results).toHaveLength(lines.filter((line) => /^\d/.test(line)).length);
  expect(elapsed).toBeLessThan(3000);
});
