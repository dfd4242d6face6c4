import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PathVerdict, readCertificate, toAnchor, validatePath } from '#src/trust/index.js';
import { certifyLink, type Link, mesh } from './web-of-authorities.js';

const now = new Date('2026-11-24T08:00:00Z');
const root = 0;

/** Judges the holder `leaf` certifies, through the links, to the root. */
function judge(links: readonly Link[], leaf: Link, workLimit?: number): PathVerdict {
  const [first, ...rest] = [leaf, ...links].map((link, i) => readCertificate(certifyLink(link, i + 1, now)));
  const anchor = toAnchor(readCertificate(certifyLink({ from: root, to: root }, 99, now)));
  if (!first) throw new Error('no leaf');
  const given = {
    leaf: first,
    untrusted: rest,
    anchors: [anchor],
    at: now,
    revocation: 'not-asked',
  } as const;
  return validatePath(workLimit ? { ...given, workLimit } : given);
}

/** The rule said another way: walk every simple way down from the root and see whether one reaches the holder. */
function pathExists(links: readonly Link[], leaf: Link): boolean {
  if (leaf.flaw === 'expired' || leaf.flaw === 'other-key') return false;
  const walk = (at: number, seen: readonly number[], room: number): boolean => {
    if (at === leaf.from) return true;
    return links.some(
      (link) =>
        link.from === at &&
        !link.flaw &&
        !seen.includes(link.to) &&
        room > 0 &&
        walk(link.to, [...seen, link.to], Math.min(room - 1, link.pathLength ?? Number.POSITIVE_INFINITY)),
    );
  };
  return walk(root, [root], Number.POSITIVE_INFINITY);
}

const flaws = ['expired', 'no-authority', 'other-key', 'no-signing'] as const;
const link = fc
  .record({
    from: fc.nat(5),
    to: fc.nat(5),
    flaw: fc.option(fc.constantFrom(...flaws), { nil: undefined, freq: 3 }),
    pathLength: fc.option(fc.nat(2), { nil: undefined, freq: 3 }),
  })
  .filter(({ from, to }) => from !== to)
  .map(({ from, to, flaw, pathLength }): Link => {
    const plain = pathLength === undefined ? { from, to } : { from, to, pathLength };
    return flaw ? { ...plain, flaw } : plain;
  });

test('among crossed and cyclic authorities, sound or not, a path is found exactly where there is one', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(link, { maxLength: 14 }), fc.nat(5), (links, from) => {
      const leaf: Link = { from, to: 9, flaw: 'no-authority' };
      const verdict = judge(links, leaf);
      const exists = pathExists(links, leaf);
      if (exists && from !== root) found++;
      expect(verdict.trust).toBe(exists ? 'trusted' : 'untrusted');
    }),
    { numRuns: Number(process.env.RUNS ?? 400) },
  );
  expect(found).toBeGreaterThan(10);
});

test('a verdict does not depend on the order in which certificates are given', () => {
  fc.assert(
    fc.property(
      fc.array(link, { maxLength: 10 }),
      fc.nat(5),
      fc.infiniteStream(fc.nat()),
      (links, from, order) => {
        const leaf: Link = { from, to: 9, flaw: 'no-authority' };
        const shuffled = links.toSorted(() => ((order.next().value ?? 0) % 3) - 1);
        expect(judge(shuffled, leaf).trust).toBe(judge(links, leaf).trust);
      },
    ),
    { numRuns: 100 },
  );
});

test('a mesh of 24 authorities that each certify all others is crossed at once', () => {
  const verdict = judge(mesh(24), { from: 23, to: 99, flaw: 'no-authority' });
  expect(verdict.trust).toBe('trusted');
  expect(verdict.chain).toHaveLength(2);
});

test('a mesh of which every way ends badly is given up within bounds, and is not trusted', () => {
  const links = mesh(12).filter(({ from }) => from !== root);
  const ends = Array.from({ length: 10 }, (_, i): Link => ({ from: root, to: i + 1, pathLength: 0 }));
  const begun = process.cpuUsage();
  const verdict = judge([...links, ...ends], { from: 11, to: 99, flaw: 'no-authority' });
  expect(verdict).toMatchObject({ trust: 'undetermined', reason: 'work-limit' });
  expect(process.cpuUsage(begun).user).toBeLessThan(5_000_000);
});

test('a search that is cut short says so, and does not call the certificate false', () => {
  const links = mesh(10).map((one): Link => (one.from === root ? { ...one, pathLength: 0 } : one));
  const deep = links.filter(({ from, to }) => !(from === root && to > 1));
  const verdict = judge(deep, { from: 9, to: 99, flaw: 'no-authority' }, 60);
  expect(verdict).toMatchObject({ trust: 'undetermined', reason: 'work-limit' });
});
