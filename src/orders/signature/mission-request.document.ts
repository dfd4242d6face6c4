import { formatPhone, operatorOf } from '#src/directory/index.js';
import { renderMissionRequest } from '#src/documents/mission-request.js';
import type { Answers } from '#src/orders/answers.js';
import type { FoundOrder } from '#src/orders/rows.js';
import type { Terms } from '#src/orders/types.js';
import type { Act } from '#src/platform/acts/act.js';
import { textsNow } from './texts.js';

/** Number of the request: the order's, and the version that was frozen. */
export function missionReference(orderNumber: string, terms: Terms): string {
  return `M-${orderNumber}-${terms.version}`;
}

/** The request for an optional mission to the delivery centre, signed with the order. */
export async function drawMissionRequest(
  act: Act,
  order: FoundOrder & { readonly terms: Terms },
  answers: Answers,
): Promise<Uint8Array> {
  const { mission, acceptances } = order.terms;
  const centre = await operatorOf(act.tx, order.delivery_centre_id, 'delivery-centre');
  const text = await textsNow(act, ['conditions-mission', 'liability-mission', 'procedure-mission']);
  const { correspondent, signatory } = answers;
  const inCharge = correspondent.inCharge ?? {
    name: `${correspondent.givenName} ${correspondent.surname}`,
    phone: correspondent.phone,
    email: correspondent.email,
  };
  return renderMissionRequest(
    {
      title: 'Demande de mission facultative',
      subtitle: 'Délivrance de certificats électroniques sur place',
      reference: missionReference(order.number, order.terms),
      version: order.terms.version,
      test: act.test,
      deliveryCentre: {
        name: centre?.name ?? '',
        address: [
          ...(centre?.address.split('\n') ?? []),
          `${centre?.postalCode ?? ''} ${centre?.city ?? ''}`.trim(),
        ],
        ...(centre ? { email: centre.contactEmail } : {}),
      },
      object: 'Délivrance des certificats électroniques',
      orderReference: order.number,
      organisation: { name: order.organisation_name, siret: answers.organisation.siret },
      personInCharge: { name: inCharge.name, telephone: formatPhone(inCharge.phone), email: inCharge.email },
      mission: {
        label: `Délivrance de certificats électroniques par ${centre?.shortName ?? 'le centre de gestion'} dans les locaux de l’établissement`,
        price: mission.price,
        taxNote: mission.vatMention,
        priceNote: `${text['conditions-mission']} Délibération ${mission.deliberation}.`,
      },
      holders: answers.holders.map((holder) => ({
        name: `${holder.givenName} ${holder.surname}`,
        role: holder.function,
      })),
      acceptances: acceptances
        .filter((acceptance) => acceptance.code === 'acceptance-mission')
        .map(({ text: words, version }) => ({ text: words, version })),
      liability: text['liability-mission'],
      signature: {
        name: `${signatory.givenName} ${signatory.surname}`,
        role: signatory.function,
        place: answers.organisation.city,
        below: 'Signature en ligne (feuille de signature jointe)',
      },
      procedure: text['procedure-mission'].split(/\n\n+/),
    },
    act.now,
  );
}
