import { fileVisitCard, handoverPaths } from '#src/handover/index.js';
import { certificateOfFile } from '#src/lifetime/index.js';
import { bodiesOf } from '#src/platform/acts/actor.js';
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

/** What the page of a holder's file shows of later slices: where its steps are taken, its visit, its record, its certificate. */
export const fileSlots: FileSlots = {
  stepPage(file, step, actor) {
    if (!visitSteps.has(step)) return undefined;
    const ofTheCentre = bodiesOf(actor, 'delivery-officer').includes(file.delivery_centre_id);
    const proposes = ofTheCentre && step === 'propose';
    return proposes ? `${handoverPaths.propose}?dossier=${file.id}` : handoverPaths.ofFile(file.id);
  },
  async cards(db, file, actor) {
    return (
      <>
        {await fileVisitCard(db, file, actor)}
        {await certificateOfFile(db, file, actor)}
      </>
    );
  },
};
