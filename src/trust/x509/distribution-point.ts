import {
  children,
  type Der,
  each,
  expect,
  MalformedDer,
  only,
  readDer,
  tags,
  toFlags,
} from '#src/trust/asn1/read.js';
import { type GeneralName, readGeneralName } from './general-name.js';
import { readRelativeName } from './name.js';

/** DistributionPointName: full names, or one relative name to be put after the CRL issuer's. */
export type PointName =
  | { readonly full: readonly GeneralName[] }
  /** Folded key of the relative name. */
  | { readonly relative: string };

/** DistributionPoint (RFC 5280 §4.2.1.13). */
export interface DistributionPoint {
  readonly name: PointName | undefined;
  /** Bits of ReasonFlags; undefined means all reasons. */
  readonly reasons: ReadonlySet<number> | undefined;
  readonly crlIssuer: readonly GeneralName[] | undefined;
}

export function readPointName(der: Der): PointName {
  const choice = only(der);
  if (choice.tag === 0xa0) return { full: children(choice).map(readGeneralName) };
  if (choice.tag === 0xa1) return { relative: readRelativeName(children(choice)) };
  throw new MalformedDer('bad distribution point name');
}

export function readDistributionPoints(value: Uint8Array): DistributionPoint[] {
  return children(readDer(value, tags.sequence)).map((point) => {
    const fields = new Map([...each(expect(point, tags.sequence))].map((field) => [field.tag, field]));
    const [name, reasons, issuer] = [0xa0, 0x81, 0xa2].map((tag) => fields.get(tag));
    return {
      name: name && readPointName(name),
      reasons: reasons && toFlags(reasons, 0x81),
      crlIssuer: issuer && children(issuer).map(readGeneralName),
    };
  });
}

/** Addresses over http(s) among the points' full names, in order. */
export function pointAddresses(points: readonly DistributionPoint[]): string[] {
  return points.flatMap(({ name }) =>
    name && 'full' in name
      ? name.full.flatMap((one) => (one.form === 'uri' && /^https?:/i.test(one.value) ? [one.value] : []))
      : [],
  );
}
