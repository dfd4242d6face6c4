import { type Section, sections } from '#src/orders/answers.js';
import { orderPaths } from '#src/orders/paths.js';
import type { Child } from '#src/platform/ui/html.js';
import {
  Alert,
  BackLink,
  Form,
  Hidden,
  type Html,
  PageHeader,
  Problems,
  Stack,
  Steps,
} from '#src/platform/ui/index.js';
import type { FieldErrors, Typed } from '#src/platform/web/form.js';
import { typedList, typedText } from '#src/platform/web/form.js';

/** What the page of one section of a draft shows: the answers as typed, and what is wrong with them. */
export interface SectionView {
  readonly order: {
    readonly id: string;
    readonly number: string;
    readonly organisationName: string;
    readonly version: number;
  };
  /** It was opened from the check page, and leads back there. */
  readonly fromCheck: boolean;
  /** What an officer asked to mend in this section when they returned the order. */
  readonly toMend: readonly { readonly title: string; readonly text: string }[];
  readonly typed: Typed;
  readonly errors: FieldErrors;
  /** A sentence about the form as a whole: saved elsewhere meanwhile, too long. */
  readonly refusal?: string | undefined;
}

export const sectionTitles: Readonly<Record<Section, string>> = {
  organisation: 'Votre organisme',
  correspondent: 'Le correspondant',
  holders: 'Les titulaires',
  signatory: 'Le représentant légal',
  billing: 'La facturation',
};

export const draftSteps = [...Object.values(sectionTitles), 'Vérifier'] as const;

/** Text and error of one field, ready to spread into its component. */
export function answer(
  view: SectionView,
  name: string,
): { name: string; value: string; error: string | undefined } {
  return { name, value: typedText(view.typed, name), error: view.errors[name] };
}

/** Values ticked for one name. */
export function ticks(
  view: SectionView,
  name: string,
): { name: string; values: readonly string[]; error: string | undefined } {
  return { name, values: typedList(view.typed, name), error: view.errors[name] };
}

/** One question of the draft at a time, saved as it is typed, where one stands in the path above the title. */
export function SectionPage(props: {
  section: Section;
  step: number;
  view: SectionView;
  lead: Child;
  children: Child;
}): Html {
  const { view, section } = props;
  const action = (view.fromCheck ? orderPaths.sectionFromCheck : orderPaths.section)(view.order.id, section);
  return (
    <Stack>
      <Previous view={view} section={section} />
      <Problems errors={named(view.errors)} refusal={view.refusal} />
      <Steps current={props.step} names={draftSteps} label="Votre commande" />
      <PageHeader
        title={sectionTitles[section]}
        trail={[{ label: `Commande ${view.order.number}`, href: orderPaths.order(view.order.id) }]}
        lead={props.lead}
      />
      {view.toMend.length > 0 && (
        <Alert tone="warning" title="Demandé au renvoi de la commande">
          <ul>
            {view.toMend.map(({ title, text }) => (
              <li>
                {title}
                {'\u202f'}: {text}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <Form action={action} autosave={action}>
        <Hidden name="version" value={String(view.order.version)} />
        {props.children}
      </Form>
    </Stack>
  );
}

function Previous({ view, section }: { view: SectionView; section: Section }): Html {
  const { id } = view.order;
  if (view.fromCheck) return <BackLink href={orderPaths.check(id)}>Retour à la vérification</BackLink>;
  const previous = sections[sections.indexOf(section) - 1];
  if (!previous) return <BackLink href={orderPaths.order(id)}>Retour à la commande</BackLink>;
  return <BackLink href={orderPaths.section(id, previous)}>Précédent : {sectionTitles[previous]}</BackLink>;
}

/** In the summary, far from its card, an error says which holder it is about. */
function named(errors: FieldErrors): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([field, message]) => {
      const index = /^holders\.(\d+)\./.exec(field)?.[1];
      return [field, index === undefined ? message : `Titulaire ${Number(index) + 1} : ${message}`];
    }),
  );
}
