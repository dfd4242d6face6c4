export { readAnchors, toAnchor } from './anchors/anchor.js';
export {
  anchorsOfList,
  servicePurposes,
  serviceTypes,
} from './anchors/list-anchors.js';
export { openTrustedList, TrustedListRefused } from './anchors/open-trusted-list.js';
export { type Qualification, qualificationIn } from './anchors/qualification.js';
export { writePem } from './asn1/pem.js';
export * as asn1 from './asn1/read.js';
export { MalformedDer } from './asn1/read.js';
export * as der from './asn1/write.js';
export { type Certificate, readCertificate } from './certificate.js';
export { describeCertificate } from './certificate-description.js';
export { readCertificates } from './certificate-file.js';
export { readWith, UnusableFile } from './cli/files.js';
export { registerTrustCommands } from './cli/index.js';
export { type Fetcher, type FetchRules, guardedFetcher } from './fetch/guarded-fetch.js';
export { rememberingFetcher } from './fetch/remembering-fetcher.js';
export {
  type CertificateOrder,
  type MatchResult,
  matchCertificate,
  worstResult,
} from './match.js';
export { type PathInput, validatePath } from './path.js';
export { judgeBatch } from './path-batch.js';
export { type OnlineVerdict, validatePathOnline } from './path-online.js';
export { readCrl, readCrls } from './revocation/crl.js';
export { readOcspResponse } from './revocation/ocsp.js';
export { answersQuestion, askStatus } from './revocation/ocsp-request.js';
export * from './signatures.js';
export { describeSubject } from './subject.js';
export type { PathVerdict } from './verdict.js';
