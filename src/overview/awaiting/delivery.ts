import { type RawBuilder, sql } from 'kysely';
import { delayAt, dueDates } from '#src/catalogue/index.js';
import { handoverPaths } from '#src/handover/index.js';
import { orderPaths } from '#src/orders/index.js';
import { bodiesOf, hasPart, type Person } from '#src/platform/acts/actor.js';
import { countOfStates } from '#src/platform/acts/state-counts.js';
import { addDays, parisDay, parisInstant } from '#src/platform/french/working-time.js';
import { type Reader, type Source, upTo } from './source.js';

const mayAwait = (actor: Person): boolean => hasPart(actor, 'delivery-officer');
const centresOf = (actor: Person): string[] => bodiesOf(actor, 'delivery-officer');

/** Mission requests that the delivery centre has not answered. */
export const missionsToAnswer: Source = {
  title: 'Missions à accepter ou à décliner',
  list: orderPaths.list,
  mayAwait,
  counted: ({ actor }) => countOfStates('mission', centresOf(actor), ['received']),
  async items({ db, actor, now, most }) {
    const { rows } = await sql<{ order_id: string; since: Date; number: string; organisation_name: string }>`
      SELECT m.order_id, m.since, o.number, o.organisation_name
        FROM mission_queue m JOIN order_queue o ON o.id = m.order_id
       WHERE m.delivery_centre_id = ANY(${centresOf(actor)}::uuid[]) AND m.state = 'received'
       ORDER BY m.since, m.id LIMIT ${most}`.execute(db);
    const delay = await delayAt(db, 'mission-answer', now);
    return rows.map((mission) => {
      const until = dueDates(delay, mission.since).end;
      return {
        what: 'Répondre à la demande de mission',
        whom: `${mission.organisation_name} · ${mission.number}`,
        href: orderPaths.order(mission.order_id),
        since: mission.since,
        until,
        late: until <= now,
      };
    });
  },
};

/** Visits of today, and those past whose holders' fates are not all noted. */
export const visitsToHold: Source = {
  title: 'Rendez-vous à tenir ou à clore',
  list: handoverPaths.visits,
  mayAwait,
  counted: (reader) => upTo(toHold(reader)),
  async items(reader) {
    const { rows } = await sql<{ id: string; starts_at: Date; holders: number; organisation_name: string }>`
      SELECT a.id, a.starts_at, a.holders, g.organisation_name
        FROM (SELECT * FROM ${toHold(reader)} ORDER BY starts_at, id LIMIT ${reader.most}) AS a
        LEFT JOIN order_queue g ON g.id = a.order_id ORDER BY a.starts_at, a.id`.execute(reader.db);
    return rows.map((visit) => ({
      what: 'Tenir le rendez-vous',
      whom: `${visit.organisation_name}, ${visit.holders} titulaire${visit.holders > 1 ? 's' : ''}`,
      href: handoverPaths.visit(visit.id),
      since: visit.starts_at,
      late: parisDay(visit.starts_at) < parisDay(reader.now),
    }));
  },
};

function toHold({ actor, now }: Reader): RawBuilder<unknown> {
  const midnight = parisInstant(addDays(parisDay(now), 1));
  return sql`appointment_facts WHERE delivery_centre_id = ANY(${centresOf(actor)}::uuid[])
    AND state = 'agreed' AND starts_at < ${midnight}`;
}
