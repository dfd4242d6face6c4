import { children, type Der, MalformedDer, readDer, tags, toBoolean, toSmall } from '#src/trust/asn1/read.js';
import { type GeneralName, readGeneralName } from './general-name.js';

export interface BasicConstraints {
  readonly isAuthority: boolean;
  readonly pathLength: number | undefined;
}

export function readBasicConstraints(value: Uint8Array): BasicConstraints {
  const fields = children(readDer(value, tags.sequence));
  const first = fields[0];
  const isAuthority = first?.tag === tags.boolean && toBoolean(first);
  const rest = first?.tag === tags.boolean ? fields.slice(1) : fields;
  if (rest.length > 1) throw new MalformedDer('bad basic constraints');
  const pathLength = rest[0] && toSmall(rest[0]);
  if (pathLength !== undefined && pathLength < 0) throw new MalformedDer('negative path length');
  return { isAuthority, pathLength };
}

/** Permitted and excluded subtrees of RFC 5280 §4.2.1.10. */
export interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

export function readNameConstraints(value: Uint8Array): NameConstraints {
  let permitted: GeneralName[] = [];
  let excluded: GeneralName[] = [];
  for (const field of children(readDer(value, tags.sequence))) {
    if (field.tag === 0xa0) permitted = children(field).map(readSubtree);
    else if (field.tag === 0xa1) excluded = children(field).map(readSubtree);
    else throw new MalformedDer('bad name constraints');
  }
  return { permitted, excluded };
}

/** A subtree; `minimum` other than 0 and any `maximum` are what RFC 5280 tells to refuse. */
function readSubtree(der: Der): GeneralName {
  const [base, ...range] = children(der, tags.sequence);
  if (!base || range.some((field) => field.tag !== 0x80 || toSmall(field, 0x80) !== 0)) {
    throw new MalformedDer('subtree with a range');
  }
  return readGeneralName(base);
}
