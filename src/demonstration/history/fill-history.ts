import { sql } from 'kysely';
import type { Tx } from '#src/platform/database/database.js';
import type { Log } from '#src/platform/log.js';
import { chance } from './chance.js';
import { type FileStage, tellFiles } from './file-story.js';
import type { History } from './history.js';
import { type InvoiceStage, tellInvoices } from './invoice-story.js';
import { type KeyStage, tellKey } from './key-story.js';
import { type LifetimeStage, tellLifetime } from './lifetime-story.js';
import { type Commune, type OrderStage, orderingCommunes, tellOrder } from './order-story.js';
import { tellVisit, type VisitStage } from './visit-story.js';

/** One order to tell: how far it goes, and its holders' files. */
interface Plan {
  readonly stage: OrderStage;
  readonly files?: readonly FileStage[];
  /** The visit of the holders validated, and its invoices. */
  readonly visit?: VisitStage;
  readonly invoices?: InvoiceStage;
  /** What goes wrong with the first holder's key. */
  readonly key?: KeyStage;
  /** What becomes of the first certificate handed over, every other time that this order is told. */
  readonly lifetime?: LifetimeStage;
}

/** The mix of states, so that each list and board has something true to show; repeated over the older orders. */
export const mix: readonly Plan[] = [
  { stage: 'transmitted', files: ['validated'], visit: 'handed-over', invoices: 'paid', lifetime: 'resumed' },
  { stage: 'transmitted', files: ['validated'], visit: 'proposed' },
  { stage: 'transmitted', files: ['validated'], visit: 'scheduled' },
  { stage: 'transmitted', files: ['validated'], visit: 'handed-over', lifetime: 'suspended' },
  { stage: 'transmitted', files: ['validated', 'submitted'], visit: 'to-propose' },
  {
    stage: 'transmitted',
    files: ['validated'],
    visit: 'handed-over',
    invoices: 'sent',
    lifetime: 'revoked-by-holder',
  },
  {
    stage: 'transmitted',
    files: ['validated'],
    visit: 'handed-over',
    invoices: 'issued',
    lifetime: 'revoked-by-representative',
  },
  { stage: 'transmitted', files: ['validated'] },
  { stage: 'transmitted', files: ['submitted', 'to-correct', 'in-progress'] },
  { stage: 'submitted' },
  { stage: 'transmitted', files: ['submitted'] },
  { stage: 'draft' },
  { stage: 'to-sign' },
  { stage: 'transmitted', files: ['validated', 'submitted', 'invited'] },
  { stage: 'examined' },
  { stage: 'transmitted', files: ['to-correct', 'validated'] },
  { stage: 'returned' },
  { stage: 'transmitted', files: ['validated'], visit: 'missed' },
  { stage: 'transmitted', files: ['in-progress', 'submitted'] },
  { stage: 'transmitted', files: ['validated', 'validated'] },
  { stage: 'refused' },
  { stage: 'transmitted', files: ['invited'] },
  { stage: 'withdrawn' },
  { stage: 'transmitted', files: ['abandoned', 'submitted'] },
  { stage: 'transmitted', files: ['validated'], visit: 'none-suits' },
  { stage: 'submitted' },
  { stage: 'transmitted', files: ['validated'], visit: 'to-propose', key: 'lost' },
  { stage: 'transmitted', files: ['validated'], visit: 'called-off' },
  { stage: 'transmitted', files: ['rejected', 'in-progress'] },
  { stage: 'transmitted', files: ['validated'], visit: 'to-propose', key: 'returning' },
  { stage: 'transmitted', files: ['validated'], visit: 'handed-over', invoices: 'credited' },
  { stage: 'cancelled' },
  { stage: 'transmitted', files: ['validated'], visit: 'excused' },
  { stage: 'transmitted', files: ['validated'], visit: 'to-propose', key: 'destroyed' },
  { stage: 'submitted' },
  { stage: 'transmitted', files: ['validated'], visit: 'to-propose', key: 'returned' },
  { stage: 'transmitted', files: ['validated'], visit: 'to-propose', key: 'damaged' },
];

/** The last ones, of these days: nobody had time to finish them, and what they wait for is not late. */
const recent: readonly Plan[] = [
  { stage: 'submitted' },
  { stage: 'draft' },
  { stage: 'transmitted', files: ['invited'] },
  { stage: 'to-sign' },
  { stage: 'submitted' },
  { stage: 'examined' },
  { stage: 'transmitted', files: ['in-progress', 'invited'] },
  { stage: 'draft' },
  { stage: 'returned' },
  { stage: 'to-sign' },
];

/** The share of the orders that had time to go anywhere; a contract gets known, so that the latest days bring more. */
export const olderShare = 1 / 2;

/** What is told of an order, and how many days ago it began: the oldest first, so that numbers follow dates. */
function planned(index: number, total: number): { plan: Plan; daysAgo: number } {
  const older = Math.ceil(total * olderShare);
  if (index < older) {
    return { plan: at(mix, index), daysAgo: 48 - (36 * index) / older };
  }
  return { plan: at(recent, index - older), daysAgo: 11 - (9 * (index - older)) / (total - older) };
}

function at(plans: readonly Plan[], index: number): Plan {
  return plans[index % plans.length] ?? { stage: 'draft' };
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/**
 * Tells the orders, each history one after another and each order in a past of its own. How many are begun is kept: a
 * start that was interrupted goes on there. An order cut in the middle stays as it is, which is a true state too.
 *
 * @returns how many could not be told to their end
 */
export async function fillHistory(
  histories: readonly History[],
  total: number,
  log: Log,
  stopped: () => boolean,
): Promise<number> {
  const [first] = histories;
  if (!first) return 0;
  const { db } = first.app.kernel;
  const communes = await orderingCommunes(first, 60);
  let faults = 0;
  const tellThem = async (history: History): Promise<void> => {
    while (!stopped()) {
      const index = await begin(db, total);
      if (index === undefined) return;
      try {
        await tell(history, index, total, communes);
      } catch (error) {
        log.error({ error, index }, 'an order of the demonstration could not be told');
        faults += 1;
      }
    }
  };
  await Promise.all(histories.map(tellThem));
  return faults;
}

async function tell(
  history: History,
  index: number,
  total: number,
  communes: readonly Commune[],
): Promise<void> {
  const luck = chance(index + 1);
  const { plan, daysAgo } = planned(index, total);
  const commune = communes[index % communes.length];
  if (!commune) throw new Error('the territory is empty');
  history.clock.set(new Date(history.present.getTime() - (daysAgo - luck.next()) * 86_400_000));
  const order = await tellOrder(history, luck, String(index + 1), commune, plan.stage);
  const { files } = plan;
  if (!files) return;
  const stageOf = (holder: number): FileStage => files[holder % files.length] ?? 'invited';
  const told = await tellFiles(history, luck, order, stageOf);
  const validated = told.filter((_, holder) => stageOf(holder) === 'validated');
  if (plan.visit) await tellVisit(history, luck, order, validated, plan.visit);
  const [first] = validated;
  if (first && plan.key) await tellKey(history, order, first, plan.key);
  if (plan.invoices) await tellInvoices(history, order, plan.invoices);
  const everyOther = Math.floor(index / mix.length) % 2 === 0;
  if (first && plan.lifetime && everyOther) await tellLifetime(history, order, first, plan.lifetime);
}

/** How many orders are begun, of how many; undefined until there is a territory to tell them in. */
export async function readProgress(db: History['app']['kernel']['db']): Promise<Progress | undefined> {
  const { rows } = await sql<{
    value: Progress;
  }>`SELECT value FROM simulator_state WHERE name = 'history'`.execute(db);
  return rows[0]?.value;
}

/** Notes, with the territory itself, that it is there: what is left to tell is orders. */
export async function openProgress(tx: Tx): Promise<void> {
  await sql`INSERT INTO simulator_state (name, value) VALUES ('history', '{"done": 0, "total": 0}')
    ON CONFLICT (name) DO NOTHING`.execute(tx);
}

/** The next order to tell, counted as begun before it is: no start tells it twice. Undefined when none is left. */
async function begin(db: History['app']['kernel']['db'], total: number): Promise<number | undefined> {
  const { rows } = await sql<{ done: number }>`
    INSERT INTO simulator_state AS s (name, value)
    SELECT 'history', jsonb_build_object('done', 1, 'total', ${total}::int) WHERE ${total}::int > 0
    ON CONFLICT (name) DO UPDATE
      SET value = jsonb_build_object('done', (s.value->>'done')::int + 1, 'total', ${total}::int)
      WHERE (s.value->>'done')::int < ${total}::int
    RETURNING (value->>'done')::int AS done`.execute(db);
  return rows[0] && rows[0].done - 1;
}
