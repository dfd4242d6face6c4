import { type Party, partyNames } from '#src/directory/index.js';
import { handoverPaths } from '#src/handover/paths.js';
import type { FileOutcome, Visit, VisitFile } from '#src/handover/types.js';
import { appointment, longDate, phone, plural, since } from '#src/platform/french/french.js';
import {
  Actions,
  Alert,
  BackLink,
  Card,
  DataTable,
  type Html,
  LinkButton,
  PageHeader,
  Panel,
  Reason,
  Stack,
  Summary,
  type SummaryRow,
  Tag,
} from '#src/platform/ui/index.js';
import { fileTable, holderName } from '#src/registration/index.js';
import { appointmentTable } from './appointment.js';
import { openFiles } from './change-visit.js';
import { dayHasCome } from './miss-visit.js';
import { whenAndLong } from './visit-words.js';

export const outcomeWords: Readonly<Record<FileOutcome, string>> = {
  'handed-over': 'clé remise',
  'data-refused': 'données refusées',
  absent: 'absent',
  excused: 'absent, excusé',
  left: 'n’y vient plus',
};

/** Fates of which a record is made. */
const recorded: ReadonlySet<FileOutcome> = new Set(['handed-over', 'data-refused']);

interface VisitPageProps {
  readonly visit: Visit;
  readonly officer: string;
  readonly now: Date;
  readonly refusal?: string | undefined;
}

/** A visit as the delivery officers see it. */
export function VisitPage(props: VisitPageProps): Html {
  const { visit, officer, now } = props;
  const organisation = visit.files[0]?.organisation_name ?? '';
  const open = visit.state === 'proposed' || visit.state === 'agreed';
  return (
    <Stack>
      <BackLink href={handoverPaths.visits}>Tous les rendez-vous</BackLink>
      {props.refusal && <Alert tone="danger">{props.refusal}</Alert>}
      <PageHeader
        title={visit.starts_at ? appointment(visit.starts_at) : 'Rendez-vous proposé'}
        lead={organisation}
        aside={<Tag tone={toneOf(visit)}>{appointmentTable.words[visit.state]}</Tag>}
      />
      <VisitPanel {...props} />
      {visit.reason && visit.state !== 'held' && (
        <Reason title={`${visit.reason.label}.`}>{visit.reason.comment || visit.reason.sentence}</Reason>
      )}
      <Card title={plural(visit.files.length, 'titulaire')}>
        <DataTable
          id="titulaires"
          caption="Titulaires de ce rendez-vous"
          rows={visit.files}
          columns={[
            {
              key: 'titulaire',
              label: 'Titulaire',
              cell: (file) => <a href={handoverPaths.ofFile(file.id)}>{holderName(file)}</a>,
            },
            { key: 'fonction', label: 'Fonction', cell: (file) => file.function },
            {
              key: 'telephone',
              label: 'Téléphone',
              cell: (file) => <a href={`tel:${file.phone}`}>{phone(file.phone)}</a>,
            },
            { key: 'cle', label: 'Clé', cell: (file) => file.token_serial ?? 'attendue' },
            {
              key: 'sort',
              label: 'Remise',
              cell: (file) => <Fate visit={visit} file={file} now={now} />,
            },
          ]}
          empty={null}
        />
      </Card>
      <Card title="Le rendez-vous">
        <Summary rows={rowsOf(visit, officer)} />
      </Card>
      {open && (
        <Actions>
          {visit.state === 'agreed' ? (
            <>
              <LinkButton variant="secondary" href={handoverPaths.move(visit.id)} icon="calendar">
                Déplacer
              </LinkButton>
              <LinkButton variant="tertiary" href={handoverPaths.event(visit.id)} icon="download" download>
                Ajouter à mon agenda
              </LinkButton>
            </>
          ) : (
            <LinkButton variant="secondary" href={handoverPaths.fixProposed(visit.id)} icon="phone">
              Fixer par téléphone
            </LinkButton>
          )}
          <LinkButton variant="tertiary" tone="danger" href={handoverPaths.cancel(visit.id)}>
            Annuler
          </LinkButton>
        </Actions>
      )}
    </Stack>
  );
}

function VisitPanel({ visit, now }: VisitPageProps): Html {
  const waiting = openFiles(visit);
  const [next] = waiting;
  if (visit.state === 'proposed') {
    return (
      <Panel
        turn="theirs"
        title="L’organisme ou le titulaire choisit un horaire."
        since={since(visit.since, now)}
      >
        {visit.times.map((time) => appointment(time)).join(' · ')}
      </Panel>
    );
  }
  if (visit.state === 'agreed' && next && visit.starts_at) {
    if (!dayHasCome(visit, now)) {
      return (
        <Panel
          turn="calendar"
          title="On attend le jour du rendez-vous."
          until={`le ${longDate(visit.starts_at)}`}
        >
          {visit.place}
        </Panel>
      );
    }
    return (
      <Panel
        turn="yours"
        title={`C’est à vous : remettez ${waiting.length > 1 ? 'les clés' : 'la clé'}, ou notez ce qui s’est passé`}
        late={visit.ends_at !== null && visit.ends_at < now}
        action={
          <LinkButton href={handoverPaths.handOver(visit.id, next.id)} icon="key">
            Remettre sa clé à {holderName(next)}
          </LinkButton>
        }
      >
        {visit.place}
      </Panel>
    );
  }
  return (
    <Panel
      turn={visit.state === 'held' ? 'ended' : 'stopped'}
      title={`Le rendez-vous est ${appointmentTable.words[visit.state]}.`}
    />
  );
}

function Fate({ visit, file, now }: { visit: Visit; file: VisitFile; now: Date }): Html {
  if (file.outcome) {
    return (
      <>
        <Tag tone={file.outcome === 'handed-over' ? 'success' : 'warning'}>{outcomeWords[file.outcome]}</Tag>{' '}
        <a href={handoverPaths.ofFile(file.id)}>
          {recorded.has(file.outcome) ? 'Procès-verbal' : 'Suite'}
          <span class="ds-sr-only"> pour {holderName(file)}</span>
        </a>
      </>
    );
  }
  if (visit.state === 'agreed' && dayHasCome(visit, now)) {
    return (
      <a href={handoverPaths.handOver(visit.id, file.id)}>
        Remettre<span class="ds-sr-only"> sa clé à {holderName(file)}</span>
      </a>
    );
  }
  return <>{fileTable.words[file.state].replace('validé, ', '')}</>;
}

function rowsOf(visit: Visit, officer: string): SummaryRow[] {
  return [
    ...(visit.starts_at ? [{ label: 'Quand', value: whenAndLong(visit.starts_at, visit.minutes) }] : []),
    { label: 'Lieu', value: visit.place },
    { label: 'Qui se déplace', value: officer },
    ...(visit.note ? [{ label: 'À savoir', value: visit.note }] : []),
    ...(visit.by_phone ? [{ label: 'Convenu', value: 'par téléphone' }] : []),
    ...(visit.ended_by && visit.state === 'cancelled'
      ? [{ label: 'Annulé par', value: partyNames[visit.ended_by as Party] ?? visit.ended_by }]
      : []),
  ];
}

function toneOf(visit: Visit): 'neutral' | 'success' | 'info' | 'warning' {
  if (visit.state === 'agreed') return 'info';
  if (visit.state === 'held') return 'success';
  return visit.state === 'no-show' ? 'warning' : 'neutral';
}
