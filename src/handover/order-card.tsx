import type { Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';
import { appointment } from '#src/platform/french/french.js';
import { Card, type Html, Tag } from '#src/platform/ui/index.js';
import { partiesOnFile } from '#src/registration/index.js';
import { handoverPaths } from './paths.js';
import { tables } from './store.js';
import { type AppointmentState, appointmentTable } from './visits/appointment.js';
import { visitsOfOrder } from './visits/visit-lists.js';

/** The visits of an order's holders, for the page of the order. Null where there is none yet. */
export async function visitCards(db: Database, orderId: string, actor: Person): Promise<Html | null> {
  const visits = await visitsOfOrder(db, orderId);
  if (visits.length === 0) return null;
  const files = await tables(db)
    .selectFrom('file_facts')
    .selectAll()
    .where('order_id', '=', orderId)
    .execute();
  const open = files.filter((file) => partiesOnFile(file, actor).length > 0).map((file) => file.id);
  return (
    <Card title="Rendez-vous">
      <ul class="ds-list">
        {visits.map((visit) => {
          const when = visit.starts_at ? appointment(visit.starts_at) : 'Horaire à choisir';
          const file = visit.files.find((each) => open.includes(each));
          return (
            <li>
              {file ? <a href={handoverPaths.ofFile(file)}>{when}</a> : when} <StateTag state={visit.state} />{' '}
              {visit.holders.join(', ')}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

export function StateTag({ state }: { state: AppointmentState }): Html {
  const tone =
    state === 'held'
      ? 'success'
      : state === 'agreed'
        ? 'info'
        : state === 'no-show' || state === 'excused'
          ? 'warning'
          : 'neutral';
  return <Tag tone={tone}>{appointmentTable.words[state]}</Tag>;
}
