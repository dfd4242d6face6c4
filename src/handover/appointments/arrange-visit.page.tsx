import { handoverPaths } from '#src/handover/paths.js';
import type { OfferedTimeRow } from '#src/handover/types.js';
import type { PersonRow } from '#src/handover/visits/person-row.js';
import { dayAndDate, duration, hours, list } from '#src/platform/french/french.js';
import { parisDay } from '#src/platform/french/working-time.js';
import {
  Actions,
  Alert,
  BackLink,
  Button,
  Card,
  DateField,
  Form,
  Hidden,
  type Html,
  LinkButton,
  PageHeader,
  Problems,
  SelectField,
  Stack,
  TextArea,
  TextField,
} from '#src/platform/ui/index.js';
import { type FieldErrors, type Typed, typedList, typedText } from '#src/platform/web/form.js';
import { type FileFacts, holderName } from '#src/registration/index.js';
import { TimeChoice } from './time-choice.js';

export interface ArrangeView {
  readonly files: readonly FileFacts[];
  readonly officers: readonly PersonRow[];
  readonly officer: string;
  readonly minutes: number;
  readonly place: string;
  readonly offered: readonly OfferedTimeRow[];
  /** Free times of the officer; unused where the time is said by telephone. */
  readonly free: readonly Date[];
  readonly most: number;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  readonly now: Date;
}

/** Several times to propose: first who goes and for how long, then among that officer's free times. */
export function ProposePage({ view }: { view: ArrangeView }): Html {
  const { files, typed, errors } = view;
  const suits = (time: Date): boolean =>
    view.offered.some((each) => time >= each.from_at && time < each.until_at);
  const offered = view.free.filter(suits).map((time) => time.toISOString());
  const chosen = typedList(typed, 'times');
  return (
    <Stack>
      <Top view={view} title="Proposer des horaires" />
      <Offered view={view} />
      <form class="filters" method="get" action={handoverPaths.propose} data-size="sm">
        <Who view={view} />
        <div class="actions">
          <Button variant="secondary">Voir les horaires libres</Button>
        </div>
      </form>
      {view.free.length === 0 ? (
        <Alert tone="warning">
          Cet agent n’a aucun horaire libre dans la période ouverte. Choisissez un autre agent, ou fixez le
          rendez-vous par téléphone.
        </Alert>
      ) : (
        <Form action={handoverPaths.propose} label="Proposition">
          <Files files={files} />
          <Hidden name="officer" value={view.officer} />
          <Hidden name="minutes" value={String(view.minutes)} />
          <TimeChoice
            name="times"
            legend="Horaires à proposer"
            hint={`Jusqu’à ${view.most}, pour ${duration(view.minutes)}. ${view.offered.length > 0 ? 'Un trait vert : l’organisme a dit que cela convient.' : 'Le titulaire ou le correspondant en choisit un.'}`}
            error={errors.times}
            times={view.free}
            chosen={chosen.length > 0 ? chosen : offered.slice(0, view.most)}
            several
            suits={suits}
          />
          <Place view={view} />
          <Actions>
            <Button icon="mail">Envoyer la proposition</Button>
            <LinkButton
              variant="tertiary"
              href={`${handoverPaths.fix}?dossier=${files.map((file) => file.id).join(',')}`}
            >
              Fixer plutôt par téléphone
            </LinkButton>
          </Actions>
        </Form>
      )}
    </Stack>
  );
}

/** One time, agreed by telephone. */
export function FixPage({ view }: { view: ArrangeView }): Html {
  const { files, typed, errors } = view;
  return (
    <Stack>
      <Top view={view} title="Fixer par téléphone" />
      <Offered view={view} />
      <Form action={handoverPaths.fix}>
        <Files files={files} />
        <SaidTime typed={typed} errors={errors} now={view.now} />
        <Officer view={view} />
        <TextField
          name="minutes"
          label="Durée"
          suffix="minutes"
          inputmode="numeric"
          width="xs"
          value={typedText(typed, 'minutes') || String(view.minutes)}
          error={errors.minutes}
        />
        <Place view={view} />
        <Actions>
          <Button icon="calendar">Fixer ce rendez-vous</Button>
        </Actions>
      </Form>
    </Stack>
  );
}

/** Day and hour, as somebody says them on the telephone. */
export function SaidTime({ typed, errors, now }: { typed: Typed; errors: FieldErrors; now: Date }): Html {
  return (
    <>
      <DateField
        name="day"
        label="Jour"
        min={parisDay(now)}
        value={typedText(typed, 'day')}
        error={errors.day}
      />
      <TextField
        name="hour"
        label="Heure"
        hint="Par exemple 14 h 30."
        width="xs"
        maxlength={8}
        value={typedText(typed, 'hour')}
        error={errors.hour}
      />
    </>
  );
}

function Top({ view, title }: { view: ArrangeView; title: string }): Html {
  const [first] = view.files;
  return (
    <>
      <BackLink href={handoverPaths.visits}>Tous les rendez-vous</BackLink>
      <Problems errors={view.errors} refusal={view.refusal} />
      <PageHeader
        title={title}
        lead={`${first?.organisation_name ?? ''} : ${list(view.files.map(holderName))}`}
      />
    </>
  );
}

function Offered({ view }: { view: ArrangeView }): Html | null {
  if (view.offered.length === 0) return null;
  const note = view.offered.find((each) => each.note)?.note;
  return (
    <Card title="Disponibilités données par l’organisme">
      <ul class="ds-list">
        {view.offered.map((each) => (
          <li>
            {dayAndDate(each.from_at)}, {hours(each.from_at, each.until_at)}
          </li>
        ))}
      </ul>
      {note && <p>« {note} »</p>}
    </Card>
  );
}

function Files({ files }: { files: readonly FileFacts[] }): Html {
  return <Hidden name="dossier" value={files.map((file) => file.id).join(',')} />;
}

function Who({ view }: { view: ArrangeView }): Html {
  return (
    <>
      <Files files={view.files} />
      <Officer view={view} />
      <TextField
        name="minutes"
        label="Durée en minutes"
        inputmode="numeric"
        width="xs"
        value={String(view.minutes)}
        error={view.errors.minutes}
      />
    </>
  );
}

function Officer({ view }: { view: ArrangeView }): Html {
  return (
    <SelectField
      name="officer"
      label="Qui se déplace"
      value={view.officer}
      options={view.officers.map(({ id, name, email }) => ({ value: id, label: name || email }))}
    />
  );
}

function Place({ view }: { view: ArrangeView }): Html {
  const { typed, errors } = view;
  return (
    <>
      <TextField
        name="place"
        label="Lieu"
        hint="Dans les locaux de l’organisme."
        width="full"
        maxlength={300}
        value={'place' in typed ? typedText(typed, 'place') : view.place}
        error={errors.place}
      />
      <TextArea
        name="note"
        label="À dire à l’organisme"
        hint="Figure dans le message et dans l’invitation."
        optional
        rows={2}
        maxlength={500}
        value={typedText(typed, 'note')}
        error={errors.note}
      />
    </>
  );
}
