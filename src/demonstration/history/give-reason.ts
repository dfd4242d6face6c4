import { type ReasonGroup, reasonsAt } from '#src/catalogue/index.js';
import type { History } from './history.js';
import type { Seat } from './seat.js';

/** Takes a step that asks why: for the first reason of its group that needs no comment, unless one is named. */
export async function giveReason(
  history: History,
  seat: Seat,
  path: string,
  group: ReasonGroup,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const [first] = (await reasonsAt(history.app.kernel.db, group, history.clock())).filter(
    ({ data }) => !data.needsComment,
  );
  await seat.post(path, { reason: first?.code ?? '', comment: '', ...more });
  await history.settle();
}
