import { handoverPaths } from '#src/handover/paths.js';
import type { Visit } from '#src/handover/types.js';
import { namesOf } from '#src/handover/visits/visit-words.js';
import {
  Actions,
  BackLink,
  Button,
  Form,
  type Html,
  PageHeader,
  Problems,
  Stack,
  TextField,
} from '#src/platform/ui/index.js';
import { type FieldErrors, type Typed, typedText } from '#src/platform/web/form.js';
import {
  type ArrangeView,
  Callees,
  Files,
  Offered,
  Officer,
  Place,
  SaidTime,
  Top,
} from './arrange-fields.js';

/** One time, agreed by telephone. */
export function FixPage({ view }: { view: ArrangeView }): Html {
  const { files, typed, errors } = view;
  return (
    <Stack>
      <Top view={view} title="Fixer par téléphone" />
      <Offered view={view} />
      <Callees correspondents={view.correspondents} files={files} />
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

/** One of a visit whose times were proposed: its answer came by telephone. */
export function FixProposedPage(props: {
  readonly visit: Visit;
  readonly correspondents: ArrangeView['correspondents'];
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal: string | undefined;
  readonly now: Date;
}): Html {
  const { visit, typed, errors, now } = props;
  return (
    <Stack>
      <BackLink href={handoverPaths.visit(visit.id)}>Retour au rendez-vous</BackLink>
      <Problems errors={errors} refusal={props.refusal} />
      <PageHeader
        title="Fixer par téléphone"
        lead={`${visit.files[0]?.organisation_name ?? ''} : ${namesOf(visit.files.filter((file) => file.open))}`}
      />
      <Callees correspondents={props.correspondents} files={visit.files.filter((file) => file.open)} />
      <Form action={handoverPaths.fixProposed(visit.id)}>
        <SaidTime {...{ typed, errors, now }} />
        <Actions>
          <Button icon="calendar">Fixer ce rendez-vous</Button>
        </Actions>
      </Form>
    </Stack>
  );
}
