import type { Event, Json } from '#src/platform/acts/journal.js';
import type { FileFacts } from './file-facts.js';
import type { FileStep } from './holder-file.js';

/** What the journal says once a step is taken. */
export const fileEvents = {
  invite: 'file.invited',
  'correct-address': 'file.address-corrected',
  'fill-in': 'file.filled',
  submit: 'file.submitted',
  'ask-for-corrections': 'file.corrections-asked',
  validate: 'file.validated',
  reject: 'file.rejected',
  reopen: 'file.reopened',
  propose: 'file.proposed',
  'none-suits': 'file.none-suited',
  'hand-back': 'file.handed-back',
  'offer-times': 'file.times-offered',
  agree: 'file.scheduled',
  move: 'file.moved',
  'cancel-appointment': 'file.appointment-cancelled',
  miss: 'file.missed',
  'hand-over': 'file.handed-over',
  'refuse-data': 'file.data-refused',
  'lose-token': 'file.token-lost',
  reissue: 'file.reissued',
  abandon: 'file.abandoned',
  lapse: 'file.lapsed',
} as const satisfies Record<FileStep, `file.${string}`>;

export function fileEvent(
  type: string,
  file: Pick<FileFacts, 'id' | 'order_id' | 'holder_id'>,
  data: Readonly<Record<string, Json>> = {},
  about: Readonly<Record<string, string>> = {},
): Event {
  return { type, about: { order: file.order_id, file: file.id, holder: file.holder_id, ...about }, data };
}
