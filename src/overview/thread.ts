import { sql } from 'kysely';
import { entryAt } from '#src/catalogue/index.js';
import { operatorOf } from '#src/directory/index.js';
import { findOrderFacts } from '#src/orders/index.js';
import { exactly, type Total } from '#src/platform/acts/totals.js';
import type { Database } from '#src/platform/database/database.js';
import { capital } from '#src/platform/french/french.js';
import {
  firstPage,
  keyset,
  type Page,
  type PageWanted,
  type Paging,
  readPage,
} from '#src/platform/lists/paging.js';
import type { ThreadItem } from '#src/platform/ui/index.js';
import { filesOfOrder, holderName } from '#src/registration/index.js';
import { handedToAgent, sentences, type ThreadNames, withReason } from './thread-sentences.js';

/** Lines of one type and one instant are one thing that happened: three invitations, a visit for two holders. */
interface Moment {
  /** Place of the last of them in the order's chain. */
  readonly id: number;
  readonly type: string;
  readonly at: Date;
  /** The holders' files that it is about. */
  readonly files: readonly (string | null)[];
  readonly reason: unknown;
}

/** The latest first. */
export const threadPaging: Paging = {
  sorts: [{ key: 'quand', by: 'instant', down: true }],
  identifiers: 'bigint',
};

interface ThreadFilters {
  readonly orderId: string;
  /** What happened to one holder's file only. */
  readonly file?: string | undefined;
}

function moments({ orderId, file }: ThreadFilters): ReturnType<typeof sql> {
  const kind = sql`CASE WHEN data->>'receiver' = 'certification-agent' AND type = 'file.handed-over'
    THEN ${handedToAgent} ELSE type END`;
  return sql`SELECT ${kind} AS type, at, max(position)::integer AS id, array_agg(about->>'file' ORDER BY position) AS files,
      (array_agg(data->'reason' ORDER BY position))[1] AS reason
    FROM journal_lines WHERE chain = ${`order:${orderId}`} AND type = ANY(${Object.keys(sentences)})
      ${file ? sql`AND about->>'file' = ${file}` : sql``}
   GROUP BY 1, at`;
}

export async function countThread(db: Database, filters: ThreadFilters): Promise<Total> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count
    FROM (${moments(filters)}) AS moments`.execute(db);
  return exactly(rows[0]?.count ?? 0);
}

/** A page of what happened to an order, in sentences fit for everybody who may see it. */
export async function readThread(
  db: Database,
  filters: ThreadFilters,
  wanted: PageWanted,
): Promise<Page<ThreadItem>> {
  const found = await readPage(
    wanted,
    (moment: Moment) => moment.at,
    async (page) => {
      const { beyond, order, limit } = keyset(page, sql`at`, sql`id`);
      const { rows } = await sql<Moment>`SELECT * FROM (${moments(filters)}) AS moments
        WHERE ${beyond} ORDER BY ${order} LIMIT ${limit}`.execute(db);
      return rows;
    },
  );
  return { ...found, rows: await tell(db, filters.orderId, found.rows) };
}

/** The latest of what happened to an order, and whether there is more to tell. */
export async function orderThread(
  db: Database,
  orderId: string,
  limit: number,
): Promise<{ items: readonly ThreadItem[]; more: boolean }> {
  const { rows, next } = await readThread(db, { orderId }, firstPage({ ...threadPaging, size: limit }));
  return { items: rows, more: next !== undefined };
}

async function tell(db: Database, orderId: string, told: readonly Moment[]): Promise<ThreadItem[]> {
  const order = await findOrderFacts(db, orderId);
  if (!order) return [];
  const files = new Map((await filesOfOrder(db, orderId)).map((file) => [file.id, file]));
  const names: Omit<ThreadNames, 'office' | 'holders'> = {
    buyer:
      (await operatorOf(db, order.purchasing_body_id, 'purchasing-body'))?.shortName ??
      'l’organisme acheteur',
    centre: (await operatorOf(db, order.delivery_centre_id, 'delivery-centre'))?.shortName ?? 'centre',
    authority: order.terms?.product.supplier ?? 'L’autorité',
  };
  const offices = new Map<string, string>();
  const officeOf = async (id: string | null | undefined): Promise<string> => {
    if (!id) return 'la CCI';
    const known = offices.get(id);
    if (known !== undefined) return known;
    const name = (await operatorOf(db, id, 'registration-office'))?.shortName ?? 'la CCI';
    offices.set(id, name);
    return name;
  };
  const items: ThreadItem[] = [];
  for (const moment of told) {
    const concerned = moment.files.flatMap((file) => files.get(file ?? '') ?? []);
    const text = sentences[moment.type]?.({
      ...names,
      office: await officeOf(concerned[0]?.office_id),
      holders: [...new Set(concerned.map(holderName))],
    });
    if (text) items.push({ at: moment.at, text: capital(text), detail: await reasonOf(db, moment) });
  }
  return items;
}

async function reasonOf(db: Database, { type, at, reason }: Moment): Promise<string | undefined> {
  if (typeof reason !== 'string' || !withReason.has(type)) return undefined;
  return (await entryAt(db, 'reason', reason, at))?.data.label;
}
