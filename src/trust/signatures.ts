export { registerPdfCommand } from './cli/pdf.js';
export type { SigningKey } from './cms/build.js';
export { judgePdf, type PdfVerdict } from './pdf.js';
export { readPkcs12 } from './seal/pkcs12.js';
export {
  askedAuthority,
  httpAuthority,
  type TimestampAuthority,
  TimestampRefused,
} from './seal/timestamp-authority.js';
export { addValidationData, sealPdf, timestampPdf, type ValidationData } from './seal.js';
export type { JudgeSigner } from './signature-verdict.js';
export { trustIn } from './signer-trust.js';
export { judgeTimestamp } from './timestamp.js';
