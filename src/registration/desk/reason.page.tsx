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

/** A step that asks for a reason of the catalogue, on a page of its own. */
export function ReasonPage(props: {
  readonly title: string;
  readonly lead: Child;
  readonly reasons: readonly Entry<'reason'>[];
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
        <ReasonFields
          reasons={props.reasons}
          typed={props.typed}
          errors={props.errors}
          hint={commentIsMailed}
        />
        <Actions>
          <Button tone="danger">{props.button}</Button>
        </Actions>
      </Form>
    </Stack>
  );
}
