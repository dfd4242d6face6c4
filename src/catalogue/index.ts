export type { DelayCode } from './defaults/default-rules.js';
export type { TextCode } from './defaults/default-texts.js';
export { defaultEntries, seedDefaults } from './defaults/defaults.js';
export { type NewEntry, seedCatalogue } from './defaults/seed-catalogue.js';
export { catalogueAt, type Entry, entryAt, neededEntryAt, reasonsAt } from './entry/entry.js';
export {
  type AuthorityReason,
  type PieceModel,
  type ReasonGroup,
  reasonGroups,
  situations,
} from './kinds/file-kinds.js';
export { kinds } from './kinds/kind-names.js';
export type { DataOf } from './kinds/kinds.js';
export { commentIsMailed, ReasonFields } from './reason-fields.js';
export { commentInput, type GivenReason, reasonGiven, reasonInput } from './reason-given.js';
export { mailReason, reasonWords } from './reason-mailed.js';
export { type Delay, delayAt, dueDates, dueNow, settingAt, textAt } from './rules.js';
