import type { KeyObject } from 'node:crypto';
import { der } from '#src/trust/index.js';
import { type Extension, keyIdentifier } from './certificate-builder.js';

const address = (url: string): Uint8Array => der.implicit(6, Buffer.from(url, 'latin1'));

export const keyUsageBits = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyEncipherment: 2,
  certificateSign: 5,
  crlSign: 6,
} as const;

export function keyUsage(...bits: number[]): Extension {
  return { id: '2.5.29.15', critical: true, value: der.flags(bits) };
}

export function extendedKeyUsage(purposes: readonly string[], critical = false): Extension {
  return { id: '2.5.29.37', critical, value: der.sequence(...purposes.map(der.oid)) };
}

export function certificationAuthority(pathLength?: number): Extension {
  const length = pathLength === undefined ? [] : [der.integer(pathLength)];
  return { id: '2.5.29.19', critical: true, value: der.sequence(der.boolean(true), ...length) };
}

export function subjectKey(key: KeyObject): Extension {
  return { id: '2.5.29.14', value: der.octets(keyIdentifier(key)) };
}

export function authorityKey(key: KeyObject): Extension {
  return { id: '2.5.29.35', value: der.sequence(der.implicit(0, keyIdentifier(key))) };
}

export function policies(...identifiers: string[]): Extension {
  return { id: '2.5.29.32', value: der.sequence(...identifiers.map((id) => der.sequence(der.oid(id)))) };
}

export function crlAt(url: string): Extension {
  const point = der.sequence(der.context(0, der.context(0, address(url))));
  return { id: '2.5.29.31', value: der.sequence(point) };
}

/** Authority information access: where the issuer's certificate and its OCSP responder are. */
export function informationAt(urls: { ocsp?: string; issuer: string }): Extension {
  const entry = (method: string, url: string): Uint8Array => der.sequence(der.oid(method), address(url));
  return {
    id: '1.3.6.1.5.5.7.1.1',
    value: der.sequence(
      ...(urls.ocsp ? [entry('1.3.6.1.5.5.7.48.1', urls.ocsp)] : []),
      entry('1.3.6.1.5.5.7.48.2', urls.issuer),
    ),
  };
}

export function emailAddress(email: string): Extension {
  return { id: '2.5.29.17', value: der.sequence(der.implicit(1, Buffer.from(email, 'latin1'))) };
}

/** QCStatements of a qualified signature certificate on a qualified device (ETSI EN 319 412-5). */
export function qualifiedStatements(): Extension {
  return {
    id: '1.3.6.1.5.5.7.1.3',
    value: der.sequence(
      der.sequence(der.oid('0.4.0.1862.1.1')),
      der.sequence(der.oid('0.4.0.1862.1.4')),
      der.sequence(der.oid('0.4.0.1862.1.6'), der.sequence(der.oid('0.4.0.1862.1.6.1'))),
    ),
  };
}
