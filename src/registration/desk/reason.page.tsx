import { commentIsMailed, type Entry, ReasonFields } from '#src/catalogue/index.js';
import {
  Actions,
  BackLink,
  Button,
  CheckboxGroup,
  type Child,
  Form,
  type Html,
  PageHeader,
  Problems,
  Stack,
} from '#src/platform/ui/index.js';
import { type FieldErrors, type Typed, typedList } from '#src/platform/web/form.js';

/** A step that asks for a reason of the catalogue, on a page of its own. */
export function ReasonPage(props: {
  readonly title: string;
  readonly lead: Child;
  readonly reasons: readonly Entry<'reason'>[];
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  /** Pieces accepted, of which some may have to be replaced. */
  readonly pieces?: readonly { readonly kind: string; readonly name: string }[] | undefined;
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
        >
          {props.pieces && (
            <CheckboxGroup
              name="pieces"
              legend="Pièces à remplacer"
              hint="Celles que le motif nomme le sont d’elles-mêmes. Les autres restent acceptées."
              optional
              values={typedList(props.typed, 'pieces')}
              options={props.pieces.map(({ kind, name }) => ({ value: kind, label: name }))}
            />
          )}
        </ReasonFields>
        <Actions>
          <Button tone="danger">{props.button}</Button>
        </Actions>
      </Form>
    </Stack>
  );
}
