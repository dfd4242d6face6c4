import type { TrustAnchor } from './anchors/anchor.js';
import type { Certificate } from './certificate.js';

/**
 * `trusted`: a path to an anchor holds, and nothing on it is revoked. `untrusted`: no path holds, for a reason
 * that more information would not change. `undetermined`: what is missing (a revocation status, an
 * intermediate, time to look further) might change the verdict.
 */
export type Trust = 'trusted' | 'untrusted' | 'undetermined';

/** Why a path does not hold; stable codes, English, for `--json`, the batch and tests. */
export type Reason =
  | 'ok'
  | 'no-path'
  | 'work-limit'
  | 'unreadable'
  | 'duplicate-extension'
  | 'unknown-critical-extension'
  | 'bad-signature'
  | 'weak-algorithm'
  | 'unsupported-algorithm'
  | 'algorithm-mismatch'
  | 'not-yet-valid'
  | 'expired'
  | 'anchor-not-valid'
  | 'name-chaining'
  | 'not-an-authority'
  | 'path-length'
  | 'key-usage'
  | 'extended-key-usage'
  | 'name-constraints'
  | 'policy'
  | 'policy-mapping'
  | 'revoked'
  | 'on-hold'
  | 'revocation-unknown';

/** What is known of one certificate's revocation at the time judged. */
export type RevocationStatus =
  | { readonly status: 'good'; readonly source: 'crl' | 'ocsp'; readonly thisUpdate: Date }
  | { readonly status: 'good'; readonly source: 'no-check' | 'not-asked' }
  | {
      readonly status: 'revoked';
      readonly source: 'crl' | 'ocsp';
      readonly at: Date;
      /** CRLReason code of RFC 5280 §5.3.1; 0 where none was given, 6 for a hold. */
      readonly reason: number;
      readonly thisUpdate: Date;
    }
  /** `notes`: what was tried and why it did not serve, technical, for logs and `--json`. */
  | { readonly status: 'unknown'; readonly notes: readonly string[] };

export interface PathVerdict {
  readonly trust: Trust;
  readonly reason: Reason;
  /** French, for people: what the reason means for this certificate. */
  readonly sentence: string;
  /** Certificates from the leaf up, without the anchor: of the path that holds, else of the best tried. */
  readonly chain: readonly Certificate[];
  /** The anchor that the chain reaches, if it does. */
  readonly anchor: TrustAnchor | undefined;
  /** Certificate at fault, where it is one. */
  readonly culprit: Certificate | undefined;
  /** One status for each certificate of `chain`; « not judged » where the judgement stopped before. */
  readonly revocation: readonly RevocationStatus[];
  /** Policies for which the path is valid, in the anchor's domain; « 2.5.29.32.0 » is any. */
  readonly policies: readonly string[];
}
