import { type Entry, ReasonFields } from '#src/catalogue/index.js';
import type { FieldToMend, MendGroup } from '#src/orders/draft/fields-to-mend.js';
import { orderPaths } from '#src/orders/paths.js';
import {
  Actions,
  Button,
  Fieldset,
  Folds,
  Form,
  Hidden,
  type Html,
  LinkButton,
  PageHeader,
  Problems,
  Stack,
  TextField,
} from '#src/platform/ui/index.js';
import type { FieldErrors, Typed } from '#src/platform/web/form.js';
import { typedText } from '#src/platform/web/form.js';

interface ReasonView {
  readonly order: { readonly id: string; readonly number: string; readonly organisationName: string };
  readonly title: string;
  readonly lead: string;
  readonly button: string;
  readonly action: string;
  /** Of the authority's refusal: the sending that it answers. */
  readonly sending: string | undefined;
  readonly reasons: readonly Entry<'reason'>[];
  /** Fields that may be named, for a return: what to mend, field by field. */
  readonly groups: readonly MendGroup[];
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  readonly danger: boolean;
}

/** A step that needs its reason: chosen from the catalogue, with a comment; the mail says both. */
export function GiveReasonPage({ view }: { view: ReasonView }): Html {
  return (
    <Stack>
      <Problems errors={view.errors} refusal={view.refusal} />
      <PageHeader
        title={view.title}
        trail={[{ label: `Commande ${view.order.number}`, href: orderPaths.order(view.order.id) }]}
        lead={view.lead}
      />
      <Form action={view.action}>
        {view.sending && <Hidden name="sending" value={view.sending} />}
        <ReasonFields
          reasons={view.reasons}
          typed={view.typed}
          errors={view.errors}
          hint="Il figure dans le courriel envoyé."
        >
          {view.groups.length > 0 && (
            <Fieldset
              legend="Que faut-il corriger ?"
              hint="Ouvrez ce qui est à reprendre et dites-le d’une phrase ; laissez le reste vide."
            >
              <FieldsToMend view={view} />
            </Fieldset>
          )}
        </ReasonFields>
        <Actions>
          <Button tone={view.danger ? 'danger' : 'accent'}>{view.button}</Button>
          <LinkButton variant="tertiary" href={orderPaths.order(view.order.id)}>
            Revenir sans rien changer
          </LinkButton>
        </Actions>
      </Form>
    </Stack>
  );
}

/** A fold for each person; one in which something was typed stays open. */
function FieldsToMend({ view }: { view: ReasonView }): Html {
  const all = view.groups.flatMap((group) => group.fields);
  const sentence = (each: FieldToMend): string => `mend.${all.indexOf(each)}.sentence`;
  return (
    <Folds
      items={view.groups.map(({ title, fields }) => ({
        title,
        open: fields.some((each) => typedText(view.typed, sentence(each)) !== ''),
        body: (
          <div class="fields">
            {fields.map((each) => (
              <div>
                <Hidden name={`mend.${all.indexOf(each)}.field`} value={each.field} />
                <TextField
                  name={sentence(each)}
                  label={each.label}
                  hint={each.value ? `Réponse : ${each.value}` : undefined}
                  value={typedText(view.typed, sentence(each))}
                  optional
                  width="full"
                  maxlength={300}
                />
              </div>
            ))}
          </div>
        ),
      }))}
    />
  );
}
