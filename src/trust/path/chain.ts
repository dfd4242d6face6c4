import type { KeyObject } from 'node:crypto';
import type { TrustAnchor } from '#src/trust/anchors/anchor.js';
import { sameBytes } from '#src/trust/asn1/read.js';
import { type Certificate, isSelfIssued } from '#src/trust/certificate.js';
import type { Reason } from '#src/trust/verdict.js';
import { processed } from '#src/trust/x509/known-extensions.js';
import { anyPolicy } from '#src/trust/x509/policy.js';
import { dsaParameters, isIncomplete, type PublicKeyInfo } from '#src/trust/x509/public-key.js';
import type { SignatureOutcome } from '#src/trust/x509/signature.js';
import type { Failure } from './failure.js';
import { NameScope } from './name-constraints.js';
import { PolicyGraph } from './policy-graph.js';

/** The inputs of RFC 5280 §6.1.1 that stay the same for every chain tried. */
export interface ChainInputs {
  readonly at: Date;
  readonly policies: ReadonlySet<string>;
  readonly explicitPolicy: boolean;
  readonly inhibitMapping: boolean;
  readonly inhibitAny: boolean;
  readonly toKey: (info: PublicKeyInfo, inherited?: Uint8Array) => KeyObject | undefined;
  readonly verify: (certificate: Certificate, key: KeyObject | undefined) => SignatureOutcome;
}

/** A chain that holds, revocation apart: the working key of each certificate and the valid policies. */
export interface ChainResult {
  readonly keys: readonly (KeyObject | undefined)[];
  readonly policies: readonly string[];
}

const outcomes: Readonly<Record<SignatureOutcome, Reason | undefined>> = {
  good: undefined,
  'bad-signature': 'bad-signature',
  'weak-algorithm': 'weak-algorithm',
  'unsupported-algorithm': 'unsupported-algorithm',
};

/**
 * RFC 5280 §6.1 over one chain, from below the anchor down to the leaf, revocation apart (§6.1.3 a 3). What the
 * anchor's own certificate says of path length and names binds too (RFC 5937).
 */
export function checkChain(
  chain: readonly Certificate[],
  anchor: TrustAnchor,
  inputs: ChainInputs,
): ChainResult | Failure {
  const length = chain.length;
  const policy = new PolicyGraph();
  const names = new NameScope();
  const root = anchor.certificate.known;
  if (root.nameConstraints) names.add(root.nameConstraints);
  let explicit = inputs.explicitPolicy ? 0 : length + 1;
  let inhibitAny = inputs.inhibitAny ? 0 : length + 1;
  let mapping = inputs.inhibitMapping ? 0 : length + 1;
  let pathLength = Math.min(length, root.basicConstraints?.pathLength ?? length);
  let key = inputs.toKey(anchor.certificate.publicKey);
  let inherited = dsaParameters(anchor.certificate.publicKey);
  let issuer = anchor.certificate.subject.key;
  const keys: (KeyObject | undefined)[] = [];
  for (const [i, certificate] of chain.entries()) {
    const isLeaf = i === length - 1;
    const selfIssued = isSelfIssued(certificate);
    const { known } = certificate;
    const fail = (reason: Reason): Failure => ({ reason, culprit: certificate });

    const flaw = flawOf(certificate, inputs.at) ?? outcomes[inputs.verify(certificate, key)];
    if (flaw) return fail(flaw);
    if (certificate.issuer.key !== issuer || issuer === '') return fail('name-chaining');
    if (!names.allows(certificate, isLeaf)) return fail('name-constraints');
    policy.descend(known.policies, inhibitAny > 0 || (!isLeaf && selfIssued));
    if (explicit === 0 && policy.isEmpty) return fail('policy');

    const own = certificate.publicKey;
    key = inputs.toKey(own, inherited);
    inherited = isIncomplete(own) ? inherited : dsaParameters(own);
    keys.push(key);
    issuer = certificate.subject.key;
    if (isLeaf) break;

    const mapped = known.policyMappings ?? [];
    if (mapped.some((pair) => pair.issuer === anyPolicy || pair.subject === anyPolicy))
      return fail('policy-mapping');
    policy.map(mapped, mapping > 0);
    if (known.nameConstraints) names.add(known.nameConstraints);
    if (!selfIssued) {
      explicit = Math.max(0, explicit - 1);
      mapping = Math.max(0, mapping - 1);
      inhibitAny = Math.max(0, inhibitAny - 1);
    }
    explicit = Math.min(explicit, known.policyConstraints?.requireExplicit ?? explicit);
    mapping = Math.min(mapping, known.policyConstraints?.inhibitMapping ?? mapping);
    inhibitAny = Math.min(inhibitAny, known.inhibitAnyPolicy ?? inhibitAny);
    if (certificate.version !== 3 || !known.basicConstraints?.isAuthority) return fail('not-an-authority');
    if (!selfIssued && pathLength-- === 0) return fail('path-length');
    pathLength = Math.min(pathLength, known.basicConstraints.pathLength ?? pathLength);
    if (known.keyUsage && !known.keyUsage.has(5)) return fail('key-usage');
  }
  const leaf = chain.at(-1);
  explicit = Math.max(0, explicit - 1);
  if (leaf?.known.policyConstraints?.requireExplicit === 0) explicit = 0;
  const policies = policy.constrained(inputs.policies);
  if (explicit === 0 && policies.length === 0) return { reason: 'policy', culprit: leaf };
  return { keys, policies };
}

/** Extensions that no path depends on: addresses and QCStatements that can't be read spoil nothing but themselves. */
const informative = new Set(['1.3.6.1.5.5.7.1.1', '1.3.6.1.5.5.7.1.3']);

function isCritical({ extensions }: Certificate, id: string): boolean {
  return extensions.some((one) => one.id === id && one.critical);
}

/** What is wrong with a certificate by itself, wherever it stands. */
export function flawOf(certificate: Certificate, at: Date): Reason | undefined {
  if (certificate.duplicated.length > 0) return 'duplicate-extension';
  if (certificate.extensions.some(({ id, critical }) => critical && !processed.has(id))) {
    return 'unknown-critical-extension';
  }
  if (certificate.unreadable.some((id) => !informative.has(id) || isCritical(certificate, id)))
    return 'unreadable';
  if (!sameBytes(certificate.signatureAlgorithm.der, certificate.signedAlgorithm.der))
    return 'algorithm-mismatch';
  if (at < certificate.notBefore) return 'not-yet-valid';
  return at > certificate.notAfter ? 'expired' : undefined;
}

export function isFailure(result: ChainResult | Failure): result is Failure {
  return 'reason' in result;
}
