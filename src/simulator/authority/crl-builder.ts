import type { KeyObject } from 'node:crypto';
import { der } from '#src/trust/index.js';
import { type Extension, extensions, signatureAlgorithm, signed } from './certificate-builder.js';

export interface CrlEntryTemplate {
  /** Upper-case hexadecimal. */
  readonly serial: string;
  readonly at: Date;
  /** CRLReason code; 0 is not written. */
  readonly reason?: number;
  /** Name of the certificate's issuer, in an indirect CRL. */
  readonly issuer?: Uint8Array;
  readonly extensions?: readonly Extension[];
}

export interface CrlTemplate {
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly entries: readonly CrlEntryTemplate[];
  readonly extensions: readonly Extension[];
}

/** Builds and signs a CRL of version 2. */
export function buildCrl(template: CrlTemplate, key: KeyObject): Uint8Array {
  const toBeSigned = der.sequence(
    der.integer(1),
    signatureAlgorithm(key),
    template.issuer,
    der.time(template.thisUpdate),
    ...(template.nextUpdate ? [der.time(template.nextUpdate)] : []),
    ...(template.entries.length > 0 ? [der.sequence(Buffer.concat(template.entries.map(entry)))] : []),
    der.context(0, extensions(template.extensions)),
  );
  return signed(toBeSigned, key);
}

function entry({ serial, at, reason, issuer, extensions: own = [] }: CrlEntryTemplate): Uint8Array {
  const list: Extension[] = [
    ...(reason ? [{ id: '2.5.29.21', value: der.integer(reason, 0x0a) }] : []),
    ...(issuer ? [{ id: '2.5.29.29', critical: true, value: der.sequence(der.context(4, issuer)) }] : []),
    ...own,
  ];
  return der.sequence(
    der.integer(Buffer.from(serial, 'hex')),
    der.time(at),
    ...(list.length > 0 ? [extensions(list)] : []),
  );
}
