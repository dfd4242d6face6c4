import { z } from 'zod';
import { deliveryCentreFor, findOrganisation, purchasingBody } from '#src/directory/index.js';
import { refusals } from '#src/orders/refusals.js';
import { insertOrder, nextNumber } from '#src/orders/store.js';
import type { Act } from '#src/platform/acts/act.js';
import { bodiesOf, type Person } from '#src/platform/acts/actor.js';
import { notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { parisDay } from '#src/platform/french/working-time.js';

export const draftOrderInput = z.object({
  organisation: z.uuid({ error: 'Choisissez l’organisme qui commande.' }),
});

/**
 * Starts a draft for any organisation: a verified address is enough, and sees nothing else of it. A purchasing
 * officer who starts one does so on the organisation's behalf, and the order says it.
 */
export async function draftOrder(
  act: Act,
  actor: Person,
  input: z.output<typeof draftOrderInput>,
): Promise<{ id: string } | Refusal> {
  if (actor.door !== null) return notYourPart;
  const organisation = await findOrganisation(act.tx, input.organisation);
  if (!organisation) return notYourPart;
  const buyer = await purchasingBody(act.tx);
  const centre = await deliveryCentreFor(act.tx, organisation.department);
  if (!buyer || !centre) return refusals.noDeliveryCentre;
  const year = Number(parisDay(act.now).slice(0, 4));
  const number = await nextNumber(act.tx, year, organisation.department);
  const onBehalf = bodiesOf(actor, 'purchasing-officer').includes(buyer.organisationId);
  // who never gave a name is called by the address
  const [givenName = '', ...surname] = actor.name === actor.email ? [] : actor.name.split(' ');
  const id = await insertOrder(act.tx, {
    number,
    author_id: actor.id,
    entered_on_behalf: onBehalf,
    organisation_id: organisation.id,
    purchasing_body_id: buyer.organisationId,
    delivery_centre_id: centre.organisationId,
    created_at: act.now,
    answers: {
      organisation: {
        siret: organisation.siret ?? '',
        address: organisation.address,
        postalCode: organisation.postalCode,
        city: organisation.city,
      },
      ...(onBehalf ? {} : { correspondent: { givenName, surname: surname.join(' '), email: actor.email } }),
    },
  });
  await act.publish({
    type: onBehalf ? 'order.drafted-on-behalf' : 'order.drafted',
    about: { order: id },
    data: { organisation: organisation.id },
  });
  return { id };
}
