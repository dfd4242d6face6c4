import type { Event, Json } from '#src/platform/acts/journal.js';
import type { TokenStep } from './tokens/token.js';

export const tokenEvents = {
  ship: 'token.shipped',
  receive: 'token.received',
  'hand-over': 'token.handed-over',
  report: 'token.reported',
  'send-back': 'token.sent-back',
  'take-back': 'token.returned',
  destroy: 'token.destroyed',
} as const satisfies Record<TokenStep, `token.${string}`>;

/**
 * Of a visit. `appointment.missed` comes with `data.excused`; `appointment.held` once the fate of each holder is
 * noted and one at least came. Each is in the chain of the order of its first holder; `data.files` names them all.
 */
export type AppointmentEvent =
  | 'appointment.proposed'
  | 'appointment.agreed'
  | 'appointment.moved'
  | 'appointment.changed'
  | 'appointment.none-suited'
  | 'appointment.reminded'
  | 'appointment.cancelled'
  | 'appointment.missed'
  | 'appointment.held';

export function tokenEvent(
  type: (typeof tokenEvents)[TokenStep] | 'token.created',
  token: { id: string; order_id: string; file_id: string; certificate_id: string; serial: string },
  data: Readonly<Record<string, Json>> = {},
): Event {
  const about = {
    order: token.order_id,
    file: token.file_id,
    certificate: token.certificate_id,
    token: token.id,
  };
  return { type, about, data: { serial: token.serial, ...data } };
}

export function appointmentEvent(
  type: AppointmentEvent,
  visit: { id: string },
  files: readonly { id: string; order_id: string }[],
  data: Readonly<Record<string, Json>> = {},
): Event {
  const order = files.map((file) => file.order_id).sort()[0];
  return {
    type,
    about: { ...(order ? { order } : {}), appointment: visit.id },
    data: { files: files.map((file) => file.id), ...data },
  };
}
