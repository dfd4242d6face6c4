import { organisationPaths } from '#src/directory/organisations/organisation-paths.js';
import type { PersonRow } from '#src/directory/roles/people.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Person } from '#src/platform/acts/actor.js';
import { queueMail } from '#src/platform/mail/mail.js';
import type { Represented } from './correspondent-store.js';

/** Tells a new correspondent by whom and for whom; an officer is named by their body. The button asks to sign in. */
export async function mailNewCorrespondent(
  act: Act,
  actor: Person,
  organisation: Represented,
  person: PersonRow,
): Promise<void> {
  const { buyer } = organisation;
  const by = organisation.asOfficer ? buyer.shortName : `${actor.name} (${actor.email})`;
  await queueMail(act, {
    key: `correspondent-added:${organisation.id}:${person.id}:${act.now.toISOString()}`,
    kind: 'correspondent-added',
    about: { body: organisation.id, person: person.id },
    to: person.email,
    subject: `Vous êtes correspondant : ${organisation.name}`,
    greeting: `Bonjour ${person.name},`,
    paragraphs: [
      `${by} vous a ajouté aux correspondants de cet organisme : ${organisation.name}. Vous pouvez préparer ses commandes de certificats, les suivre et répondre aux demandes.`,
      'Connectez-vous avec cette adresse : un code vous y sera envoyé.',
    ],
    button: { label: 'Voir les commandes', url: organisationPaths.order },
    after: ['Si ce n’est pas à vous de le faire, dites-le-nous : il y sera mis fin.'],
    contact: { name: buyer.contactName, phone: buyer.contactPhone, email: buyer.contactEmail },
  });
}
