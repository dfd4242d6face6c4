import type { Person } from '#src/platform/actor.js';
import type { Database } from '#src/platform/database.js';
import { appointment } from '#src/platform/french.js';
import { Card, type Html, Tag } from '#src/platform/ui/index.js';
import { appointmentTable } from './appointment.js';
import { handoverPaths } from './paths.js';
import { visitsOfOrder } from './visit-lists.js';

/** The visits of an order's holders, for the page of the order. Null where there is none yet. */
export async function visitCards(db: Database, orderId: string, _actor: Person): Promise<Html | null> {
  const visits = await visitsOfOrder(db, orderId);
  if (visits.length === 0) return null;
  return (
    <Card title="Rendez-vous">
      <ul class="ds-list">
        {visits.map((visit) => (
          <li>
            <a href={handoverPaths.ofFile(visit.files[0] ?? '')}>
              {visit.starts_at ? appointment(visit.starts_at) : 'Horaire à choisir'}
            </a>{' '}
            <Tag tone={visit.state === 'held' ? 'success' : visit.state === 'agreed' ? 'info' : 'neutral'}>
              {appointmentTable.words[visit.state]}
            </Tag>{' '}
            {visit.holders.join(', ')}
          </li>
        ))}
      </ul>
    </Card>
  );
}
