import { commentIsMailed, type Entry, ReasonFields } from '#src/catalogue/index.js';
import type { Visit } from '#src/handover/types.js';
import type { PersonRow } from '#src/handover/visits/person-row.js';
import { namesOf, whenAndLong } from '#src/handover/visits/visit-words.js';
import { capital } from '#src/platform/french/french.js';
import {
  Actions,
  Alert,
  BackLink,
  Button,
  Form,
  Hidden,
  type Html,
  PageHeader,
  Problems,
  SelectField,
  Stack,
} from '#src/platform/ui/index.js';
import { type FieldErrors, type Typed, typedList, typedText } from '#src/platform/web/form.js';
import { SaidTime } from './arrange-fields.js';
import { TimeChoice } from './time-choice.js';

interface MoveProps {
  readonly visit: Visit;
  readonly reasons: readonly Entry<'reason'>[];
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  readonly back: string;
  readonly action: string;
  readonly now: Date;
}

/** Another time for the same visit: by the organisation or a holder, among the officer's free times. */
export function MoveToFreePage(props: MoveProps & { readonly free: readonly Date[] }): Html {
  const { visit, typed, errors, free } = props;
  return (
    <Stack>
      <Top {...props} />
      {free.length === 0 ? (
        <Alert tone="warning">
          L’agent n’a plus d’horaire libre dans la période ouverte. Appelez le centre de délivrance, ou
          annulez le rendez-vous.
        </Alert>
      ) : (
        <Form action={props.action}>
          <Hidden name="version" value={String(visit.version)} />
          <TimeChoice
            name="time"
            legend="Nouvel horaire"
            error={errors.time}
            times={free}
            chosen={typedList(typed, 'time')}
          />
          <ReasonFields {...props} legend="Pourquoi ?" hint={commentIsMailed} />
          <Actions>
            <Button icon="calendar">Déplacer le rendez-vous</Button>
          </Actions>
        </Form>
      )}
    </Stack>
  );
}

/** By the delivery officer: any time, and a colleague may go. */
export function MoveVisitPage(props: MoveProps & { readonly officers: readonly PersonRow[] }): Html {
  const { visit, typed, errors } = props;
  return (
    <Stack>
      <Top {...props} />
      <Form action={props.action}>
        <Hidden name="version" value={String(visit.version)} />
        <SaidTime typed={typed} errors={errors} now={props.now} />
        <SelectField
          name="officer"
          label="Qui se déplace"
          value={typedText(typed, 'officer') || visit.officer_id}
          options={props.officers.map(({ id, name, email }) => ({ value: id, label: name || email }))}
        />
        <ReasonFields {...props} hint={commentIsMailed} />
        <Actions>
          <Button icon="calendar">Déplacer le rendez-vous</Button>
        </Actions>
      </Form>
    </Stack>
  );
}

function Top(props: MoveProps): Html {
  const { visit } = props;
  const open = visit.files.filter((file) => file.open);
  return (
    <>
      <BackLink href={props.back}>Retour au rendez-vous</BackLink>
      <Problems errors={props.errors} refusal={props.refusal} />
      <PageHeader
        title="Déplacer le rendez-vous"
        lead={`${visit.starts_at ? `${capital(whenAndLong(visit.starts_at, visit.minutes))}, avec ` : ''}${namesOf(open)}. Chacun reçoit l’invitation mise à jour.`}
      />
    </>
  );
}
