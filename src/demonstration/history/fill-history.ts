import { sql } from 'kysely';
import type { Log } from '#src/platform/log.js';
import { chance } from './chance.js';
import { type FileStage, tellFiles } from './file-story.js';
import type { History } from './history.js';
import { type InvoiceStage, tellInvoices } from './invoice-story.js';
import { type OrderStage, orderingCommunes, tellOrder } from './order-story.js';
import { tellVisit, type VisitStage } from './visit-story.js';

/** One order to tell: how far it goes, and its holders' files. */
interface Plan {
  readonly stage: OrderStage;
  readonly files?: readonly FileStage[];
  /** The visit of the holders validated, and its invoices. */
  readonly visit?: VisitStage;
  readonly invoices?: InvoiceStage;
}

/** The mix of states, so that each list and board has something true to show; repeated until the count is reached. */
export const mix: readonly Plan[] = [
  { stage: 'transmitted', files: ['validated'], visit: 'handed-over', invoices: 'paid' },
  { stage: 'transmitted', files: ['validated'], visit: 'proposed' },
  { stage: 'transmitted', files: ['validated'], visit: 'scheduled' },
  { stage: 'transmitted', files: ['validated'], visit: 'handed-over', invoices: 'to-issue' },
  { stage: 'transmitted', files: ['validated', 'submitted'], visit: 'to-propose' },
  { stage: 'transmitted', files: ['validated'], visit: 'handed-over', invoices: 'sent' },
  { stage: 'transmitted', files: ['validated'], visit: 'handed-over', invoices: 'issued' },
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
  { stage: 'submitted' },
  { stage: 'transmitted', files: ['in-progress', 'submitted'] },
  { stage: 'transmitted', files: ['validated', 'validated'] },
  { stage: 'refused' },
  { stage: 'transmitted', files: ['invited'] },
  { stage: 'withdrawn' },
];

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/**
 * Tells the orders one after another, each in the past of its own, and remembers how many are told: a start that was
 * interrupted goes on where it was. An order cut in the middle stays as it is, which is a true state too.
 *
 * @returns how many could not be told to their end
 */
export async function fillHistory(
  history: History,
  total: number,
  now: Date,
  log: Log,
  stopped: () => boolean,
): Promise<number> {
  const { db } = history.app.kernel;
  let faults = 0;
  const communes = await orderingCommunes(history, 60);
  for (let index = (await readProgress(db)).done; index < total && !stopped(); index++) {
    const luck = chance(index + 1);
    const plan = mix[index % mix.length] ?? { stage: 'draft' };
    const commune = communes[index % communes.length];
    if (!commune) throw new Error('the territory is empty');
    await writeProgress(db, { done: index + 1, total });
    // The oldest first, so that the numbers of orders and invoices follow their dates.
    const daysAgo = 48 - (36 * index) / total - luck.next();
    history.clock.set(new Date(now.getTime() - daysAgo * 86_400_000));
    try {
      const order = await tellOrder(history, luck, String(index + 1), commune, plan.stage);
      const files = plan.files;
      if (!files) continue;
      const stageOf = (holder: number): FileStage => files[holder % files.length] ?? 'invited';
      const told = await tellFiles(history, luck, order, stageOf);
      const validated = told.filter((_, holder) => stageOf(holder) === 'validated');
      if (plan.visit) await tellVisit(history, luck, order, validated, plan.visit);
      if (plan.invoices) await tellInvoices(history, order, plan.invoices);
    } catch (error) {
      log.error({ error, index, plan }, 'an order of the demonstration could not be told');
      faults += 1;
    }
  }
  return faults;
}

export async function readProgress(db: History['app']['kernel']['db']): Promise<Progress> {
  const { rows } = await sql<{
    value: Progress;
  }>`SELECT value FROM simulator_state WHERE name = 'history'`.execute(db);
  return rows[0]?.value ?? { done: 0, total: 0 };
}

async function writeProgress(db: History['app']['kernel']['db'], progress: Progress): Promise<void> {
  await sql`INSERT INTO simulator_state (name, value) VALUES ('history', ${JSON.stringify(progress)})
    ON CONFLICT (name) DO UPDATE SET value = excluded.value`.execute(db);
}
