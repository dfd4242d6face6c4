export { type AppointmentState, appointmentStates, appointmentTable } from './appointment.js';
export { type AppointmentEvent, tokenEvents } from './events.js';
export { type Keeper, type TokenState, tokenStates, tokenTable } from './token.js';
export type { HandoverFacts } from './types.js';
