export { type Situation, situationNames, situations } from './answers.js';
export { holderEnded } from './examination/end-order.js';
export { missionTable } from './examination/mission.js';
export { mailsSent } from './mails-sent.js';
export { type OrderState, orderTable } from './order.js';
export { orderPaths } from './paths.js';
export type { HolderLane, OrderSlots, PanelFacts } from './slots.js';
export { findOrder, findOrderFacts } from './store.js';
export {
  type AuthorityAnswer,
  authorityQueue,
  type CertificationAuthority,
  type IssuedCertificate,
  type IssueRequest,
  type RevokeRequest,
} from './transmission/certification-authority.js';
export type { Reason, Terms } from './types.js';
