export * from './authority/authority.js';
export { type ServedAuthority, serveAuthority } from './authority/authority-server.js';
export { simulatedPolicies } from './authority/policies.js';
export {
  openSimulatedAuthority,
  type SimulatedAuthority,
  simulatedRoot,
} from './authority/simulated-authority.js';
