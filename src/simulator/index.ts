export * from './authority.js';
export { type ServedAuthority, serveAuthority } from './authority-server.js';
export type { Body, Holder, KeyPurpose } from './holder-profile.js';
export { simulatedPolicies } from './policies.js';
export { openSimulatedAuthority, type SimulatedAuthority, simulatedRoot } from './simulated-authority.js';
export { simulatedProofs } from './simulated-proofs.js';
export { drawSoftToken, SoftToken, type TokenAnswer } from './soft-token.js';
export { type RevocationReason, revocationReasons } from './status.js';
