import { type Der, each, expect, readDer, readElement, tags, toSmall } from '#src/trust/asn1/read.js';
import { toTime } from '#src/trust/asn1/text.js';
import { type Extension, readExtensions } from '#src/trust/x509/extension.js';
import { readGeneralName } from '#src/trust/x509/general-name.js';
import type { Crl } from './crl.js';

export interface CrlEntry {
  readonly at: Date;
  /** CRLReason code; 0 where the entry gives none. */
  readonly reason: number;
}

type Lookup =
  | { readonly found: CrlEntry | undefined }
  /** Why the CRL may not be used for any certificate. */
  | { readonly unusable: string };

const certificateIssuer = '2.5.29.29';
const known = new Set(['2.5.29.21', '2.5.29.23', '2.5.29.24', certificateIssuer]);

/**
 * Looks a certificate up by the folded name of its issuer and its serial's octets, in one pass over the bytes
 * that keeps nothing: entries of an indirect CRL take their issuer from the last entry that named one, and a
 * critical extension that isn't known forbids any conclusion from the CRL (RFC 5280 §5.3).
 */
export function lookUp(crl: Crl, issuerKey: string, serial: Uint8Array): Lookup {
  if (!crl.entries) return { found: undefined };
  const { bytes, start, end } = expect(crl.entries, tags.sequence);
  let current = crl.issuer.key;
  let found: CrlEntry | undefined;
  for (let at = start; at < end; ) {
    const entry = expect(readElement(bytes, at, end), tags.sequence);
    const number = expect(readElement(bytes, entry.start, entry.end), tags.integer);
    const date = readElement(bytes, number.end, entry.end);
    const tail =
      date.end < entry.end ? expect(readElement(bytes, date.end, entry.end), tags.sequence) : undefined;
    if (tail && tail.end !== entry.end) return { unusable: 'malformed entry' };
    const plain = tail ? plainReason(tail) : 0;
    let reason = plain ?? 0;
    if (tail && plain === undefined) {
      const extensions = readExtensions(tail);
      const unknown = extensions.find(({ id, critical }) => critical && !known.has(id));
      if (unknown) return { unusable: `unknown critical entry extension ${unknown.id}` };
      const named = extensions.find(({ id }) => id === certificateIssuer);
      if (named && !crl.point?.indirect) return { unusable: 'entry of another issuer in a direct CRL' };
      if (named) current = issuerOf(named) ?? '';
      const given = extensions.find(({ id }) => id === '2.5.29.21');
      reason = given ? toSmall(readDer(given.value), tags.enumerated) : 0;
    }
    if (current === issuerKey && isSame(number, serial)) found = { at: toTime(date), reason };
    at = entry.end;
  }
  return { found };
}

/** The reason, where extensions are just a reason code that isn't critical, as they nearly always are. */
function plainReason({ bytes, start, end }: Der): number | undefined {
  const isPlain = end - start === 12 && pattern.every((octet, i) => bytes[start + i] === octet);
  return isPlain ? bytes[start + 11] : undefined;
}

const pattern = [0x30, 0x0a, 0x06, 0x03, 0x55, 0x1d, 0x15, 0x04, 0x03, 0x0a, 0x01];

function isSame({ bytes, start, end }: Der, serial: Uint8Array): boolean {
  if (end - start !== serial.length) return false;
  for (let i = serial.length - 1; i >= 0; i--) if (bytes[start + i] !== serial[i]) return false;
  return true;
}

function issuerOf({ value }: Extension): string | undefined {
  for (const one of each(readDer(value, tags.sequence))) {
    const name = readGeneralName(one);
    if (name.form === 'directory') return name.name.key;
  }
  return undefined;
}
