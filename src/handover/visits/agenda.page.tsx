import { handoverPaths } from '#src/handover/paths.js';
import { dayAndDate, plural } from '#src/platform/french/french.js';
import { parisDay } from '#src/platform/french/working-time.js';
import {
  Empty,
  Filters,
  type Html,
  PageHeader,
  Pagination,
  SelectField,
  Stack,
  Tag,
} from '#src/platform/ui/index.js';
import type { PersonRow } from './person-row.js';
import type { ListedVisit } from './visit-lists.js';
import { fromTo } from './visit-words.js';

/** The visits of a week, day by day: one's own, a colleague's, or everybody's. Prints as a round sheet. */
export function AgendaPage(props: {
  readonly visits: readonly ListedVisit[];
  readonly title: string;
  readonly officers: readonly PersonRow[];
  readonly officer: string;
  readonly week: string;
  readonly previous: string;
  readonly next: string;
}): Html {
  const days = [...Map.groupBy(props.visits, (visit) => parisDay(visit.starts_at ?? visit.created_at))];
  return (
    <Stack>
      <PageHeader
        title={props.title}
        lead={plural(props.visits.length, 'rendez-vous', 'rendez-vous')}
        trail={[{ label: 'Rendez-vous', href: handoverPaths.visits }]}
      />
      <Filters action={handoverPaths.agenda()}>
        <input type="hidden" name="semaine" value={props.week} />
        <SelectField
          name="agent"
          label="Agenda de"
          value={props.officer}
          options={[
            { value: 'tous', label: 'tous les agents' },
            ...props.officers.map(({ id, name, email }) => ({ value: id, label: name || email })),
          ]}
        />
      </Filters>
      {days.length === 0 ? (
        <Empty title="Aucun rendez-vous cette semaine." icon="calendar" />
      ) : (
        <div class="agenda">
          {days.map(([day, visits]) => (
            <section class="agenda-day">
              <h2>{dayAndDate(day)}</h2>
              <ul>
                {visits.map((visit) => (
                  <li class={visit.state === 'held' ? 'agenda-visit is-done' : 'agenda-visit'}>
                    <strong>{visit.starts_at && fromTo(visit.starts_at, visit.minutes)}</strong>
                    <div>
                      <a href={handoverPaths.visit(visit.id)}>{visit.organisation_name}</a>{' '}
                      {visit.state === 'held' && <Tag tone="success">tenu</Tag>}
                      <p>{(visit.holders ?? []).join(', ')}</p>
                      <p class="soft">
                        {visit.place}
                        {props.officer === 'tous' && ` · ${visit.officer}`}
                        {visit.note && ` · ${visit.note}`}
                      </p>
                    </div>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
      <Pagination
        previous={props.previous}
        next={props.next}
        labels={['Semaine précédente', 'Semaine suivante']}
      />
    </Stack>
  );
}
