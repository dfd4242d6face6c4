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

/** Mappings of an issuer's policies to its subject's. */
export function policyMappings(...pairs: readonly (readonly [string, string])[]): Extension {
  const list = pairs.map(([issuer, subject]) => der.sequence(der.oid(issuer), der.oid(subject)));
  return { id: '2.5.29.33', critical: true, value: der.sequence(...list) };
}

export function policyConstraints(skip: { explicit?: number; mapping?: number }): Extension {
  const field = (n: number, value: number | undefined): Uint8Array[] =>
    value === undefined ? [] : [der.integer(value, 0x80 | n)];
  const value = der.sequence(...field(0, skip.explicit), ...field(1, skip.mapping));
  return { id: '2.5.29.36', critical: true, value };
}

export function inhibitAnyPolicy(skip: number): Extension {
  return { id: '2.5.29.54', critical: true, value: der.integer(skip) };
}

/** GeneralName in the forms that name constraints and alternative names use. */
export const generalName = {
  email: (text: string): Uint8Array => der.implicit(1, Buffer.from(text, 'latin1')),
  dns: (text: string): Uint8Array => der.implicit(2, Buffer.from(text, 'latin1')),
  directory: (name: Uint8Array): Uint8Array => der.context(4, name),
  uri: address,
  ip: (...octets: number[]): Uint8Array => der.implicit(7, Uint8Array.from(octets)),
};

export function alternativeNames(...names: Uint8Array[]): Extension {
  return { id: '2.5.29.17', value: der.sequence(...names) };
}

export function nameConstraints(trees: { permitted?: Uint8Array[]; excluded?: Uint8Array[] }): Extension {
  const field = (n: number, names: Uint8Array[] | undefined): Uint8Array[] =>
    names ? [der.context(n, ...names.map((name) => der.sequence(name)))] : [];
  const value = der.sequence(...field(0, trees.permitted), ...field(1, trees.excluded));
  return { id: '2.5.29.30', critical: true, value };
}

/** One distribution point of a certificate: full name, reasons, CRL issuer. */
export function crlPoint(point: { name?: Uint8Array; reasons?: number[]; issuer?: Uint8Array }): Extension {
  const fields = [
    ...(point.name ? [der.context(0, der.context(0, point.name))] : []),
    ...(point.reasons ? [der.flags(point.reasons, 0x81)] : []),
    ...(point.issuer ? [der.context(2, generalName.directory(point.issuer))] : []),
  ];
  return { id: '2.5.29.31', value: der.sequence(der.sequence(...fields)) };
}

/** IssuingDistributionPoint of a CRL. */
export function issuingPoint(scope: {
  name?: Uint8Array;
  only?: 'users' | 'authorities' | 'attributes';
  reasons?: number[];
  indirect?: boolean;
}): Extension {
  const tag = { users: 1, authorities: 2, attributes: 5 };
  const yes = Uint8Array.of(0xff);
  const fields = [
    ...(scope.name ? [der.context(0, der.context(0, scope.name))] : []),
    ...(scope.only && scope.only !== 'attributes' ? [der.implicit(tag[scope.only], yes)] : []),
    ...(scope.reasons ? [der.flags(scope.reasons, 0x83)] : []),
    ...(scope.indirect ? [der.implicit(4, yes)] : []),
    ...(scope.only === 'attributes' ? [der.implicit(5, yes)] : []),
  ];
  return { id: '2.5.29.28', critical: true, value: der.sequence(...fields) };
}

export function crlNumber(number: number): Extension {
  return { id: '2.5.29.20', value: der.integer(number) };
}

/** Makes a CRL a delta to the complete one of this number. */
export function deltaTo(number: number): Extension {
  return { id: '2.5.29.27', critical: true, value: der.integer(number) };
}
