export * from './authority.js';
export type { Body, Holder, KeyPurpose } from './holder-profile.js';
export { simulatedPolicies } from './policies.js';
export { type RevocationReason, revocationReasons } from './status.js';
