import { type Section, sections } from '#src/orders/answers.js';
import { orderPaths } from '#src/orders/paths.js';
import type { FoundOrder } from '#src/orders/rows.js';
import { money, plural } from '#src/platform/french/french.js';
import {
  Actions,
  Alert,
  BackLink,
  Button,
  Card,
  ErrorSummary,
  Form,
  type Html,
  LinkButton,
  PageHeader,
  Stack,
  Steps,
  Summary,
} from '#src/platform/ui/index.js';
import { draftSteps, sectionTitles } from './answer-section.page.js';
import { CheckedAnswers, holdersOf } from './checked-answers.js';

interface CheckView {
  readonly order: FoundOrder;
  readonly problems: readonly { readonly field: string; readonly message: string }[];
  readonly refusal?: string | undefined;
  readonly usageNames: ReadonlyMap<string, string>;
  readonly totals: {
    readonly net: number;
    readonly gross: number;
    readonly mission: number;
    readonly missionVat: string;
  } | null;
  /** A returned order whose signature still covers it may go back without a new one. */
  readonly maySendAgain: boolean;
  /** The order is entered by an officer on behalf of the organisation. */
  readonly onBehalf: boolean;
}

/** Everything on one page before the signature is asked for, with what is still missing. */
export function CheckOrderPage({ view }: { view: CheckView }): Html {
  const { order, problems } = view;
  return (
    <Stack>
      <ErrorSummary errors={view.refusal ? [{ message: view.refusal }] : []} />
      <BackLink href={orderPaths.section(order.id, 'billing')}>Précédent : {sectionTitles.billing}</BackLink>
      <Steps current={draftSteps.length} names={draftSteps} label="Votre commande" />
      <PageHeader
        title="Vérifiez la commande"
        trail={[{ label: `Commande ${order.number}`, href: orderPaths.order(order.id) }]}
        lead="Relisez avant d’envoyer au représentant légal. Ensuite, les documents sont figés."
      />
      {problems.length > 0 && (
        <Alert
          tone="warning"
          title={
            problems.length === 1
              ? 'Un point reste à compléter'
              : `${problems.length} points restent à compléter`
          }
        >
          <ul class="ds-list">
            {problems.map(({ field, message }) => (
              <li>
                <a href={linkTo(order.id, field)}>{placeOf(order, field)}</a> : {message}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {sections.map((section) => (
        <Card
          title={sectionTitles[section]}
          aside={
            <a href={orderPaths.sectionFromCheck(order.id, section)}>
              Modifier<span class="ds-sr-only"> {sectionTitles[section]}</span>
            </a>
          }
        >
          <CheckedAnswers order={order} section={section} usageNames={view.usageNames} />
        </Card>
      ))}
      {view.totals && (
        <Card title="Ce que vous commandez">
          <Summary
            rows={[
              {
                label: `${plural(holdersOf(order).length, 'certificat')}, à facturer après la remise`,
                value: `${money(view.totals.net)} HT, ${money(view.totals.gross)} TTC`,
              },
              {
                label: 'Remise sur place, facturée à part par le centre de délivrance',
                value: [money(view.totals.mission), view.totals.missionVat].filter(Boolean).join(', '),
              },
            ]}
          />
        </Card>
      )}
      {problems.length > 0 && (
        <p>
          La signature pourra être demandée ici quand les points signalés en haut de cette page seront
          complétés.
        </p>
      )}
      {problems.length === 0 && (
        <Actions>
          {view.maySendAgain && (
            <Form action={orderPaths.sendAgain(order.id)}>
              <Button>Renvoyer sans nouvelle signature</Button>
            </Form>
          )}
          <Form action={orderPaths.askForSignature(order.id)}>
            <Button variant={view.maySendAgain ? 'secondary' : 'primary'}>
              {view.onBehalf ? 'Demander la signature pour l’organisme' : 'Demander la signature'}
            </Button>
          </Form>
          <LinkButton variant="tertiary" href={orderPaths.order(order.id)}>
            Plus tard
          </LinkButton>
        </Actions>
      )}
    </Stack>
  );
}

/** « Titulaire 2, Solenn Budget », or the section. */
function placeOf(order: FoundOrder, field: string): string {
  const index = /^holders\.(\d+)/.exec(field)?.[1];
  if (index === undefined) return sectionTitles[sectionOf(field)];
  const { givenName, surname } = holdersOf(order)[Number(index)]?.texts ?? {};
  const name = [givenName, surname].filter(Boolean).join(' ');
  return [`Titulaire ${Number(index) + 1}`, name].filter(Boolean).join(', ');
}

function sectionOf(field: string): Section {
  const head = field.split('.')[0] as Section;
  return sections.includes(head) ? head : 'organisation';
}

function linkTo(id: string, field: string): string {
  const section = sectionOf(field);
  const inside = section === 'holders' ? field : field.split('.').slice(1).join('.');
  return `${orderPaths.sectionFromCheck(id, section)}#${inside.replace(/[^A-Za-z0-9_-]+/g, '-')}`;
}
