import { randomUUID } from 'node:crypto';
import type { Act } from './act.js';
import { type Door, openDoorsFor } from './door-store.js';
import { type NewDoor, openDoor } from './doors.js';
import { type MailContact, type MailItem, queueMail } from './mail.js';

/**
 * Makes the open doors of an address anew (all, or those of one subject and purpose) and mails their links there.
 * Where none is open nothing is mailed, and nobody is told.
 */
export async function sendFreshLinks(
  act: Act,
  which: { email: string; like?: Pick<Door, 'subject' | 'purpose'>; contact: MailContact },
): Promise<void> {
  const items: MailItem[] = [];
  for (const door of await openDoorsFor(act.tx, which.email, which.like)) {
    const url = await openDoor(act, { ...door, subject: door.subject as NewDoor['subject'] });
    items.push({ title: door.label, link: { label: 'Ouvrir', url } });
  }
  const [first, ...others] = items;
  if (!first?.link) return;
  await queueMail(act, {
    key: `fresh-link:${randomUUID()}`,
    kind: 'fresh-link',
    to: which.email,
    subject: others.length === 0 ? `Votre nouveau lien : ${first.title}` : 'Vos nouveaux liens',
    paragraphs: [
      others.length === 0
        ? `Voici le lien que vous avez demandé pour « ${first.title} ». Il remplace les précédents.`
        : 'Voici les liens que vous avez demandés. Ils remplacent les précédents.',
    ],
    ...(others.length === 0 ? { button: { label: 'Ouvrir', url: first.link.url } } : { items }),
    after: ['Vous n’avez rien demandé ? Ne faites rien : ces liens n’ouvrent rien sans un code envoyé ici.'],
    contact: which.contact,
  });
}
