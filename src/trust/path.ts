import type { TrustAnchor } from './anchors/anchor.js';
import type { Certificate } from './certificate.js';
import type { ChainInputs } from './path/chain.js';
import { sentenceOf } from './path/failure.js';
import { PathJudge } from './path/judge.js';
import { Work } from './path/work.js';
import type { Crl } from './revocation/crl.js';
import type { OcspResponse } from './revocation/ocsp.js';
import type { PathVerdict, Reason, Trust } from './verdict.js';
import { anyPolicy } from './x509/policy.js';
import type { AlgorithmProfile } from './x509/signature.js';

export interface PathInput {
  readonly leaf: Certificate;
  /** Anything that may help: intermediates, cross-certificates, signers of CRLs; order and excess don't matter. */
  readonly untrusted?: readonly Certificate[];
  readonly anchors: readonly TrustAnchor[];
  readonly crls?: readonly Crl[];
  readonly ocsp?: readonly OcspResponse[];
  /** The time judged: validity, revocation, anchors. */
  readonly at: Date;
  /**
   * Revocation data issued up to this time may be used; `at` unless told. A past signature is judged today with
   * `at` its proven time and `knownUntil` now: what was revoked after `at` was good then.
   */
  readonly knownUntil?: Date;
  /** Seconds past `nextUpdate` during which revocation data still serve; 0 unless told. */
  readonly graceSeconds?: number;
  /** Seconds during which an OCSP response without `nextUpdate` serves; a day unless told. */
  readonly maxAgeSeconds?: number;
  /** `product` (default) refuses SHA-1, DSA and RSA under 2048 bits; `legacy` is for test suites. */
  readonly profile?: AlgorithmProfile;
  /** `required` (default): a status must be had for every certificate below the anchor. */
  readonly revocation?: 'required' | 'not-asked';
  /** Purpose that the leaf must have; with `explicit`, an absent extendedKeyUsage does not do. */
  readonly purpose?: { readonly id: string; readonly explicit?: boolean };
  /** User-initial-policy-set of RFC 5280 §6.1.1; any policy where empty or absent. */
  readonly policies?: readonly string[];
  readonly explicitPolicy?: boolean;
  readonly inhibitMapping?: boolean;
  readonly inhibitAny?: boolean;
  /** Units of work before the search is given up as `work-limit`; a signature costs ten. */
  readonly workLimit?: number;
}

const notJudged = { status: 'unknown', notes: ['not judged'] } as const;
const undeterminedReasons: readonly Reason[] = ['revocation-unknown', 'work-limit'];

/**
 * Judges whether a certificate has a valid path to an anchor at a time: path building among all candidates, the
 * whole of RFC 5280 §6 with revocation from the data given, nothing fetched. Never throws for what the bytes
 * hold. Pure: same input, same verdict.
 */
export function validatePath(input: PathInput): PathVerdict {
  const { leaf, at, anchors } = input;
  const work = new Work(input.profile ?? 'product', input.workLimit ?? 10_000);
  const inputs: ChainInputs = {
    at,
    policies: new Set(input.policies?.length ? input.policies : [anyPolicy]),
    explicitPolicy: input.explicitPolicy ?? false,
    inhibitMapping: input.inhibitMapping ?? false,
    inhibitAny: input.inhibitAny ?? false,
    toKey: (info, inherited) => work.toKey(info, inherited),
    verify: (certificate, key) => work.verify(certificate, key),
  };
  const times = {
    at,
    knownUntil: input.knownUntil ?? at,
    grace: (input.graceSeconds ?? 0) * 1000,
    maxAge: (input.maxAgeSeconds ?? 86_400) * 1000,
  };
  const judge = new PathJudge(
    { untrusted: input.untrusted ?? [], crls: input.crls ?? [], ocsp: input.ocsp ?? [], times },
    work,
    input.revocation ?? 'required',
  );
  const outcome = judge.judge(leaf, anchors, inputs);
  const purposeFails = outcome.reason === 'ok' && !serves(leaf, input.purpose);
  const reason: Reason = purposeFails ? 'extended-key-usage' : outcome.reason;
  const culprit = purposeFails ? leaf : outcome.culprit;
  return {
    trust: trustOf(reason),
    reason,
    sentence: sentenceOf({ reason, culprit }, leaf),
    chain: outcome.chain.toReversed(),
    anchor: outcome.anchor,
    culprit,
    revocation: outcome.chain.map((_, i) => outcome.revocation[i] ?? notJudged).toReversed(),
    policies: purposeFails ? [] : outcome.policies,
  };
}

function trustOf(reason: Reason): Trust {
  if (reason === 'ok') return 'trusted';
  return undeterminedReasons.includes(reason) ? 'undetermined' : 'untrusted';
}

function serves({ known }: Certificate, purpose: PathInput['purpose']): boolean {
  if (!purpose) return true;
  const purposes = known.extendedKeyUsage;
  if (!purposes) return !purpose.explicit;
  return purposes.includes(purpose.id) || (!purpose.explicit && purposes.includes('2.5.29.37.0'));
}
