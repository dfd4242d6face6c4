import {
  inhibitAnyPolicy,
  policies,
  policyConstraints,
  policyMappings,
} from '#src/simulator/authority/extensions.js';
import { simulatedPolicies } from '#src/simulator/authority/policies.js';
import type { PathCase } from './path-cases.js';
import { certify, party } from './workshop.js';

const root = party('Racine');
const middle = party('Intermédiaire');
const low = party('Subalterne');
const holder = party('Titulaire');
const anchor = certify({ by: root, to: root });
const { twoStars: one, qualified: two, timestamping: three } = simulatedPolicies;
const any = '2.5.29.32.0';

type Extensions = Parameters<typeof certify>[0]['extensions'];

interface Chain {
  readonly middle: Extensions;
  readonly low?: Extensions;
  readonly leaf: Extensions;
}

function chain(
  id: string,
  expected: string,
  own: Chain,
  asked: Pick<PathCase, 'policies' | 'flags'>,
): PathCase {
  const issuer = own.low ? low : middle;
  return {
    id: `policy-${id}`,
    expected,
    anchor,
    untrusted: [
      certify({ by: root, to: middle, extensions: own.middle ?? [] }),
      ...(own.low ? [certify({ by: middle, to: low, extensions: own.low })] : []),
    ],
    leaf: certify({ by: issuer, to: holder, authority: false, extensions: own.leaf ?? [] }),
    ...asked,
  };
}

const explicit = ['explicit'] as const;

/** Policies, mappings and inhibitions: RFC 5280 §6.1.3 d to f, §6.1.4 a to j, §6.1.5. */
export function policyCases(): PathCase[] {
  const same = { middle: [policies(one)], leaf: [policies(one)] };
  const mapped = { middle: [policies(one), policyMappings([one, two])], leaf: [policies(two)] };
  const all = { middle: [policies(any)], leaf: [policies(any)] };
  return [
    chain('none-asked', 'ok', { middle: [], leaf: [] }, {}),
    chain('explicit-none', 'policy', { middle: [], leaf: [] }, { flags: explicit }),
    chain('explicit-same', 'ok', same, { flags: explicit, policies: [one] }),
    chain('explicit-other', 'policy', same, { flags: explicit, policies: [two] }),
    chain('other-not-explicit', 'ok', same, { policies: [two] }),
    chain('broken-chain', 'policy', { middle: [policies(one)], leaf: [policies(two)] }, { flags: explicit }),
    chain('any-all-down', 'ok', all, { flags: explicit, policies: [one] }),
    chain(
      'any-above',
      'ok',
      { middle: [policies(any)], leaf: [policies(one)] },
      { flags: explicit, policies: [one] },
    ),
    chain('any-inhibited', 'policy', all, { flags: ['explicit', 'inhibitany'], policies: [one] }),
    chain(
      'any-inhibited-below',
      'policy',
      { middle: [policies(any), inhibitAnyPolicy(0)], leaf: [policies(any)] },
      {
        flags: explicit,
      },
    ),
    chain('mapped', 'ok', mapped, { flags: explicit, policies: [one] }),
    chain('mapped-wrong-side', 'policy', mapped, { flags: explicit, policies: [two] }),
    chain('mapping-inhibited', 'policy', mapped, { flags: ['explicit', 'inhibitmap'], policies: [one] }),
    chain(
      'mapping-inhibited-below',
      'policy',
      {
        middle: [policies(one), policyConstraints({ mapping: 0 })],
        low: [policies(one), policyMappings([one, two])],
        leaf: [policies(two)],
      },
      { flags: explicit },
    ),
    chain(
      'mapping-any',
      'policy-mapping',
      { middle: [policies(any), policyMappings([any, one])], leaf: [] },
      {},
    ),
    chain(
      'mapped-from-any',
      'ok',
      { middle: [policies(any), policyMappings([one, two])], leaf: [policies(two)] },
      {
        flags: explicit,
        policies: [one],
      },
    ),
    chain(
      'required-by-authority',
      'policy',
      { middle: [policies(one), policyConstraints({ explicit: 0 })], leaf: [] },
      {},
    ),
    chain(
      'required-later',
      'ok',
      { middle: [policies(one), policyConstraints({ explicit: 2 })], leaf: [] },
      {},
    ),
    chain(
      'two-mapped-to-one',
      'ok',
      {
        middle: [policies(one, three), policyMappings([one, two], [three, two])],
        leaf: [policies(two)],
      },
      { flags: explicit, policies: [three] },
    ),
  ];
}
