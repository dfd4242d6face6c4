import type { Party } from '#src/directory/index.js';
import { partsIn } from '#src/orders/parts-in-order.js';
import type { FoundOrder, MissionRow } from '#src/orders/rows.js';
import { lockOrder, lockOrderById } from '#src/orders/store.js';
import type { Reason } from '#src/orders/types.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { type MissionState, type MissionStep, missionTable } from './mission.js';
import { currentMission, insertMission, updateMission } from './mission-store.js';

/** With the signature: the request that was frozen with the form is received by the delivery centre. */
export async function receiveMission(act: Act, order: FoundOrder): Promise<string> {
  const mission = await currentMission(act.tx, order.id);
  if (mission?.state === 'to-sign') {
    await move(act, mission, 'received', 'mission.received');
    return mission.id;
  }
  const id = await insertMission(act.tx, {
    order_id: order.id,
    delivery_centre_id: order.delivery_centre_id,
    state: 'received',
    since: act.now,
  });
  await act.publish({ type: 'mission.received', about: { order: order.id, mission: id }, data: {} });
  return id;
}

/** The delivery centre accepts its mission, or the calendar does after the delay of its configuration. */
export async function acknowledgeMission(act: Act, orderId: string): Promise<true | Refusal> {
  const mission = await openMission(act, orderId, 'acknowledge-mission');
  if (isRefusal(mission)) return mission;
  await move(act, mission, 'acknowledged', 'mission.acknowledged');
  return true;
}

/** The delivery centre declines; a follower returns the order in the same transaction. */
export async function declineMission(act: Act, orderId: string, reason: Reason): Promise<true | Refusal> {
  const mission = await openMission(act, orderId, 'decline-mission');
  if (isRefusal(mission)) return mission;
  await move(act, mission, 'declined', 'mission.declined', reason);
  return true;
}

/** By itself, when the order is returned, taken back or ends: an open request has no object any more. */
export async function closeMission(act: Act, orderId: string): Promise<void> {
  const mission = await currentMission(act.tx, orderId);
  if (mission && ['to-sign', 'received'].includes(mission.state))
    await move(act, mission, 'closed', 'mission.closed');
}

async function openMission(act: Act, orderId: string, step: MissionStep): Promise<MissionRow | Refusal> {
  const { actor } = act;
  const order =
    actor.kind === 'person' ? await lockOrder(act.tx, actor, orderId) : await lockOrderById(act.tx, orderId);
  const mission = order && (await currentMission(act.tx, order.id));
  if (!order || !mission) return notYourPart;
  const parties: Party[] = actor.kind === 'person' ? partsIn(order, actor) : ['calendar'];
  const row = permit(missionTable, mission.state, step, parties);
  return isRefusal(row) ? row : mission;
}

async function move(
  act: Act,
  mission: MissionRow,
  to: MissionState,
  type: string,
  reason?: Reason,
): Promise<void> {
  await updateMission(act.tx, mission.id, { state: to, since: act.now, ...(reason ? { reason } : {}) });
  await act.publish({
    type,
    about: { order: mission.order_id, mission: mission.id },
    data: { from: mission.state, to, ...(reason ? { reason: reason.code } : {}) },
  });
}
