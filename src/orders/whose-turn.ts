import type { Party } from '#src/directory/index.js';
import type { Row } from '#src/platform/acts/steps.js';
import { type Turn, turn } from '#src/platform/acts/turn.js';
import { type MissionState, type MissionStep, missionTable } from './examination/mission.js';
import { type OrderState, type OrderStep, orderTable } from './order.js';

type Step = OrderStep | MissionStep;
type State = OrderState | MissionState;

/** Whose turn it is for a mission request that the delivery centre has received. */
export const turnOfMission = turn(missionTable, 'received') as Turn<State, Party, Step>;

/**
 * Whose turn it is for an order: the table's answer, but for an accepted order whose mission is not acknowledged,
 * where the delivery centre is awaited; and past the delay of the authority, the purchasing officer who may record
 * its answer.
 */
export function turnOfOrder(
  order: { readonly state: OrderState; readonly missionState: MissionState | null },
  authorityLate = false,
): Turn<State, Party, Step> {
  if (order.state === 'accepted' && order.missionState === 'received') return turnOfMission;
  if (order.state === 'sent' && authorityLate) {
    const rows = orderTable.rows.filter(
      (row) => row.step === 'acknowledge' && row.by.includes('purchasing-officer'),
    );
    return { kind: 'awaited', parties: ['purchasing-officer'], rows: rows as Row<State, Party, Step>[] };
  }
  return turn(orderTable, order.state) as Turn<State, Party, Step>;
}
