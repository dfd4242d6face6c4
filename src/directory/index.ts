export { grantedParts, type Part, type Party, parts, partyNames } from './parts.js';
