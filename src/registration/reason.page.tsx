import type { FieldErrors, Typed } from '#src/platform/form.js';
import { typedText } from '#src/platform/form.js';
import {
  Actions,
  BackLink,
  Button,
  type Child,
  Form,
  type Html,
  PageHeader,
  Problems,
  RadioGroup,
  Stack,
  TextArea,
} from '#src/platform/ui/index.js';
import type { ReasonChoice } from './configuration.js';

/** A step that asks for a reason of the catalogue, on a page of its own. */
export function ReasonPage(props: {
  readonly title: string;
  readonly lead: Child;
  readonly reasons: readonly ReasonChoice[];
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  readonly back: string;
  readonly action: string;
  readonly button: string;
}): Html {
  return (
    <Stack>
      <BackLink href={props.back}>Retour au dossier</BackLink>
      <Problems errors={props.errors} refusal={props.refusal} />
      <PageHeader title={props.title} lead={props.lead} />
      <Form action={props.action}>
        <RadioGroup
          name="reason"
          legend="Motif"
          value={typedText(props.typed, 'reason')}
          error={props.errors.reason}
          options={props.reasons.map((reason) => ({
            value: reason.code,
            label: reason.label,
            hint: reason.sentence,
          }))}
        />
        <TextArea
          name="comment"
          label="Commentaire"
          hint="Il figure dans le message, sous le motif."
          optional
          maxlength={1000}
          value={typedText(props.typed, 'comment')}
          error={props.errors.comment}
        />
        <Actions>
          <Button tone="danger">{props.button}</Button>
        </Actions>
      </Form>
    </Stack>
  );
}
