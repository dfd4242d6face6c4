export { fileVisitCard } from './file-card.js';
export { visitCards } from './order-card.js';
export { handoverPaths } from './paths.js';
export { tokenTable } from './tokens/token.js';
export { tokensToChase, tokensToReceive, tokensToSendBack } from './tokens/token-queues.js';
export { appointmentTable } from './visits/appointment.js';
export { visitsOfOrder } from './visits/visit-lists.js';
