import type { Qualification } from './anchors/qualification.js';
import type { Certificate } from './certificate.js';
import { bodyRule, givenNameRule, surnameRule, testMarkRule } from './match/person-rules.js';
import {
  endEntityRule,
  inForceRule,
  keyStrengthRule,
  keyUsageRule,
  lifetimeRule,
  policyRule,
  qualifiedRule,
} from './match/profile-rules.js';
import { describeSubject } from './subject.js';

/** What a key is ordered for: the usages of the form come down to these two. */
export type OrderedPurpose = 'authentication' | 'signature';

/** What was ordered for one holder. */
export interface CertificateOrder {
  readonly holder: { readonly givenName: string; readonly surname: string };
  /** SIREN (9 digits) and, where known, SIRET (14 digits). */
  readonly body: { readonly siren: string; readonly siret?: string };
  readonly purposes: readonly OrderedPurpose[];
  /** Policy identifiers of the product, one of which the certificate must carry. */
  readonly policies: readonly string[];
  /** A usage needs a qualified certificate: signing procurement documents (order of 22 March 2019). */
  readonly qualified: boolean;
  /** Demonstration and tests issue certificates marked TEST, production never. */
  readonly demonstration: boolean;
}

export type MatchRuleId =
  | 'surname'
  | 'given-name'
  | 'body'
  | 'test-mark'
  | 'in-force'
  | 'lifetime'
  | 'end-entity'
  | 'key-usage'
  | 'key-strength'
  | 'policy'
  | 'qualified';

export interface MatchResult {
  readonly rule: MatchRuleId;
  readonly result: 'pass' | 'fail' | 'inconclusive';
  /** French, for the desk and the handover: what was found, and what to look at. */
  readonly sentence: string;
}

/**
 * Matches a certificate with what was ordered, rule by rule, each with its result: nothing is skipped. Says
 * nothing of who issued the certificate nor of revocation: that is `validatePath`.
 */
export function matchCertificate(input: {
  readonly certificate: Certificate;
  readonly order: CertificateOrder;
  readonly at: Date;
  /** What the trusted list makes of the certificate, where one was asked: it counts more than a declaration. */
  readonly qualification?: Qualification;
}): MatchResult[] {
  const { certificate, order, at, qualification } = input;
  const subject = describeSubject(certificate);
  return [
    surnameRule(subject, order),
    givenNameRule(subject, order),
    bodyRule(subject, order),
    testMarkRule(subject, order),
    inForceRule(certificate, at),
    lifetimeRule(certificate),
    endEntityRule(certificate),
    keyUsageRule(certificate, order),
    keyStrengthRule(certificate),
    policyRule(certificate, order),
    qualifiedRule(certificate, order, qualification),
  ];
}

/** One word for a list of results: the worst. */
export function worstResult(results: readonly MatchResult[]): MatchResult['result'] {
  if (results.some(({ result }) => result === 'fail')) return 'fail';
  return results.some(({ result }) => result === 'inconclusive') ? 'inconclusive' : 'pass';
}
