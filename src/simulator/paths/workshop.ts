import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  buildCertificate,
  distinguishedName,
  type Extension,
} from '#src/simulator/authority/certificate-builder.js';
import { buildCrl, type CrlTemplate } from '#src/simulator/authority/crl-builder.js';
import {
  authorityKey,
  certificationAuthority,
  keyUsage,
  keyUsageBits,
  subjectKey,
} from '#src/simulator/authority/extensions.js';

/** A name with a key: whoever may issue or be issued to in a test. */
export interface Party {
  readonly name: Uint8Array;
  readonly key: KeyObject;
  readonly publicKey: KeyObject;
}

export type KeyKind = 'P-256' | 'P-384' | 'P-521' | 'ed25519' | 'rsa-2048' | 'rsa-1024';

/** Everything in the workshop is judged at this time. */
export const workshopTime: Date = new Date('2026-11-24T12:00:00Z');
export const hours = (count: number): Date => new Date(workshopTime.getTime() + count * 3_600_000);

const pool = new Map<string, { privateKey: KeyObject; publicKey: KeyObject }>();

/** A party; its key is kept by name and kind, since keys are what takes long. */
export function party(commonName: string, kind: KeyKind = 'P-256'): Party {
  const id = `${commonName} ${kind}`;
  const pair = pool.get(id) ?? generate(kind);
  pool.set(id, pair);
  const name = distinguishedName([
    ['2.5.4.6', 'FR', 'printable'],
    ['2.5.4.10', 'TEST Atelier'],
    ['2.5.4.3', `TEST ${commonName}`],
  ]);
  return { name, key: pair.privateKey, publicKey: pair.publicKey };
}

/** The same name with another key, as after a renewal. */
export function renewed(older: Party): Party {
  const { privateKey: key, publicKey } = generate('P-256');
  return { name: older.name, key, publicKey };
}

function generate(kind: KeyKind): { privateKey: KeyObject; publicKey: KeyObject } {
  if (kind === 'ed25519') return generateKeyPairSync('ed25519');
  if (kind.startsWith('rsa')) return generateKeyPairSync('rsa', { modulusLength: Number(kind.slice(4)) });
  return generateKeyPairSync('ec', { namedCurve: kind });
}

export interface Certification {
  readonly by: Party;
  readonly to: Party;
  readonly serial?: string;
  readonly from?: Date;
  readonly until?: Date;
  /** False for a holder. */
  readonly authority?: boolean;
  readonly pathLength?: number;
  readonly usage?: readonly number[];
  /** Put after the usual ones, or in their place where the identifier is the same. */
  readonly extensions?: readonly Extension[];
  /** Identifiers of usual extensions to leave out. */
  readonly without?: readonly string[];
}

let serials = 0x100;

export function certify(order: Certification): Uint8Array {
  const { by, to, authority = true } = order;
  const usual = authority
    ? [
        certificationAuthority(order.pathLength),
        keyUsage(...(order.usage ?? [keyUsageBits.certificateSign, keyUsageBits.crlSign])),
      ]
    : [keyUsage(...(order.usage ?? [keyUsageBits.digitalSignature, keyUsageBits.nonRepudiation]))];
  const own = order.extensions ?? [];
  const replaced = new Set([...own.map(({ id }) => id), ...(order.without ?? [])]);
  const all = [subjectKey(to.publicKey), authorityKey(by.publicKey), ...usual];
  return buildCertificate(
    {
      serial: order.serial ?? (serials++).toString(16).padStart(4, '0').toUpperCase(),
      issuer: by.name,
      subject: to.name,
      notBefore: order.from ?? hours(-48),
      notAfter: order.until ?? hours(48),
      publicKey: to.publicKey,
      extensions: [...all.filter(({ id }) => !replaced.has(id)), ...own],
    },
    by.key,
  );
}

/** A CRL of a party, fresh unless told, revoking nothing unless told. */
export function revoke(by: Party, own: Partial<CrlTemplate> = {}): Uint8Array {
  return buildCrl(
    {
      issuer: by.name,
      thisUpdate: hours(-1),
      nextUpdate: hours(24),
      entries: [],
      extensions: [],
      ...own,
    },
    by.key,
  );
}
