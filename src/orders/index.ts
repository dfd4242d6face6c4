export { type Situation, situationNames, situations } from './answers.js';
export {
  type AuthorityAnswer,
  authorityQueue,
  type CertificationAuthority,
  type IssuedCertificate,
  type IssueRequest,
  type RevokeRequest,
} from './certification-authority.js';
export { holderEnded } from './end-order.js';
export { missionTable } from './mission.js';
export { type OrderState, orderTable } from './order.js';
export { orderPaths } from './paths.js';
export type { HolderLane, OrderSlots, PanelFacts } from './slots.js';
export { findOrder, findOrderFacts } from './store.js';
export type { Reason, Terms } from './types.js';
