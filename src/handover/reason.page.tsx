import type { Entry } from '#src/catalogue/index.js';
import { type FieldErrors, type Typed, typedText } from '#src/platform/form.js';
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

interface ReasonPageProps {
  readonly title: string;
  readonly lead: Child;
  readonly reasons: readonly Entry<'reason'>[];
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  readonly back: string;
  readonly backLabel: string;
  readonly action: string;
  readonly button: string;
  readonly danger?: boolean | undefined;
  /** Asked before the reason, and after the comment. */
  readonly before?: Child;
  readonly after?: Child;
}

/** A step that asks for a reason of the catalogue, on a page of its own. */
export function ReasonPage(props: ReasonPageProps): Html {
  const { typed, errors } = props;
  return (
    <Stack>
      <BackLink href={props.back}>{props.backLabel}</BackLink>
      <Problems errors={errors} refusal={props.refusal} />
      <PageHeader title={props.title} lead={props.lead} />
      <Form action={props.action}>
        {props.before}
        <ReasonFields reasons={props.reasons} typed={typed} errors={errors} />
        {props.after}
        <Actions>
          <Button tone={props.danger ? 'danger' : 'accent'}>{props.button}</Button>
        </Actions>
      </Form>
    </Stack>
  );
}

export function ReasonFields(props: {
  reasons: readonly Entry<'reason'>[];
  typed: Typed;
  errors: FieldErrors;
  legend?: string;
}): Html {
  const { reasons, typed, errors } = props;
  return (
    <>
      <RadioGroup
        name="reason"
        legend={props.legend ?? 'Motif'}
        value={typedText(typed, 'reason')}
        error={errors.reason}
        options={reasons.map(({ code, data }) => ({ value: code, label: data.label, hint: data.sentence }))}
      />
      <TextArea
        name="comment"
        label="Commentaire"
        hint="Il figure dans le message, sous le motif."
        optional
        maxlength={1000}
        value={typedText(typed, 'comment')}
        error={errors.comment}
      />
    </>
  );
}
