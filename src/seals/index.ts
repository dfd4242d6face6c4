export { askForSeal } from './ask-for-seal.js';
export { askForTimestamp, type HeadTimestamp, timestampsOf } from './head-timestamps.js';
export { openProofs, SealRefused } from './open-proofs.js';
export { latestSealed, type SealState, sealStates } from './seal-state.js';
export { SealWords } from './seal-words.js';
export { sealerOf } from './sealer.js';
export type { Proofs } from './slice.js';
export {
  type ExportsReport,
  type TimestampTrust,
  verifyExports,
} from './verify-exports.js';
