import { expect, test } from 'vitest';
import type { Signer } from '#src/simulator/authority/authority-keys.js';
import type { Extension } from '#src/simulator/authority/certificate-builder.js';
import { extendedKeyUsage, keyUsageBits } from '#src/simulator/authority/extensions.js';
import { respond } from '#src/simulator/authority/ocsp-responder.js';
import { type RevocationReason, StatusRegister } from '#src/simulator/authority/status.js';
import {
  askStatus,
  type PathVerdict,
  readCertificate,
  readCrl,
  readOcspResponse,
  toAnchor,
  validatePath,
} from '#src/trust/index.js';
import { type Certification, certify, hours, type Party, party, revoke, workshopTime } from './workshop.js';

const root = party('Racine');
const middle = party('Intermédiaire');
const holder = party('Titulaire');
const delegate = party('Répondeur');
const impostor: Party = { ...middle, key: party('Inconnue').key };
const anchor = toAnchor(readCertificate(certify({ by: root, to: root })));
const issuer = readCertificate(certify({ by: root, to: middle }));
const serial = '2A';
const leaf = readCertificate(certify({ by: middle, to: holder, authority: false, serial }));
const rootCrl = readCrl(revoke(root));

const noCheck: Extension = { id: '1.3.6.1.5.5.7.48.1.5', value: Uint8Array.of(5, 0) };
const ocspSigning = extendedKeyUsage(['1.3.6.1.5.5.7.3.9']);

function signer(of: Party, certificate: Uint8Array): Signer {
  return { certificate, subject: of.name, key: of.key, publicKey: of.publicKey };
}

/** The delegate of the authority, with its own peculiarities. */
function delegated(own: Partial<Certification> = {}): Signer {
  const order = { by: middle, to: delegate, authority: false, usage: [keyUsageBits.digitalSignature] };
  return signer(delegate, certify({ ...order, serial: 'DE', extensions: [ocspSigning, noCheck], ...own }));
}

interface Answer {
  readonly by?: Signer;
  readonly at?: Date;
  readonly revoked?: RevocationReason;
  readonly about?: string;
}

function answer({ by = delegated(), at = hours(-1), revoked, about = serial }: Answer): Uint8Array {
  const register = new StatusRegister();
  register.issued(about);
  if (revoked) register.change(about, revoked, hours(-2));
  const issuing = signer(middle, issuer.der);
  return respond(askStatus(leaf, issuer).request, { issuer: issuing, delegate: by, register }, at);
}

function judge(
  response: Uint8Array,
  crls: readonly Uint8Array[] = [],
  graceSeconds = 0,
): PathVerdict['reason'] {
  return validatePath({
    leaf,
    untrusted: [issuer],
    anchors: [anchor],
    crls: [rootCrl, ...crls.map(readCrl)],
    ocsp: [readOcspResponse(response)],
    at: workshopTime,
    graceSeconds,
  }).reason;
}

const lacking = 'revocation-unknown';

test.each<[string, Answer, string]>([
  ['the authority itself', { by: signer(middle, issuer.der) }, 'ok'],
  ['its delegate', {}, 'ok'],
  ['its delegate, revoked', { revoked: 'keyCompromise' }, 'revoked'],
  ['its delegate, held', { revoked: 'certificateHold' }, 'on-hold'],
  ['a delegate not made for it', { by: delegated({ extensions: [noCheck] }) }, lacking],
  ['a delegate of somebody else', { by: delegated({ by: root }) }, lacking],
  ['a delegate of an impostor', { by: delegated({ by: impostor }) }, lacking],
  ['a delegate past its time', { by: delegated({ until: hours(-2) }) }, lacking],
  [
    'a delegate whose key may not sign',
    { by: delegated({ usage: [keyUsageBits.keyEncipherment] }) },
    lacking,
  ],
  ['a delegate with another’s key', { by: { ...delegated(), key: impostor.key } }, lacking],
  ['a delegate that may itself be revoked', { by: delegated({ extensions: [ocspSigning] }) }, lacking],
  ['an answer out of date', { at: hours(-13) }, lacking],
  ['an answer of the future', { at: hours(1) }, lacking],
  ['an answer about another certificate', { about: '2B' }, lacking],
])('by %s', (_, own, expected) => {
  expect(judge(answer(own))).toBe(expected);
});

test('a delegate that may be revoked is believed once a CRL clears it, and not where one revokes it', () => {
  const by = delegated({ extensions: [ocspSigning] });
  const crl = (...serials: string[]): Uint8Array =>
    revoke(middle, {
      entries: serials.map((one) => ({ serial: one, at: hours(-2) })),
      thisUpdate: hours(-20),
    });
  expect(judge(answer({ by }), [crl()])).toBe('ok');
  expect(judge(answer({ by, revoked: 'superseded' }), [crl()])).toBe('revoked');
  expect(judge(answer({ by, revoked: 'superseded' }), [crl('DE')])).toBe('ok');
});

test('an answer just out of date serves during the grace that settings allow', () => {
  expect(judge(answer({ at: hours(-13) }), [], 3600)).toBe('ok');
  expect(judge(answer({ at: hours(-13) }), [], 3599)).toBe(lacking);
});

test('a final revocation wins over a newer « good », a hold does not', () => {
  const revoked = (reason: number): Uint8Array =>
    revoke(middle, { entries: [{ serial, at: hours(-2), reason }], thisUpdate: hours(-2) });
  expect(judge(answer({}), [revoked(1)])).toBe('revoked');
  expect(judge(answer({}), [revoked(6)])).toBe('ok');
  expect(judge(answer({ at: hours(-3) }), [revoked(6)])).toBe('on-hold');
});
