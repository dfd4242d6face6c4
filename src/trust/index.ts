export { readAnchors, type TrustAnchor, toAnchor } from './anchors/anchor.js';
export {
  anchorsOfList,
  believedStatuses,
  type ServiceFilter,
  servicePurposes,
  serviceTypes,
} from './anchors/list-anchors.js';
export { openTrustedList, TrustedListRefused } from './anchors/open-trusted-list.js';
export { type Qualification, qualificationIn } from './anchors/qualification.js';
export type { ListPointer, ServicePeriod, TrustedList, TrustedService } from './anchors/trusted-list.js';
export { isPem, readPem, writePem } from './asn1/pem.js';
export * as asn1 from './asn1/read.js';
export { MalformedDer } from './asn1/read.js';
export * as der from './asn1/write.js';
export { type Certificate, isSelfIssued, readCertificate } from './certificate.js';
export { type CertificateDescription, describeCertificate } from './certificate-description.js';
export { readCertificates } from './certificate-file.js';
export { orExplain, readWith, UnusableFile } from './cli/files.js';
export { registerTrustCommands } from './cli/index.js';
export { type Fetcher, FetchRefused, type FetchRules, guardedFetcher } from './fetch/guarded-fetch.js';
export { rememberingFetcher } from './fetch/remembering-fetcher.js';
export {
  type CertificateOrder,
  type MatchResult,
  type MatchRuleId,
  matchCertificate,
  type OrderedPurpose,
  worstResult,
} from './match.js';
export { type PathInput, validatePath } from './path.js';
export { type BatchResult, judgeBatch } from './path-batch.js';
export { type OnlineOptions, type OnlineVerdict, validatePathOnline } from './path-online.js';
export { type Crl, readCrl, readCrls } from './revocation/crl.js';
export { type OcspResponse, readOcspResponse } from './revocation/ocsp.js';
export { answersQuestion, askStatus, type OcspQuestion } from './revocation/ocsp-request.js';
export * from './signatures.js';
export { type BodyMention, describeSubject, type SubjectDescription } from './subject.js';
export type { PathVerdict, Reason, RevocationStatus, Trust } from './verdict.js';
