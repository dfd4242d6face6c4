import { sql } from 'kysely';
import { bodiesOf, type Person } from '#src/platform/actor.js';
import type { FileFacts, FileState } from '#src/registration/index.js';
import { type Reader, tables } from './store.js';
import type { AppointmentRow } from './types.js';

export const visitLists = [
  { key: 'convenir', label: 'À convenir' },
  { key: 'reponse', label: 'En attente de réponse' },
  { key: 'cles', label: 'En attente de clé' },
  { key: 'fixes', label: 'Rendez-vous fixés' },
] as const;
export type VisitList = (typeof visitLists)[number];

/** Holders of one organisation who wait, the longest first. */
export interface WaitingGroup {
  readonly organisationId: string;
  readonly name: string;
  readonly files: readonly FileFacts[];
}

const most = 200;

/** Validated holders of the person's delivery centres, by organisation; the organisation that waits longest first. */
export async function waitingHolders(
  db: Reader,
  person: Person,
  list: VisitList['key'],
  search: string,
): Promise<{ groups: WaitingGroup[]; more: boolean }> {
  const states: Record<string, readonly FileState[]> = {
    convenir: ['validated'],
    reponse: ['proposed', 'to-arrange'],
    cles: ['validated', 'to-reissue'],
  };
  let query = tables(db)
    .selectFrom('file_facts')
    .selectAll()
    .where('delivery_centre_id', 'in', [...bodiesOf(person, 'delivery-officer'), nobody])
    .where('state', 'in', [...(states[list] ?? [])])
    .orderBy('since')
    .orderBy('id')
    .limit(most + 1);
  if (list === 'convenir') query = query.where('token_ready', '=', true);
  if (list === 'cles') query = query.where('token_ready', '=', false);
  if (search) {
    const words = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(
      sql<boolean>`lower(f_unaccent(given_names || ' ' || surname || ' ' || organisation_name || ' ' || order_number))
        LIKE lower(f_unaccent(${words}))`,
    );
  }
  const rows = await query.execute();
  const groups = Map.groupBy(rows.slice(0, most), (file) => file.organisation_id);
  return {
    groups: [...groups].map(([organisationId, files]) => ({
      organisationId,
      name: files[0]?.organisation_name ?? '',
      files,
    })),
    more: rows.length > most,
  };
}

const nobody = '00000000-0000-0000-0000-000000000000';

export type ListedVisit = AppointmentRow & {
  organisation_name: string;
  officer: string;
  holders: string[];
  left: number;
};

/** Visits agreed of the person's centres in a period, or that are past and not told of yet. */
export async function agreedVisits(
  db: Reader,
  person: Person,
  period: { readonly from?: Date; readonly until?: Date; readonly officerId?: string | undefined },
): Promise<ListedVisit[]> {
  const centres = bodiesOf(person, 'delivery-officer');
  const { from, until, officerId } = period;
  const { rows } = await sql<ListedVisit>`
    SELECT a.*, g.name AS organisation_name, p.name AS officer,
           (SELECT array_agg(f.given_names || ' ' || f.surname ORDER BY f.surname)
              FROM appointment_files x JOIN file_facts f ON f.id = x.file_id
             WHERE x.appointment_id = a.id AND x.outcome IS DISTINCT FROM 'left') AS holders,
           (SELECT count(*) FROM appointment_files x WHERE x.appointment_id = a.id AND x.open) AS left
      FROM appointments a
      JOIN organisations g ON g.id = a.organisation_id
      JOIN people p ON p.id = a.officer_id
     WHERE a.delivery_centre_id = ANY(${centres}::uuid[])
       AND (a.state = 'agreed' OR a.state = 'held' AND ${from !== undefined})
       AND (${from ?? null}::timestamptz IS NULL OR a.starts_at >= ${from ?? null})
       AND (${until ?? null}::timestamptz IS NULL OR a.starts_at < ${until ?? null})
       AND (${officerId ?? null}::uuid IS NULL OR a.officer_id = ${officerId ?? null})
     ORDER BY a.starts_at, a.id LIMIT ${most}`.execute(db);
  return rows;
}

/** Holders whom the person's centres may propose times to now, and visits of today or before without an outcome. */
export async function visitsAwaiting(
  db: Reader,
  person: Person,
  now: Date,
): Promise<{ toArrange: number; toHold: number; oldest: Date | null }> {
  const centres = bodiesOf(person, 'delivery-officer');
  if (centres.length === 0) return { toArrange: 0, toHold: 0, oldest: null };
  const { rows } = await sql<{ to_arrange: number; to_hold: number; oldest: Date | null }>`
    SELECT (SELECT count(*) FROM file_facts
             WHERE delivery_centre_id = ANY(${centres}::uuid[]) AND state = 'validated' AND token_ready) AS to_arrange,
           (SELECT min(since) FROM file_facts
             WHERE delivery_centre_id = ANY(${centres}::uuid[]) AND state = 'validated' AND token_ready) AS oldest,
           (SELECT count(*) FROM appointments
             WHERE delivery_centre_id = ANY(${centres}::uuid[]) AND state = 'agreed'
               AND starts_at < date_trunc('day', ${now}::timestamptz) + interval '1 day') AS to_hold`.execute(
    db,
  );
  const row = rows[0];
  return { toArrange: row?.to_arrange ?? 0, toHold: row?.to_hold ?? 0, oldest: row?.oldest ?? null };
}

/** Visits of an order's holders, the latest first. */
export async function visitsOfOrder(
  db: Reader,
  orderId: string,
): Promise<(AppointmentRow & { holders: string[]; files: string[] })[]> {
  const { rows } = await sql<AppointmentRow & { holders: string[]; files: string[] }>`
    SELECT a.*, array_agg(f.given_names || ' ' || f.surname ORDER BY f.surname) AS holders,
           array_agg(f.id ORDER BY f.surname) AS files
      FROM appointments a
      JOIN appointment_files x ON x.appointment_id = a.id AND x.outcome IS DISTINCT FROM 'left'
      JOIN file_facts f ON f.id = x.file_id
     WHERE f.order_id = ${orderId}
     GROUP BY a.id ORDER BY coalesce(a.starts_at, a.created_at) DESC LIMIT 20`.execute(db);
  return rows;
}
