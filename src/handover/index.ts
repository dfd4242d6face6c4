export { type AppointmentState, appointmentStates, appointmentTable } from './appointment.js';
export { type AppointmentEvent, tokenEvents } from './events.js';
export { fileVisitCard } from './file-card.js';
export { visitCards } from './order-card.js';
export { handoverPaths } from './paths.js';
export { type Keeper, type TokenState, tokenStates, tokenTable } from './token.js';
export { tokensAwaiting } from './token-list.js';
export type { HandoverFacts } from './types.js';
export { visitsAwaiting, visitsOfOrder } from './visit-lists.js';
