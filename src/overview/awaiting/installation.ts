import { sql } from 'kysely';
import { administersAll } from '#src/directory/index.js';
import { listFailedJobs } from '#src/platform/job-store.js';
import { listMails } from '#src/platform/mail-store.js';
import { itemsShown, type Source } from './source.js';

/** Mail that could not be delivered and that nobody has sent anew. */
export const mailFailed: Source = {
  title: 'Courriels en échec',
  list: '/courrier',
  mayAwait: administersAll,
  rows: () => sql`mails WHERE failed_at IS NOT NULL AND sent_at IS NULL`,
  async items({ db }) {
    const mails = await listMails(db, { state: 'failed', limit: itemsShown });
    return mails.map((mail) => ({
      what: 'Relancer le courriel',
      whom: `${mail.recipient} · ${mail.subject}`,
      href: `/courrier/${mail.id}`,
      since: mail.settledAt ?? mail.queuedAt,
      late: true,
    }));
  },
};

/** Jobs without a try left. The table of the queues keeps a week: it stays small. */
export const jobsFailed: Source = {
  title: 'Travaux en échec',
  list: '/travaux',
  mayAwait: administersAll,
  async count({ db }) {
    return (await failed(db)).length;
  },
  async items({ db }) {
    return (await failed(db)).map((job) => ({
      what: 'Relancer le travail',
      whom: `${job.queue} : ${job.cause}`.slice(0, 160),
      href: '/travaux',
      since: job.dueAt,
      late: true,
    }));
  },
};

async function failed(db: Parameters<typeof listFailedJobs>[0]): ReturnType<typeof listFailedJobs> {
  const jobs = await listFailedJobs(db, { limit: itemsShown });
  return jobs.filter((job) => job.state === 'failed');
}
