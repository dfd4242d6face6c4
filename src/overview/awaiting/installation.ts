import { sql } from 'kysely';
import { administersAll } from '#src/directory/index.js';
import { countFailedJobs, listFailedJobs } from '#src/platform/jobs/job-store.js';
import { listMails } from '#src/platform/mail/mail-list.js';
import { type Source, upTo } from './source.js';

/** Mail that could not be delivered and that nobody has sent anew. */
export const mailFailed: Source = {
  title: 'Courriels en échec',
  list: '/courrier',
  mayAwait: administersAll,
  counted: () => upTo(sql`mails WHERE failed_at IS NOT NULL AND sent_at IS NULL AND kept_at IS NULL`),
  async items({ db }) {
    const { rows } = await listMails(db, { state: 'failed' });
    return rows.map((mail) => ({
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
    return (await countFailedJobs(db, 'failed')).count;
  },
  async items({ db }) {
    const { rows } = await listFailedJobs(db, 'failed');
    return rows.map((job) => ({
      what: 'Relancer le travail',
      whom: `${job.queue} : ${job.cause}`.slice(0, 160),
      href: '/travaux',
      since: job.dueAt,
      late: true,
    }));
  },
};
