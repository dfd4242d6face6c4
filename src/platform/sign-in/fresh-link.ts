import { randomUUID } from 'node:crypto';
import type { Act } from '#src/platform/acts/act.js';
import { calendar } from '#src/platform/acts/actor.js';
import type { Worker } from '#src/platform/jobs/jobs.js';
import { type MailContact, type MailItem, queueMail } from '#src/platform/mail/mail.js';
import { type Door, openDoorsFor } from './door-store.js';
import { type NewDoor, openDoor } from './doors.js';

const freshLinkQueue = 'fresh-link';

interface Wanted {
  readonly email: string;
  /** Only the door of this subject and purpose; all those of the address otherwise. */
  readonly like?: Pick<Door, 'subject' | 'purpose'>;
}

/** Has fresh links made and mailed by a job: the request takes as long whether the address has doors or none. */
export async function askFreshLinks(act: Act, wanted: Wanted): Promise<void> {
  await act.queue(freshLinkQueue, wanted);
}

export function freshLinkWorker(contact: () => Promise<MailContact>): Worker {
  return {
    queue: freshLinkQueue,
    retryDelay: 5,
    retryLimit: 10,
    async run(kernel, data) {
      const whom = await contact();
      await kernel.transact(calendar, (act) => sendFreshLinks(act, data as Wanted, whom));
    },
  };
}

/** Makes the open doors of an address anew and mails their links there; nothing where none is open. */
async function sendFreshLinks(act: Act, which: Wanted, contact: MailContact): Promise<void> {
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
    contact,
  });
}
