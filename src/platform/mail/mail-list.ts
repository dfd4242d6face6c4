import { type SelectQueryBuilder, sql } from 'kysely';
import { countLimit } from '#src/platform/acts/state-counts.js';
import { type Total, upToLimit } from '#src/platform/acts/totals.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import {
  firstPage,
  keyset,
  type Page,
  type PageWanted,
  type Paging,
  readPage,
} from '#src/platform/lists/paging.js';
import { begins, fragment } from '#src/platform/lists/search.js';
import { type MailState, type MailSummary, type MailTables, mailState, settledAt } from './mail-store.js';

interface MailSearch {
  readonly state?: MailState | undefined;
  /** Beginning of an address, or words of a subject. */
  readonly words?: string | undefined;
}

/** The most recent first. */
export const mailPaging: Paging = { sorts: [{ key: 'date', by: 'instant', down: true }] };

/** A page of the mails. Who may read them is the caller's to say. */
export function listMails(
  db: Database | Tx,
  search: MailSearch,
  wanted: PageWanted = firstPage(mailPaging),
): Promise<Page<MailSummary>> {
  return readPage(
    wanted,
    (mail) => mail.queuedAt,
    (page) => {
      const { beyond, order, limit } = keyset(page, sql`queued_at`, sql`id`);
      return found(db, search).select(summary).where(beyond).orderBy(order).limit(limit).execute();
    },
  );
}

/** The latest about one thing, those left out that are about anything named in `apartFrom`; each has its index. */
export function latestMails(
  db: Database,
  about: { readonly order: string } | { readonly file: string },
  { apartFrom, limit }: { apartFrom: readonly string[]; limit: number },
): Promise<MailSummary[]> {
  const [thing, id] =
    'order' in about ? [sql`about->>'order'`, about.order] : [sql`about->>'file'`, about.file];
  return db
    .withTables<MailTables>()
    .selectFrom('mails')
    .select(summary)
    .where(sql<string>`${thing}`, '=', id)
    .where(sql<boolean>`NOT about ?| ${[...apartFrom]}::text[]`)
    .orderBy('queued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** How many there are, counted up to the limit. */
export async function countMails(db: Database, search: MailSearch): Promise<Total> {
  const some = found(db, search)
    .select('id')
    .limit(countLimit + 1);
  const { count } = await db
    .withTables<MailTables>()
    .selectFrom(some.as('some'))
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return upToLimit(Number(count));
}

const summary = [
  'id',
  'kind',
  'recipient',
  'subject',
  'failure',
  'tries',
  'queued_at as queuedAt',
  mailState.as('state'),
  settledAt.as('settledAt'),
] as const;

/** The conditions of the indexes over the few that wait or failed. */
const inState: Readonly<Record<MailState, ReturnType<typeof sql<boolean>>>> = {
  sent: sql<boolean>`sent_at IS NOT NULL`,
  kept: sql<boolean>`kept_at IS NOT NULL AND sent_at IS NULL`,
  failed: sql<boolean>`failed_at IS NOT NULL AND sent_at IS NULL AND kept_at IS NULL`,
  queued: sql<boolean>`failed_at IS NULL AND sent_at IS NULL AND kept_at IS NULL`,
};

function found(db: Database | Tx, search: MailSearch): SelectQueryBuilder<MailTables, 'mails', object> {
  let query = db.withTables<MailTables>().selectFrom('mails');
  if (search.state) query = query.where(inState[search.state]);
  if (search.words) {
    const { words } = search;
    query = query.where((where) =>
      where.or([
        where('recipient', 'like', begins(words.toLowerCase())),
        where('subject', 'ilike', fragment(words)),
      ]),
    );
  }
  return query;
}
