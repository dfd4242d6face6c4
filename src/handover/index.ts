export { appointmentTable } from './appointment.js';
export { fileVisitCard } from './file-card.js';
export { visitCards } from './order-card.js';
export { handoverPaths } from './paths.js';
export { tokenTable } from './token.js';
export { visitsOfOrder } from './visit-lists.js';
