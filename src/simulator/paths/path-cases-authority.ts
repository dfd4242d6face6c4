import { distinguishedName, type Extension } from '#src/simulator/authority/certificate-builder.js';
import { keyUsageBits, subjectKey } from '#src/simulator/authority/extensions.js';
import { der } from '#src/trust/index.js';
import type { PathCase } from './path-cases.js';
import { type Certification, certify, hours, type KeyKind, party, renewed } from './workshop.js';

const root = party('Racine');
const middle = party('Intermédiaire');
const low = party('Subalterne');
const holder = party('Titulaire');
const anchor = certify({ by: root, to: root });

type Own = Partial<Certification>;

/** Root, one authority, a holder; each certificate may be given its own. */
function simple(id: string, expected: string, own: { middle?: Own; leaf?: Own }): PathCase {
  return {
    id,
    expected,
    anchor,
    untrusted: [certify({ by: root, to: middle, ...own.middle })],
    leaf: certify({ by: middle, to: holder, authority: false, ...own.leaf }),
  };
}

/** Root, two authorities, a holder. */
function deep(id: string, expected: string, own: { middle?: Own; low?: Own }): PathCase {
  return {
    id,
    expected,
    anchor,
    untrusted: [
      certify({ by: root, to: middle, ...own.middle }),
      certify({ by: middle, to: low, ...own.low }),
    ],
    leaf: certify({ by: low, to: holder, authority: false }),
  };
}

const stranger = (critical: boolean): Extension => ({
  id: '2.25.176263020089726115997644985814865573650.9',
  critical,
  value: Uint8Array.of(5, 0),
});

/** Signatures, dates, who may certify, key usage, extensions: RFC 5280 §6.1.3 a, §6.1.4 k to o. */
export function authorityCases(): PathCase[] {
  const kinds: KeyKind[] = ['P-256', 'P-384', 'P-521', 'ed25519', 'rsa-2048', 'rsa-1024'];
  return [
    simple('plain', 'ok', {}),
    ...kinds.map((kind): PathCase => {
      const signer = party(`Signataire ${kind}`, kind);
      return {
        id: `key-${kind}`,
        expected: kind === 'rsa-1024' ? 'weak-algorithm' : 'ok',
        anchor,
        untrusted: [certify({ by: root, to: signer })],
        leaf: certify({ by: signer, to: holder, authority: false }),
      };
    }),
    simple('forged-leaf', 'bad-signature', { leaf: { by: { ...middle, key: low.key } } }),
    simple('forged-authority', 'bad-signature', { middle: { by: { ...root, key: low.key } } }),
    simple('no-issuer', 'no-path', { leaf: { by: low } }),
    simple('expired-leaf', 'expired', { leaf: { until: hours(-1) } }),
    simple('future-leaf', 'not-yet-valid', { leaf: { from: hours(1) } }),
    simple('expired-authority', 'expired', { middle: { until: hours(-1) } }),
    simple('no-basic-constraints', 'not-an-authority', { middle: { without: ['2.5.29.19'] } }),
    simple('not-an-authority', 'not-an-authority', { middle: { authority: false, usage: [5] } }),
    simple('no-key-usage', 'ok', { middle: { without: ['2.5.29.15'] } }),
    simple('usage-without-certificates', 'key-usage', { middle: { usage: [keyUsageBits.crlSign] } }),
    simple('stranger-critical-leaf', 'unknown-critical-extension', {
      leaf: { extensions: [stranger(true)] },
    }),
    simple('stranger-critical-authority', 'unknown-critical-extension', {
      middle: { extensions: [stranger(true)] },
    }),
    simple('stranger-plain', 'ok', { leaf: { extensions: [stranger(false)] } }),
    simple('extension-twice', 'duplicate-extension', {
      leaf: { extensions: [subjectKey(holder.publicKey), subjectKey(holder.publicKey)] },
    }),
    simple('unreadable-extension', 'unreadable', {
      leaf: { extensions: [{ id: '2.5.29.15', critical: true, value: Uint8Array.of(3, 1, 9) }] },
    }),
    simple('unreadable-address', 'ok', {
      leaf: { extensions: [{ id: '1.3.6.1.5.5.7.1.1', value: der.nothing }] },
    }),
    deep('length-0-kept', 'ok', { low: { pathLength: 0 } }),
    deep('length-0-broken', 'path-length', { middle: { pathLength: 0 } }),
    deep('length-1-kept', 'ok', { middle: { pathLength: 1 } }),
    oddlySpelt(),
    rollover('length-0-self-issued', 'ok', 0),
  ];
}

/** The authority certifies its own new key, which does not count in the length. */
function rollover(id: string, expected: string, pathLength: number): PathCase {
  const next = renewed(middle);
  return {
    id,
    expected,
    anchor,
    untrusted: [certify({ by: root, to: middle, pathLength }), certify({ by: middle, to: next })],
    leaf: certify({ by: next, to: holder, authority: false }),
  };
}

/** A name in a PrintableString with accents, as French authorities have issued them, and once in UTF-8. */
function oddlySpelt(): PathCase {
  const text = 'TEST Préfecture & Cie';
  const printable = distinguishedName([['2.5.4.10', text, 'printable']]);
  const utf8 = distinguishedName([['2.5.4.10', text]]);
  return {
    id: 'illegal-printable-string',
    expected: 'ok',
    anchor,
    untrusted: [certify({ by: root, to: { ...middle, name: printable } })],
    leaf: certify({ by: { ...middle, name: utf8 }, to: holder, authority: false }),
  };
}
