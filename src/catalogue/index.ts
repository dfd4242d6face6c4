export type { DelayCode } from './default-rules.js';
export type { TextCode } from './default-texts.js';
export { defaultEntries, seedDefaults } from './defaults.js';
export { catalogueAt, type Entry, entryAt, neededEntryAt, reasonsAt } from './entry.js';
export {
  type AuthorityReason,
  type ReasonGroup,
  reasonGroups,
  situations,
} from './file-kinds.js';
export { kinds } from './kind-names.js';
export type { DataOf } from './kinds.js';
export { commentIsMailed, ReasonFields } from './reason-fields.js';
export { commentInput, type GivenReason, reasonGiven, reasonInput } from './reason-given.js';
export { type Delay, delayAt, dueDates, settingAt, textAt } from './rules.js';
export { type NewEntry, seedCatalogue } from './seed-catalogue.js';
