import { sql } from 'kysely';
import { entryAt } from '#src/catalogue/index.js';
import { operatorOf } from '#src/directory/index.js';
import { findOrderFacts } from '#src/orders/index.js';
import type { Database } from '#src/platform/database.js';
import type { ThreadItem } from '#src/platform/ui/index.js';
import { filesOfOrder, holderName } from '#src/registration/index.js';
import { sentences, type ThreadNames, withReason } from './thread-sentences.js';

interface Line {
  readonly type: string;
  readonly at: Date;
  readonly about: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Lines of the chain read for a thread: an order of many holders has several hundred. */
const most = 2000;

/** What happened to an order, the latest first, in sentences fit for everybody who may see it. */
export async function orderThread(db: Database, orderId: string, limit: number): Promise<ThreadItem[]> {
  const order = await findOrderFacts(db, orderId);
  if (!order) return [];
  const { rows } = await sql<Line>`SELECT type, at, about, data FROM journal_lines
    WHERE chain = ${`order:${orderId}`} AND type = ANY(${Object.keys(sentences)})
    ORDER BY position DESC LIMIT ${Math.min(most, limit * 20)}`.execute(db);
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
  for (const moment of moments(rows).slice(0, limit)) {
    const [first] = moment;
    if (!first) continue;
    const concerned = moment.flatMap((line) => files.get(line.about.file ?? '') ?? []);
    const text = sentences[first.type]?.({
      ...names,
      office: await officeOf(concerned[0]?.office_id),
      holders: [...new Set(concerned.map(holderName))],
    });
    if (text) items.push({ at: first.at, text: capital(text), detail: await reasonOf(db, first) });
  }
  return items;
}

/** Lines of one type and one instant are one thing that happened: three invitations, a visit for two holders. */
function moments(lines: readonly Line[]): Line[][] {
  const found = new Map<string, Line[]>();
  for (const line of lines) {
    const key = `${line.type} ${line.at.getTime()}`;
    found.set(key, [line, ...(found.get(key) ?? [])]);
  }
  return [...found.values()];
}

async function reasonOf(db: Database, line: Line): Promise<string | undefined> {
  const code = line.data.reason;
  if (typeof code !== 'string' || !withReason.has(line.type)) return undefined;
  return (await entryAt(db, 'reason', code, line.at))?.data.label;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
