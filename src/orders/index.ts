export { type Situation, situationNames, situations } from './answers.js';
export {
  type AuthorityAnswer,
  type AuthorityOrder,
  authorityQueue,
  type CertificationAuthority,
  type IssuedCertificate,
  type IssueRequest,
  type RevokeRequest,
} from './certification-authority.js';
export { holderEnded } from './end-order.js';
export { missionStates, missionTable } from './mission.js';
export { type OrderState, orderStates, orderTable } from './order.js';
export { partsIn } from './parts-in-order.js';
export { orderPaths } from './paths.js';
export type { FoundOrder } from './rows.js';
export type { HolderLane, OrderSlots, PanelFacts } from './slots.js';
export { findOrder, findOrderFacts, visibleTo } from './store.js';
export type { Reason, Terms } from './types.js';
