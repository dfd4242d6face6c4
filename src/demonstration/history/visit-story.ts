import { sql } from 'kysely';
import { handoverPaths } from '#src/handover/index.js';
import type { Chance } from './chance.js';
import { deliveryOfficer } from './delivery-officer.js';
import { giveReason } from './give-reason.js';
import type { History } from './history.js';
import { inTurn } from './in-turn.js';
import type { OrderStory } from './order-story.js';
import { hidden, type Seat, selected, values } from './seat.js';

/** How far the visit of an order's validated holders goes. */
export const visitStages = [
  'token-awaited',
  'to-propose',
  'proposed',
  'none-suits',
  'scheduled',
  'called-off',
  'missed',
  'excused',
  'handed-over',
] as const;
export type VisitStage = (typeof visitStages)[number];

/** Tells the visit: keys received, times offered, one picked, the keys handed over face to face. */
export async function tellVisit(
  history: History,
  luck: Chance,
  order: OrderStory,
  files: readonly string[],
  stage: VisitStage,
): Promise<void> {
  const found = await deliveryOfficer(history, order.organisation.postalCode);
  if (stage === 'token-awaited' || !found || files.length === 0) return;
  const { name, seat: officer } = found;
  const { correspondent } = order;
  const [first = ''] = files;
  await history.wait(luck.between(20, 50));
  await officer.post(handoverPaths.receive, { serials: (await serialsOf(history, files)).join('\n') });
  await history.settle();
  if (stage === 'to-propose') return;
  const ahead = stage === 'scheduled' || stage === 'called-off';
  if (ahead) history.clock.set(new Date(history.present.getTime() - luck.between(2, 30) * 3_600_000));
  const which = ahead ? 'last' : 'first';
  // One visit of an officer is agreed on after another: two histories would else pick the same hour.
  const time = await inTurn(name, async () => {
    await propose(officer, files, which);
    await history.settle();
    return stage === 'proposed' || stage === 'none-suits' ? undefined : pick(correspondent, files, which);
  });
  if (stage === 'none-suits') await correspondent.post(handoverPaths.noneSuits(first), {});
  await history.settle();
  if (stage === 'called-off') {
    await giveReason(history, correspondent, handoverPaths.cancelOf(first), 'appointment-cancelled');
  }
  if (!time || ahead || time > history.present) return;
  history.clock.set(new Date(time.getTime() + 10 * 60_000));
  for (const file of files) {
    if (stage === 'handed-over') await handOver(history, officer, file);
    if (stage === 'missed' || stage === 'excused') await miss(history, officer, file, stage);
  }
}

async function miss(
  history: History,
  officer: Seat,
  file: string,
  stage: 'missed' | 'excused',
): Promise<void> {
  const { rows } = await sql<{ visit: string }>`SELECT appointment_id AS visit FROM appointment_files
    WHERE file_id = ${file} AND open`.execute(history.app.kernel.db);
  const reason = stage === 'missed' ? 'no-show.absent' : 'no-show.warned';
  await giveReason(history, officer, handoverPaths.miss(rows[0]?.visit ?? '', file), 'no-show', { reason });
}

async function serialsOf(history: History, files: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    serial: string;
  }>`SELECT serial FROM tokens WHERE file_id = ANY(${files}::uuid[])
    AND state = 'in-transit'`.execute(history.app.kernel.db);
  return rows.map(({ serial }) => serial);
}

async function propose(officer: Seat, files: readonly string[], which: 'first' | 'last'): Promise<void> {
  const query = files.map((file) => `dossier=${file}`).join('&');
  const page = await officer.get(`${handoverPaths.propose}?${query}`);
  const free = values(page, 'times');
  await officer.post(handoverPaths.propose, {
    dossier: files,
    officer: selected(page, 'officer'),
    minutes: hidden(page, 'minutes'),
    place: 'À la mairie',
    note: '',
    times: which === 'first' ? free.slice(0, 3) : free.slice(-3),
  });
}

async function pick(correspondent: Seat, files: readonly string[], which: 'first' | 'last'): Promise<Date> {
  const [first = ''] = files;
  const page = await correspondent.get(handoverPaths.ofFile(first));
  const time = values(page, 'time').at(which === 'first' ? 0 : -1) ?? '';
  await correspondent.post(handoverPaths.pick(first), { version: hidden(page, 'version'), time });
  return new Date(time);
}

async function handOver(history: History, officer: Seat, file: string): Promise<void> {
  const { rows } = await sql<{ visit: string; serial: string }>`
    SELECT af.appointment_id AS visit, t.serial FROM appointment_files af JOIN tokens t ON t.file_id = af.file_id
     WHERE af.file_id = ${file} AND t.state = 'received' ORDER BY af.appointment_id DESC LIMIT 1`.execute(
    history.app.kernel.db,
  );
  const found = rows[0];
  if (!found) throw new Error(`no key of ${file} is at the centre`);
  const page = await officer.get(handoverPaths.handOver(found.visit, file));
  const yes = 'oui';
  await officer.post(handoverPaths.handOver(found.visit, file), {
    seen: hidden(page, 'seen'),
    present: yes,
    identity: 'same',
    lastFour: 'TEST',
    serial: found.serial,
    shown: yes,
    accepted: yes,
    code: yes,
    holderConfirms: yes,
    officerConfirms: yes,
  });
  await history.settle();
}
