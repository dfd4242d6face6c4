/**
 * Policy identifiers of the simulated authority, under an arc drawn from a UUID (ITU-T X.667), since real arcs
 * belong to real authorities. None of them means anything outside demonstration and tests.
 */
const arc = '2.25.176263020089726115997644985814865573650';

export const simulatedPolicies = {
  /** RGS two stars, authentication and signature on one key. */
  twoStars: `${arc}.1.2`,
  /** The same, besides qualified under eIDAS and kept on a qualified device. */
  qualified: `${arc}.1.3`,
  timestamping: `${arc}.2.1`,
  /** Seal of a body, on a server. */
  seal: `${arc}.3.1`,
} as const;
