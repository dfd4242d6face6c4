import { DraftProgress } from '#src/orders/draft/draft-progress.js';
import { orderPaths } from '#src/orders/paths.js';
import type { PanelFacts } from '#src/orders/slots.js';
import { since, siret } from '#src/platform/french/french.js';
import {
  Alert,
  Button,
  Columns,
  Form,
  type Html,
  LinkButton,
  PageHeader,
  Panel,
  Stack,
  When,
} from '#src/platform/ui/index.js';
import { OrderAside } from './order-aside.js';
import { OrderRelay } from './order-relay.js';
import type { OrderView } from './order-view.js';
import { OrderedCard } from './ordered-card.js';

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
            {order.organisation_siret && ` · SIRET\u00a0${siret(order.organisation_siret)}`}
            {order.transmitted_at && (
              <>
                {' '}
                · transmise le <When at={order.transmitted_at} as="long" />
              </>
            )}
            {view.onBehalf && <> · {view.onBehalf}</>}
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
        action={panel.action && <Action {...panel.action} />}
      >
        {panel.text}
      </Panel>
      {view.holders.length > 0 && <OrderRelay view={view} />}
      <Columns aside={<OrderAside view={view} />}>
        {view.toMend && <DraftProgress order={order} missing={view.toMend} />}
        {order.terms && <OrderedCard view={view} terms={order.terms} />}
        {view.cards}
        {view.mails}
      </Columns>
    </Stack>
  );
}

function Action({ label, href, posts }: NonNullable<PanelFacts['action']>): Html {
  if (!posts) return <LinkButton href={href}>{label}</LinkButton>;
  return (
    <Form action={href}>
      <Button>{label}</Button>
    </Form>
  );
}
