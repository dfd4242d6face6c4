import type { Operator, Party } from '#src/directory/index.js';
import { partyNames } from '#src/directory/index.js';
import type { FieldErrors } from '#src/platform/form.js';
import { appointment, before, dayAndDate, list, longDate, phone, since } from '#src/platform/french.js';
import {
  Actions,
  Alert,
  Button,
  Card,
  Form,
  Hidden,
  type Html,
  LinkButton,
  PageHeader,
  Panel,
  Reason,
  Stack,
  Steps,
  Summary,
} from '#src/platform/ui/index.js';
import { type FileFacts, type FileTurn, fileTable, holderName } from '#src/registration/index.js';
import { type SealState, SealWords } from '#src/seals/index.js';
import { handoverPaths } from './paths.js';
import { Problems } from './reason.page.js';
import { TimeChoice } from './time-choice.js';
import type { OfferedTimeRow, RecordRow, Visit } from './types.js';
import { whenAndLong } from './visit-words.js';

export interface FileVisitView {
  readonly file: FileFacts;
  readonly parties: readonly Party[];
  readonly turn: FileTurn;
  /** Steps that the viewer may take now. */
  readonly steps: ReadonlySet<string>;
  readonly mine: boolean;
  readonly visit: Visit | undefined;
  readonly offered: readonly OfferedTimeRow[];
  readonly records: readonly RecordRow[];
  /** Seals of the records, by file. */
  readonly seals: ReadonlyMap<string, SealState>;
  readonly centre: Operator | undefined;
  readonly back: { readonly href: string; readonly label: string };
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  readonly now: Date;
}

const stages = ['Commande', 'Autorité', 'Dossier', 'Rendez-vous', 'Remise'] as const;

/** The visit of one holder, for that holder, their organisation, and the officers of the relay. */
export function FileVisitPage({ view }: { view: FileVisitView }): Html {
  const { file, visit, steps } = view;
  const handed = file.state === 'handed-over';
  const pick =
    steps.has('agree') && visit?.state === 'proposed' && !view.parties.includes('delivery-officer');
  return (
    <Stack>
      <Steps current={handed ? 5 : 4} names={stages} label="Le certificat" />
      <Problems errors={view.errors} refusal={view.refusal} />
      <PageHeader
        title={`Rendez-vous de ${holderName(file)}`}
        lead={`${file.organisation_name}, commande ${file.order_number}`}
        trail={[view.back]}
      />
      <TurnPanel view={view} />
      {pick && visit && <Pick view={view} visit={visit} />}
      {steps.has('none-suits') && <NoneSuits view={view} />}
      {visit?.state === 'agreed' && <Agreed view={view} visit={visit} />}
      {file.state === 'to-arrange' && file.reason && (
        <Reason title={`${file.reason.label}.`}>{file.reason.comment || file.reason.sentence}</Reason>
      )}
      {view.offered.length > 0 && <Offered offered={view.offered} />}
      {view.records.length > 0 && <Records view={view} />}
      <OfficerSteps view={view} />
      <Contact centre={view.centre} />
    </Stack>
  );
}

function TurnPanel({ view }: { view: FileVisitView }): Html {
  const { file, turn, now, mine, visit } = view;
  if (turn.kind === 'ended') {
    return (
      <Panel
        turn={file.state === 'handed-over' ? 'ended' : 'stopped'}
        title={`Le dossier est ${fileTable.words[file.state]}.`}
        since={since(file.since, now)}
      />
    );
  }
  const when = {
    since: since(turn.since, now),
    until: turn.until && (turn.late ? `attendu avant le ${longDate(turn.until)}` : before(turn.until, now)),
    late: turn.late,
  };
  if (mine) {
    const { title, action } = todoOf(view);
    return (
      <Panel turn="yours" title={`C’est à vous : ${title}`} {...when} action={action}>
        {textOf(view)}
      </Panel>
    );
  }
  if (file.state === 'scheduled' && visit?.starts_at) {
    return (
      <Panel turn="calendar" title={`Rendez-vous le ${appointment(visit.starts_at)}`}>
        {textOf(view)}
      </Panel>
    );
  }
  const calendar = turn.parties.includes('calendar');
  return (
    <Panel
      turn={calendar ? 'calendar' : 'theirs'}
      title={
        turn.awaits
          ? `On attend ${turn.awaits}.`
          : `La main est à ${turn.parties.map(withArticle).join(' ou ')}.`
      }
      {...when}
    >
      {textOf(view)}
    </Panel>
  );
}

function withArticle(party: Party): string {
  const vowel = /^[aeiouyhéè]/.test(partyNames[party]);
  return party === 'holder' ? 'son titulaire' : vowel ? `l’${partyNames[party]}` : `son ${partyNames[party]}`;
}

function todoOf(view: FileVisitView): { title: string; action?: Html } {
  const { file, visit } = view;
  switch (file.state) {
    case 'proposed':
      return { title: 'choisissez l’horaire du rendez-vous' };
    case 'to-arrange':
      return {
        title: 'donnez vos disponibilités',
        action: <LinkButton href={handoverPaths.offer(file.id)}>Donner mes disponibilités</LinkButton>,
      };
    case 'validated':
      return {
        title: 'proposez un rendez-vous',
        action: (
          <LinkButton href={`${handoverPaths.propose}?dossier=${file.id}`} icon="calendar">
            Proposer des horaires
          </LinkButton>
        ),
      };
    default:
      return {
        title: 'remettez la clé, ou notez ce qui s’est passé',
        ...(visit
          ? {
              action: (
                <LinkButton href={handoverPaths.handOver(visit.id, file.id)} icon="key">
                  Remettre la clé
                </LinkButton>
              ),
            }
          : {}),
      };
  }
}

function textOf(view: FileVisitView): string | undefined {
  const { file, visit, centre } = view;
  const name = centre?.shortName ?? 'Le centre de délivrance';
  switch (file.state) {
    case 'validated':
      return file.token_ready
        ? `${name} va proposer des horaires dans les locaux de l’organisme.`
        : `${name} proposera un rendez-vous dès qu’il aura reçu la clé.`;
    case 'proposed':
      return visit && visit.files.filter((each) => each.open).length > 1
        ? `La visite réunit ${list(visit.files.filter((each) => each.open).map(holderName))} : le premier qui choisit fixe l’horaire pour tous.`
        : visit?.place;
    case 'to-arrange':
      return 'Le centre de délivrance proposera des horaires parmi ceux que vous donnerez.';
    case 'scheduled':
      return 'Le titulaire vient en personne, avec la pièce d’identité de son dossier, en cours de validité.';
    default:
      return undefined;
  }
}

function Pick({ view, visit }: { view: FileVisitView; visit: Visit }): Html {
  const times = visit.times.filter((time) => time > view.now);
  if (times.length === 0) {
    return (
      <Alert tone="warning">
        Les horaires proposés sont passés. Dites qu’aucun ne convient : le centre de délivrance en proposera
        d’autres.
      </Alert>
    );
  }
  return (
    <Form action={handoverPaths.pick(view.file.id)} label="Choisir un horaire">
      <Hidden name="version" value={String(visit.version)} />
      <TimeChoice
        name="time"
        legend="Quel horaire vous convient ?"
        hint={`${visit.place}${visit.note ? `. ${visit.note}` : ''}`}
        error={view.errors.time}
        times={times}
        chosen={[]}
      />
      <Actions>
        <Button icon="calendar">Choisir cet horaire</Button>
      </Actions>
    </Form>
  );
}

function NoneSuits({ view }: { view: FileVisitView }): Html {
  return (
    <Form action={handoverPaths.noneSuits(view.file.id)} label="Aucun horaire ne convient">
      <Actions>
        <Button variant="secondary">Aucun horaire ne convient</Button>
      </Actions>
    </Form>
  );
}

function Agreed({ view, visit }: { view: FileVisitView; visit: Visit }): Html {
  const { file, steps } = view;
  const officer = view.parties.includes('delivery-officer');
  return (
    <Card
      title="Le rendez-vous"
      actions={
        <>
          <LinkButton variant="secondary" href={handoverPaths.eventOf(file.id)} icon="download" download>
            Ajouter à mon agenda
          </LinkButton>
          {officer && (
            <LinkButton variant="secondary" href={handoverPaths.visit(visit.id)}>
              Ouvrir le rendez-vous
            </LinkButton>
          )}
          {!officer && steps.has('move') && (
            <LinkButton variant="secondary" href={handoverPaths.moveOf(file.id)}>
              Déplacer
            </LinkButton>
          )}
          {!officer && steps.has('cancel-appointment') && (
            <LinkButton variant="tertiary" tone="danger" href={handoverPaths.cancelOf(file.id)}>
              Annuler
            </LinkButton>
          )}
        </>
      }
    >
      <Summary
        rows={[
          ...(visit.starts_at
            ? [{ label: 'Quand', value: whenAndLong(visit.starts_at, visit.minutes) }]
            : []),
          { label: 'Lieu', value: visit.place },
          { label: 'Titulaires', value: list(visit.files.filter((each) => each.open).map(holderName)) },
          ...(visit.note ? [{ label: 'À savoir', value: visit.note }] : []),
        ]}
      />
    </Card>
  );
}

function Offered({ offered }: { offered: readonly OfferedTimeRow[] }): Html {
  return (
    <Card title="Disponibilités données">
      <ul class="ds-list">
        {offered.map((each) => (
          <li>{dayAndDate(each.from_at)}</li>
        ))}
      </ul>
    </Card>
  );
}

function Records({ view }: { view: FileVisitView }): Html {
  return (
    <Card title="Procès-verbaux">
      <ul class="ds-list">
        {view.records.map((record) => (
          <li>
            {record.pdf_file_id ? (
              <a href={handoverPaths.record(view.file.id, record.number)}>
                {record.outcome === 'handed-over' ? 'Remise' : 'Refus des données'}, {record.number} (PDF)
              </a>
            ) : (
              `${record.number}, en préparation`
            )}{' '}
            du {longDate(record.at)}
            <SealWords
              state={view.seals.get(record.pdf_file_id ?? '')}
              now={view.now}
              tellsFailure={view.parties.includes('delivery-officer')}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OfficerSteps({ view }: { view: FileVisitView }): Html | null {
  const { file, steps, visit } = view;
  if (!view.parties.includes('delivery-officer')) return null;
  const fix = steps.has('agree') && visit?.state !== 'proposed';
  if (!fix && !steps.has('hand-back') && visit?.state !== 'proposed') return null;
  return (
    <Actions>
      {visit?.state === 'proposed' && (
        <LinkButton variant="secondary" href={handoverPaths.visit(visit.id)}>
          Ouvrir la proposition
        </LinkButton>
      )}
      {fix && (
        <LinkButton variant="secondary" href={`${handoverPaths.fix}?dossier=${file.id}`} icon="phone">
          Fixer par téléphone
        </LinkButton>
      )}
      {steps.has('hand-back') && (
        <LinkButton variant="tertiary" href={handoverPaths.handBack(file.id)}>
          Demander des disponibilités
        </LinkButton>
      )}
    </Actions>
  );
}

function Contact({ centre }: { centre: Operator | undefined }): Html | null {
  if (!centre) return null;
  return (
    <p class="soft">
      Une question sur le rendez-vous ?{' '}
      <a href={`mailto:${centre.contactEmail}`}>Écrire à {centre.shortName}</a>, ou{' '}
      <a href={`tel:${centre.contactPhone}`}>{phone(centre.contactPhone)}</a>. {centre.hours}
    </p>
  );
}
