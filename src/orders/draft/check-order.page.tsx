import { type Section, type Situation, sections, situationNames } from '#src/orders/answers.js';
import { orderPaths } from '#src/orders/paths.js';
import type { FoundOrder } from '#src/orders/rows.js';
import { money, phone, plural, siret } from '#src/platform/french/french.js';
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
          <Answers order={order} section={section} usageNames={view.usageNames} />
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

type Saved = { readonly [name: string]: string | undefined };

/** A draft keeps whatever was posted: of what no page of ours posts, lists or branches in a field's place, nothing is shown. */
function textsOf(saved: unknown): Saved {
  const entries: [string, unknown][] = Object.entries(Object(saved));
  return Object.fromEntries(
    entries.flatMap(([name, each]) => (typeof each === 'string' ? [[name, each]] : [])),
  );
}

function holdersOf(order: FoundOrder): { readonly texts: Saved; readonly usages: readonly string[] }[] {
  return [order.answers.holders ?? []].flat().map((holder) => ({
    texts: textsOf(holder),
    usages: [Object(holder).usages].flat().filter((each) => typeof each === 'string'),
  }));
}

function Answers(props: {
  order: FoundOrder;
  section: Section;
  usageNames: ReadonlyMap<string, string>;
}): Html {
  const { order, section } = props;
  const saved = textsOf(order.answers[section]);
  const person = (from: Saved): string =>
    `${from.givenName ?? ''} ${from.surname ?? ''}`.trim() || 'à compléter';
  switch (section) {
    case 'organisation':
      return (
        <Summary
          rows={[
            { label: 'Organisme', value: order.organisation_name },
            { label: 'SIRET', value: saved.siret ? siret(saved.siret) : 'à compléter' },
            {
              label: 'Adresse',
              value: `${saved.address ?? ''}, ${saved.postalCode ?? ''} ${saved.city ?? ''}`,
            },
          ]}
        />
      );
    case 'holders':
      return (
        <Summary
          rows={holdersOf(order).map(({ texts: holder, usages }, index) => ({
            label: `Titulaire ${index + 1}`,
            value: (
              <>
                <strong>{person(holder)}</strong>, {holder.function}
                <br />
                {situationNames[holder.situation as Situation] ?? 'situation à compléter'}
                <br />
                {holder.email}
                <br />
                {phone(holder.phone ?? '')}
                <br />
                {usages.map((code) => props.usageNames.get(code) ?? code).join(' ; ') || 'aucun usage coché'}
                {holder.powerToSign && (
                  <>
                    <br />
                    Pouvoir de signer : {holder.powerToSign}
                  </>
                )}
                {holder.qualifiedConfirmed === 'oui' && (
                  <>
                    <br />
                    Usage confirmé : le certificat n’est pas qualifié
                  </>
                )}
              </>
            ),
          }))}
        />
      );
    case 'billing':
      return (
        <Summary
          rows={[
            { label: 'Numéro d’engagement', value: saved.engagementNumber || 'aucun' },
            { label: 'Code service', value: saved.serviceCode || 'aucun' },
          ]}
        />
      );
    default:
      return (
        <Summary
          rows={[
            { label: 'Nom', value: person(saved) },
            { label: 'Fonction', value: saved.function || 'à compléter' },
            { label: 'Adresse électronique', value: saved.email || 'à compléter' },
            ...(section === 'correspondent'
              ? [{ label: 'Téléphone', value: saved.phone ? phone(saved.phone) : 'à compléter' }]
              : []),
          ]}
        />
      );
  }
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
