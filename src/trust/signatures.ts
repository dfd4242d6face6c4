export { registerCmsCommand } from './cli/cms.js';
export { registerPdfCommand } from './cli/pdf.js';
export { registerXmlCommand } from './cli/xml.js';
export { buildSignature, type SigningKey } from './cms/build.js';
export { type CmsJudgement, type CmsSignatureVerdict, type CmsVerdict, judgeCms } from './cms.js';
export { judgeForeignCms, judgeForeignPdf, judgeForeignXml, stopJudging } from './foreign.js';
export { judgePdf, type PdfJudgement, type PdfSignatureVerdict, type PdfVerdict } from './pdf.js';
export { readPkcs12 } from './seal/pkcs12.js';
export {
  askedAuthority,
  httpAuthority,
  type TimestampAuthority,
  TimestampRefused,
  type TimestampSettings,
} from './seal/timestamp-authority.js';
export { addValidationData, type SealRequest, sealPdf, timestampPdf, type ValidationData } from './seal.js';
export type { Evidence, JudgeSigner, Level, Overall } from './signature-verdict.js';
export { type SignerTrust, trustIn } from './signer-trust.js';
export { judgeTimestamp, type TimestampVerdict } from './timestamp.js';
export type { HeliosFinding } from './xml/helios.js';
export type { SignedContent } from './xml/inspect.js';
export { judgeXml, type XmlJudgement, type XmlSignatureVerdict, type XmlVerdict } from './xml.js';
