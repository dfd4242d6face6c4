import { children, MalformedDer, readDer, tags, toOid, toSmall } from '#src/trust/asn1/read.js';

export const anyPolicy = '2.5.29.32.0';

/** Identifiers of a certificatePolicies extension; qualifiers say nothing that the judgement needs. */
export function readPolicies(value: Uint8Array): string[] {
  const policies = children(readDer(value, tags.sequence)).map((information) => {
    const [id] = children(information, tags.sequence);
    if (!id) throw new MalformedDer('policy without identifier');
    return toOid(id);
  });
  if (policies.length === 0 || new Set(policies).size < policies.length) {
    throw new MalformedDer('no policy, or one twice');
  }
  return policies;
}

export interface PolicyMapping {
  readonly issuer: string;
  readonly subject: string;
}

export function readMappings(value: Uint8Array): PolicyMapping[] {
  return children(readDer(value, tags.sequence)).map((pair) => {
    const [issuer, subject, ...more] = children(pair, tags.sequence);
    if (!issuer || !subject || more.length > 0) throw new MalformedDer('bad policy mapping');
    return { issuer: toOid(issuer), subject: toOid(subject) };
  });
}

export interface PolicyConstraints {
  readonly requireExplicit: number | undefined;
  readonly inhibitMapping: number | undefined;
}

export function readPolicyConstraints(value: Uint8Array): PolicyConstraints {
  let requireExplicit: number | undefined;
  let inhibitMapping: number | undefined;
  for (const field of children(readDer(value, tags.sequence))) {
    if (field.tag === 0x80) requireExplicit = toSmall(field, 0x80);
    else if (field.tag === 0x81) inhibitMapping = toSmall(field, 0x81);
    else throw new MalformedDer('bad policy constraints');
  }
  return { requireExplicit, inhibitMapping };
}
