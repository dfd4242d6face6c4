import {
  crlNumber,
  crlPoint,
  deltaTo,
  generalName,
  issuingPoint,
  keyUsageBits,
} from '#src/simulator/authority/extensions.js';
import type { PathCase } from './path-cases.js';
import { type Certification, certify, hours, party, revoke } from './workshop.js';

const root = party('Racine');
const middle = party('Intermédiaire');
const holder = party('Titulaire');
const delegate = party('Émetteur de listes');
const stranger = party('Inconnue');
const anchor = certify({ by: root, to: root });
const rootCrl = revoke(root);
const serial = '2A';
const middleSerial = '2B';
const gone = (reason?: number): { serial: string; at: Date; reason?: number } => ({
  serial,
  at: hours(-2),
  ...(reason === undefined ? {} : { reason }),
});

interface Own {
  readonly leaf?: Partial<Certification>;
  readonly middle?: Partial<Certification>;
  readonly more?: readonly Uint8Array[];
}

function listed(id: string, expected: string, crls: readonly Uint8Array[], own: Own = {}): PathCase {
  return {
    id: `crl-${id}`,
    expected,
    anchor,
    untrusted: [certify({ by: root, to: middle, serial: middleSerial, ...own.middle }), ...(own.more ?? [])],
    leaf: certify({ by: middle, to: holder, authority: false, serial, ...own.leaf }),
    crls: [rootCrl, ...crls],
  };
}

const place = generalName.uri('http://crl.exemple.test/a.crl');
const elsewhere = generalName.uri('http://crl.exemple.test/b.crl');
const lacking = 'revocation-unknown';
const complete = (entries: ReturnType<typeof gone>[] = []): Uint8Array =>
  revoke(middle, { entries, extensions: [crlNumber(1)] });
const delta = (
  base: number,
  number: number,
  entries: ReturnType<typeof gone>[] = [],
  until = hours(24),
): Uint8Array =>
  revoke(middle, { entries, nextUpdate: until, extensions: [deltaTo(base), crlNumber(number)] });

/** CRLs, their scopes, issuers and deltas: RFC 5280 §5 and §6.3. */
export function revocationCases(): PathCase[] {
  const indirect = { extensions: [issuingPoint({ indirect: true })] };
  const pointed = { leaf: { extensions: [crlPoint({ name: place })] } };
  const delegated: Own = {
    leaf: { extensions: [crlPoint({ issuer: delegate.name })] },
    more: [certify({ by: root, to: delegate, usage: [keyUsageBits.crlSign], authority: false })],
  };
  const byDelegate = (issuer: Uint8Array): Uint8Array =>
    revoke(delegate, { ...indirect, entries: [{ ...gone(), issuer }] });
  return [
    listed('good', 'ok', [revoke(middle)]),
    listed('missing', lacking, []),
    listed('revoked', 'revoked', [revoke(middle, { entries: [gone(1)] })]),
    listed('held', 'on-hold', [revoke(middle, { entries: [gone(6)] })]),
    listed('revoked-ahead', 'revoked', [revoke(middle, { entries: [{ serial, at: hours(1) }] })]),
    listed('other-serial', 'ok', [revoke(middle, { entries: [{ serial: '2A2A', at: hours(-2) }] })]),
    listed('out-of-date', lacking, [revoke(middle, { thisUpdate: hours(-48), nextUpdate: hours(-1) })]),
    listed('of-the-future', lacking, [revoke(middle, { thisUpdate: hours(1) })]),
    listed('forged', lacking, [revoke({ ...middle, key: stranger.key })]),
    listed('of-somebody-else', lacking, [revoke(stranger)]),
    listed('signer-may-not', lacking, [revoke(middle)], {
      middle: { usage: [keyUsageBits.certificateSign] },
    }),
    listed('authority-revoked', 'revoked', [
      revoke(middle),
      revoke(root, { thisUpdate: hours(0), entries: [{ serial: middleSerial, at: hours(-2) }] }),
    ]),
    listed('newest-counts', 'revoked', [
      revoke(middle, { thisUpdate: hours(-3) }),
      revoke(middle, { entries: [gone()] }),
    ]),
    listed('stranger-critical', lacking, [
      revoke(middle, { extensions: [{ id: '2.25.1.9', critical: true, value: Uint8Array.of(5, 0) }] }),
    ]),
    listed('stranger-critical-entry', lacking, [
      revoke(middle, {
        entries: [
          {
            serial: '99',
            at: hours(-2),
            extensions: [{ id: '2.25.1.9', critical: true, value: Uint8Array.of(5, 0) }],
          },
        ],
      }),
    ]),
    listed('users-only', 'ok', [revoke(middle, { extensions: [issuingPoint({ only: 'users' })] })]),
    listed('authorities-only', lacking, [
      revoke(middle, { extensions: [issuingPoint({ only: 'authorities' })] }),
    ]),
    listed('attributes-only', lacking, [
      revoke(middle, { extensions: [issuingPoint({ only: 'attributes' })] }),
    ]),
    listed('same-place', 'ok', [revoke(middle, { extensions: [issuingPoint({ name: place })] })], pointed),
    listed(
      'other-place',
      lacking,
      [revoke(middle, { extensions: [issuingPoint({ name: elsewhere })] })],
      pointed,
    ),
    listed('place-not-named', lacking, [revoke(middle, { extensions: [issuingPoint({ name: place })] })]),
    listed('some-reasons', lacking, [revoke(middle, { extensions: [issuingPoint({ reasons: [1, 2, 3] })] })]),
    listed('all-reasons-in-two', 'ok', [
      revoke(middle, { extensions: [issuingPoint({ reasons: [1, 2, 3] })] }),
      revoke(middle, { extensions: [issuingPoint({ reasons: [4, 5, 6, 7, 8] })] }),
    ]),
    listed('indirect-good', 'ok', [byDelegate(stranger.name)], delegated),
    listed('indirect-revoked', 'revoked', [byDelegate(middle.name)], delegated),
    listed('indirect-not-said', lacking, [revoke(delegate)], delegated),
    listed('indirect-not-named', lacking, [byDelegate(stranger.name)], { ...delegated, leaf: {} }),
    listed('delta-revokes', 'revoked', [complete(), delta(1, 2, [gone(4)])]),
    listed('delta-releases', 'ok', [complete([gone(6)]), delta(1, 2, [gone(8)])]),
    listed('delta-adds-nothing', 'ok', [complete(), delta(1, 2)]),
    listed('delta-newest-counts', 'revoked', [complete(), delta(1, 3, [gone()]), delta(1, 2)]),
    listed('delta-alone', lacking, [delta(1, 2)]),
    listed('delta-starts-later', lacking, [complete(), delta(2, 3)]),
    listed('delta-out-of-date', lacking, [complete(), delta(1, 2, [], hours(-0.5))]),
    listed('delta-forged', 'ok', [
      complete(),
      revoke({ ...middle, key: stranger.key }, { entries: [gone()], extensions: [deltaTo(1), crlNumber(2)] }),
    ]),
  ];
}
