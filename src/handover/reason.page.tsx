import { commentIsMailed, type Entry, ReasonFields } from '#src/catalogue/index.js';
import {
  Actions,
  BackLink,
  Button,
  type Child,
  Form,
  type Html,
  PageHeader,
  Problems,
  Stack,
} from '#src/platform/ui/index.js';
import type { FieldErrors, Typed } from '#src/platform/web/form.js';

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
        <ReasonFields reasons={props.reasons} typed={typed} errors={errors} hint={commentIsMailed} />
        {props.after}
        <Actions>
          <Button tone={props.danger ? 'danger' : 'accent'}>{props.button}</Button>
        </Actions>
      </Form>
    </Stack>
  );
}
