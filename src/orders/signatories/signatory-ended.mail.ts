import type { Represented } from '#src/directory/index.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Person } from '#src/platform/acts/actor.js';
import { queueMail } from '#src/platform/mail/mail.js';
import type { Signatory } from './signatory-store.js';

/** Tells whoever signed by whom it was ended, so that it is not done behind their back; an officer is named by their body. */
export async function mailFormerSignatory(
  act: Act,
  actor: Person,
  { id, name, buyer, asOfficer }: Represented,
  signatory: Signatory,
): Promise<void> {
  const by = asOfficer ? buyer.shortName : `${actor.name} (${actor.email})`;
  await queueMail(act, {
    key: `signatory-ended:${id}:${signatory.personId}:${act.now.toISOString()}`,
    kind: 'signatory-ended',
    about: { body: id, person: signatory.personId },
    to: signatory.email,
    subject: `Vous ne signez plus pour ${name}`,
    greeting: `Bonjour ${signatory.name},`,
    paragraphs: [
      `${by} a indiqué que vous ne signez plus les commandes de certificats de cet organisme : ${name}. Vous n’ouvrez plus celles que vous avez signées, et ne pouvez plus révoquer leurs certificats. Vos signatures restent valables.`,
    ],
    after: ['Si c’est une erreur, dites-le-nous.'],
    contact: { name: buyer.contactName, phone: buyer.contactPhone, email: buyer.contactEmail },
  });
}
