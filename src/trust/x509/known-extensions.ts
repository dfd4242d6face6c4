import {
  children,
  content,
  each,
  hex,
  MalformedDer,
  readDer,
  tags,
  toFlags,
  toOid,
  toSmall,
} from '#src/trust/asn1/read.js';
import {
  type BasicConstraints,
  type NameConstraints,
  readBasicConstraints,
  readNameConstraints,
} from './constraints.js';
import { type DistributionPoint, readDistributionPoints } from './distribution-point.js';
import type { Extension } from './extension.js';
import { type GeneralName, readGeneralName } from './general-name.js';
import {
  type PolicyConstraints,
  type PolicyMapping,
  readMappings,
  readPolicies,
  readPolicyConstraints,
} from './policy.js';
import { type QualifiedStatements, readQualifiedStatements } from './qualified.js';

/** Access method (dotted identifier) and address of an AuthorityInfoAccess entry. */
export interface InformationAccess {
  readonly method: string;
  readonly address: string;
}

/** Extensions of a certificate that the judgement understands, each undefined where absent. */
export interface KnownExtensions {
  basicConstraints?: BasicConstraints;
  /** Bits of KeyUsage: 0 digitalSignature, 1 nonRepudiation, 5 keyCertSign, 6 cRLSign … */
  keyUsage?: ReadonlySet<number>;
  extendedKeyUsage?: readonly string[];
  policies?: readonly string[];
  policyMappings?: readonly PolicyMapping[];
  policyConstraints?: PolicyConstraints;
  inhibitAnyPolicy?: number;
  nameConstraints?: NameConstraints;
  alternativeNames?: readonly GeneralName[];
  crlPoints?: readonly DistributionPoint[];
  freshestCrl?: readonly DistributionPoint[];
  informationAccess?: readonly InformationAccess[];
  /** Hexadecimal. */
  subjectKeyId?: string;
  authorityKeyId?: string;
  qualified?: QualifiedStatements;
  ocspNoCheck?: true;
}

type Reader = (value: Uint8Array) => KnownExtensions;

const readers: Readonly<Record<string, Reader>> = {
  '2.5.29.14': (value) => ({ subjectKeyId: hex(content(readDer(value, tags.octetString))) }),
  '2.5.29.15': (value) => ({ keyUsage: toFlags(readDer(value)) }),
  '2.5.29.17': (value) => ({ alternativeNames: readNames(value) }),
  '2.5.29.19': (value) => ({ basicConstraints: readBasicConstraints(value) }),
  '2.5.29.30': (value) => ({ nameConstraints: readNameConstraints(value) }),
  '2.5.29.31': (value) => ({ crlPoints: readDistributionPoints(value) }),
  '2.5.29.32': (value) => ({ policies: readPolicies(value) }),
  '2.5.29.33': (value) => ({ policyMappings: readMappings(value) }),
  '2.5.29.35': (value) => {
    const id = [...each(readDer(value, tags.sequence))].find((field) => field.tag === 0x80);
    return id ? { authorityKeyId: hex(content(id)) } : {};
  },
  '2.5.29.36': (value) => ({ policyConstraints: readPolicyConstraints(value) }),
  '2.5.29.37': (value) => ({
    extendedKeyUsage: children(readDer(value, tags.sequence)).map((id) => toOid(id)),
  }),
  '2.5.29.46': (value) => ({ freshestCrl: readDistributionPoints(value) }),
  '2.5.29.54': (value) => ({ inhibitAnyPolicy: toSmall(readDer(value)) }),
  '1.3.6.1.5.5.7.1.1': (value) => ({ informationAccess: readInformationAccess(value) }),
  '1.3.6.1.5.5.7.1.3': (value) => ({ qualified: readQualifiedStatements(value) }),
  '1.3.6.1.5.5.7.48.1.5': () => ({ ocspNoCheck: true }),
};

/** Extensions that may be critical because the judgement processes them, or because they ask nothing of it. */
export const processed: ReadonlySet<string> = new Set(Object.keys(readers));

function readNames(value: Uint8Array): GeneralName[] {
  const names = children(readDer(value, tags.sequence)).map(readGeneralName);
  if (names.length === 0) throw new MalformedDer('no alternative name');
  return names;
}

function readInformationAccess(value: Uint8Array): InformationAccess[] {
  return children(readDer(value, tags.sequence)).flatMap((entry) => {
    const [method, location] = children(entry, tags.sequence);
    const name = location && readGeneralName(location);
    return method && name?.form === 'uri' ? [{ method: toOid(method), address: name.value }] : [];
  });
}

/** Reads what is known; one that can't be read is named in `unreadable`, for the path to refuse. */
export function readKnown(extensions: readonly Extension[]): {
  known: KnownExtensions;
  unreadable: string[];
} {
  const known: KnownExtensions = {};
  const unreadable: string[] = [];
  for (const { id, value } of extensions) {
    try {
      Object.assign(known, readers[id]?.(value));
    } catch {
      unreadable.push(id);
    }
  }
  return { known, unreadable };
}
