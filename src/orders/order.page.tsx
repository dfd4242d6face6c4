import { money, since, siret } from '#src/platform/french.js';
import {
  Alert,
  Button,
  Card,
  type Child,
  Columns,
  DataTable,
  Form,
  type Html,
  LinkButton,
  PageHeader,
  Panel,
  Relay,
  type RelayCell,
  Stack,
  Thread,
  When,
} from '#src/platform/ui/index.js';
import { type SealState, SealWords } from '#src/seals/index.js';
import { DraftProgress } from './draft-progress.js';
import type { OrderState } from './order.js';
import { orderPaths, type ReasonedStep, reasonedSlugs } from './paths.js';
import type { HolderLane, PanelFacts, ShownThread } from './slots.js';
import type { FoundOrder, MissionRow, OrderTables, SignatureRow } from './store.js';
import type { Terms } from './types.js';

export interface OrderView {
  readonly order: FoundOrder;
  readonly mission: MissionRow | undefined;
  readonly holders: readonly OrderTables['order_holders'][];
  readonly signatures: readonly SignatureRow[];
  readonly lanes: readonly HolderLane[];
  readonly panel: PanelFacts;
  readonly besides: readonly { readonly step: string; readonly label: string }[];
  readonly thread: ShownThread;
  readonly cards: Child;
  readonly now: Date;
  readonly refusal?: string | undefined;
  /** The delivery centre's answer is awaited and the viewer gives it. */
  readonly answersMission: boolean;
  readonly authority: string;
  /** Seal of the order form; the mission request is sealed with it. */
  readonly seal: SealState | undefined;
  /** The viewer is told why a seal can't be had. */
  readonly mendsSeal: boolean;
  /** The viewer may still change the answers. */
  readonly prepares: boolean;
}

/** The order for everyone of the relay: whose turn, the relay with a lane for each holder, what was ordered, the thread. */
export function OrderPage({ view }: { view: OrderView }): Html {
  const { order, panel, now } = view;
  return (
    <Stack>
      {view.refusal && <Alert tone="danger" title={view.refusal} />}
      <PageHeader
        title={
          order.quantity === 0
            ? 'Commande en préparation'
            : `Commande de ${order.quantity} certificat${order.quantity > 1 ? 's' : ''}`
        }
        trail={[{ label: 'Commandes', href: orderPaths.list }]}
        place={order.number}
        lead={
          <>
            {order.organisation_name}
            {order.organisation_siret && <> · SIRET {siret(order.organisation_siret)}</>}
            {order.transmitted_at && (
              <>
                {' '}
                · transmise le <When at={order.transmitted_at} as="long" />
              </>
            )}
          </>
        }
      />
      <Panel
        turn={panel.turn}
        title={panel.title}
        since={panel.since && since(panel.since, now)}
        until={
          panel.until && (
            <>
              avant le <When at={panel.until} as="long" />
            </>
          )
        }
        late={panel.until !== undefined && panel.until < now}
        action={
          view.answersMission ? (
            <MissionAnswer id={order.id} />
          ) : (
            panel.action && <LinkButton href={panel.action.href}>{panel.action.label}</LinkButton>
          )
        }
      >
        {panel.text}
      </Panel>
      {view.holders.length > 0 && <OrderRelay view={view} />}
      <Columns aside={<Aside view={view} />}>
        {view.prepares && <DraftProgress order={order} />}
        {order.terms && <Ordered view={view} terms={order.terms} />}
        {view.cards}
      </Columns>
    </Stack>
  );
}

function MissionAnswer({ id }: { id: string }): Html {
  return (
    <Form action={orderPaths.acknowledgeMission(id)}>
      <Button>Accepter la mission</Button>
    </Form>
  );
}

const steps = ['Commande signée', 'Examen et autorité', 'Dossier et CCI', 'Convocation', 'Remise'] as const;

function OrderRelay({ view }: { view: OrderView }): Html {
  const { order } = view;
  const first: RelayCell = order.submitted_at
    ? {
        state: order.state === 'returned' ? 'blocked' : 'done',
        words: order.state === 'returned' ? 'À reprendre' : 'Signée',
        detail: <When at={order.submitted_at} as="short" now={view.now} />,
      }
    : { state: 'current', words: order.state === 'to-sign' ? 'À signer' : 'En préparation' };
  const second: RelayCell = order.transmitted_at
    ? {
        state: 'done',
        words: 'Transmise',
        detail: <When at={order.transmitted_at} as="short" now={view.now} />,
      }
    : secondWhilePending(order.state);
  const next: RelayCell = { state: 'waiting', words: 'Ensuite' };
  const lanes = new Map(view.lanes.map((lane) => [lane.holderId, lane]));
  return (
    <Relay
      caption="Où en est chaque titulaire"
      who="Titulaire"
      steps={steps}
      lanes={view.holders.map((holder) => {
        const lane = lanes.get(holder.id);
        return {
          name: `${holder.given_name} ${holder.surname}`,
          href: lane?.href,
          detail: holder.function,
          cells: [first, second, ...(lane?.cells ?? [next, next, next])],
        };
      })}
    />
  );
}

function secondWhilePending(state: OrderState): RelayCell {
  const words: Partial<Record<OrderState, string>> = {
    submitted: 'À examiner',
    examined: 'À contresigner',
    accepted: 'À transmettre',
    sent: 'Chez l’autorité',
  };
  const found = words[state];
  return found ? { state: 'current', words: found } : { state: 'waiting', words: 'Ensuite' };
}

function Ordered({ view, terms }: { view: OrderView; terms: Terms }): Html {
  const lines = [
    {
      name: `${terms.product.name}, ${terms.product.years} ans, ${terms.product.support}`,
      by: 'facturé par l’organisme acheteur après la remise',
      quantity: terms.quantity,
      net: money(terms.net),
      gross: money(terms.gross),
    },
    {
      name: `Remise sur place, ${terms.mission.hours === 1 ? 'une heure' : `${terms.mission.hours} heures`}`,
      by: `facturée par le centre de délivrance, délibération ${terms.mission.deliberation}`,
      quantity: 1,
      net: money(terms.mission.price),
      gross: money(terms.mission.price),
    },
  ];
  return (
    <Card title="Ce qui a été commandé" actions={<Documents view={view} />}>
      <DataTable
        id="commande"
        caption="Ce qui a été commandé"
        columns={[
          {
            key: 'name',
            label: 'Désignation',
            cell: (line) => (
              <>
                {line.name}
                <br />
                <span class="soft small">{line.by}</span>
              </>
            ),
          },
          { key: 'quantity', label: 'Quantité', numeric: true, cell: (line) => line.quantity },
          { key: 'net', label: 'HT', numeric: true, cell: (line) => line.net },
          { key: 'gross', label: 'TTC', numeric: true, cell: (line) => line.gross },
        ]}
        rows={lines}
        empty=""
      />
      <SealWords state={view.seal} now={view.now} tellsFailure={view.mendsSeal} />
    </Card>
  );
}

function Documents({ view }: { view: OrderView }): Html {
  const { order, signatures } = view;
  const sheet = (kind: SignatureRow['kind']): boolean =>
    signatures.some((each) => each.kind === kind && each.sheet_file_id);
  return (
    <>
      <LinkButton variant="secondary" icon="file" href={orderPaths.document(order.id, 'annexe-4bis')}>
        Bon de commande (PDF)
      </LinkButton>
      <LinkButton variant="tertiary" icon="file" href={orderPaths.document(order.id, 'demande-de-mission')}>
        Demande de mission (PDF)
      </LinkButton>
      {sheet('signature') && (
        <LinkButton
          variant="tertiary"
          icon="file"
          href={orderPaths.document(order.id, 'feuille-de-signature')}
        >
          Feuille de signature (PDF)
        </LinkButton>
      )}
      {sheet('countersignature') && (
        <LinkButton
          variant="tertiary"
          icon="file"
          href={orderPaths.document(order.id, 'feuille-de-contreseing')}
        >
          Feuille de contreseing (PDF)
        </LinkButton>
      )}
    </>
  );
}

function Aside({ view }: { view: OrderView }): Html {
  const { order } = view;
  const links = view.besides.flatMap(({ step, label }) => {
    if (step in reasonedSlugs) return [{ label, href: orderPaths.reasoned(order.id, step as ReasonedStep) }];
    if (step === 'acknowledge') return [{ label, href: orderPaths.authorityAnswer(order.id) }];
    return step === 'prepare' ? [{ label, href: orderPaths.section(order.id, 'organisation') }] : [];
  });
  return (
    <>
      {view.thread.items.length > 0 && (
        <Card
          title="Le fil"
          actions={
            view.thread.more && (
              <LinkButton variant="tertiary" icon="arrow" iconAfter href={orderPaths.thread(order.id)}>
                Tout le fil
              </LinkButton>
            )
          }
        >
          <Thread items={view.thread.items} now={view.now} />
        </Card>
      )}
      {links.length > 0 && (
        <Card title="Autres gestes">
          <ul class="ds-list">
            {links.map(({ label, href }) => (
              <li>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
