import { expect, test } from 'vitest';
import { readCertificate, readCrl, toAnchor, validatePath } from '#src/trust/index.js';
import { pathCases } from './path-cases.js';
import { workshopTime } from './workshop.js';

test.each(pathCases().map((one) => [one.id, one.expected, one] as const))('%s: %s', (_, expected, one) => {
  const flags = one.flags ?? [];
  const verdict = validatePath({
    leaf: readCertificate(one.leaf),
    untrusted: one.untrusted.map(readCertificate),
    anchors: [toAnchor(readCertificate(one.anchor))],
    crls: (one.crls ?? []).map(readCrl),
    at: workshopTime,
    revocation: one.crls ? 'required' : 'not-asked',
    policies: one.policies ?? [],
    explicitPolicy: flags.includes('explicit'),
    inhibitMapping: flags.includes('inhibitmap'),
    inhibitAny: flags.includes('inhibitany'),
  });
  expect(verdict.reason).toBe(expected);
  expect(verdict.sentence).toMatch(/^[A-ZÀ-Ü].*\.$/);
});
