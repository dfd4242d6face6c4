import { sql } from 'kysely';
import type { Log } from '#src/platform/log.js';
import { chance } from './chance.js';
import { type FileStage, tellFiles } from './file-story.js';
import type { History } from './history.js';
import { type OrderStage, orderingCommunes, tellOrder } from './order-story.js';

/** One order to tell: how far it goes, and its holders' files. */
interface Plan {
  readonly stage: OrderStage;
  readonly files?: readonly FileStage[];
}

/** The mix of states, so that each list and board has something true to show; repeated until the count is reached. */
const mix: readonly Plan[] = [
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
 */
export async function fillHistory(
  history: History,
  total: number,
  now: Date,
  log: Log,
  stopped: () => boolean,
): Promise<void> {
  const { db } = history.app.kernel;
  const communes = await orderingCommunes(history, 60);
  for (let index = (await readProgress(db)).done; index < total && !stopped(); index++) {
    const luck = chance(index + 1);
    const plan = mix[index % mix.length] ?? { stage: 'draft' };
    const commune = communes[index % communes.length];
    if (!commune) throw new Error('the territory is empty');
    await writeProgress(db, { done: index + 1, total });
    history.clock.set(new Date(now.getTime() - luck.between(6, 45) * 86_400_000));
    try {
      const order = await tellOrder(history, luck, String(index + 1), commune, plan.stage);
      const files = plan.files;
      if (files) await tellFiles(history, luck, order, (holder) => files[holder % files.length] ?? 'invited');
    } catch (error) {
      log.error({ error, index, plan }, 'an order of the demonstration could not be told');
    }
  }
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
