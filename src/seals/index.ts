export { askForSeal, type SealAsked } from './ask-for-seal.js';
export { askForTimestamp, type HeadTimestamp, timestampsOf } from './head-timestamps.js';
export { openProofs, SealRefused } from './open-proofs.js';
export { latestSealed, type SealState, sealStates } from './seal-state.js';
export { SealWords } from './seal-words.js';
export { type Sealer, sealerOf } from './sealer.js';
export type { Proofs } from './slice.js';
export {
  type TimestampFault,
  type TimestampReport,
  type TimestampTrust,
  verifyTimestamps,
} from './verify-timestamps.js';
