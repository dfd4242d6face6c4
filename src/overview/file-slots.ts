import { handoverPaths } from '#src/handover/index.js';
import { bodiesOf } from '#src/platform/actor.js';
import type { FileSlots } from '#src/registration/index.js';

/** Steps that are taken on the pages of visits, and not of the file. */
const visitSteps = new Set([
  'propose',
  'none-suits',
  'hand-back',
  'offer-times',
  'agree',
  'move',
  'cancel-appointment',
  'miss',
  'hand-over',
  'refuse-data',
]);

/** What the page of a holder's file shows of the handover: where its steps are taken. */
export const fileSlots: FileSlots = {
  stepPage(file, step, actor) {
    if (!visitSteps.has(step)) return undefined;
    const ofTheCentre = bodiesOf(actor, 'delivery-officer').includes(file.delivery_centre_id);
    return ofTheCentre ? handoverPaths.visits : handoverPaths.ofFile(file.id);
  },
  cards: async () => null,
};
