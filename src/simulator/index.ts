export * from './authority.js';
export { type ServedAuthority, serveAuthority } from './authority-server.js';
export { simulatedPolicies } from './policies.js';
export { openSimulatedAuthority, type SimulatedAuthority, simulatedRoot } from './simulated-authority.js';
