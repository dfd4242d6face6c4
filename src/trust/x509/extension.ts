import {
  children,
  content,
  type Der,
  each,
  expect,
  MalformedDer,
  tags,
  toBoolean,
  toOid,
} from '#src/trust/asn1/read.js';

/** One extension as encoded: of a certificate, a CRL, a CRL entry or an OCSP response. */
export interface Extension {
  readonly id: string;
  readonly critical: boolean;
  /** Content of the OCTET STRING. */
  readonly value: Uint8Array;
}

export function readExtensions(der: Der): Extension[] {
  return [...each(expect(der, tags.sequence))].map((one) => {
    const [id, second, third, ...more] = children(one, tags.sequence);
    const value = third ?? second;
    if (!id || !value || more.length > 0) throw new MalformedDer('bad extension');
    return {
      id: toOid(id),
      critical: third ? toBoolean(second as Der) : false,
      value: content(expect(value, tags.octetString)),
    };
  });
}

/** Identifiers that occur more than once, which RFC 5280 §4.2 forbids. */
export function duplicates(extensions: readonly Extension[]): string[] {
  const seen = new Set<string>();
  return extensions.flatMap(({ id }) => {
    if (seen.has(id)) return [id];
    seen.add(id);
    return [];
  });
}
