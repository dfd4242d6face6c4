import { type OrderState, orderTable } from '#src/orders/order.js';
import { type Html, Relay, type RelayCell, When } from '#src/platform/ui/index.js';
import type { OrderView } from './order-view.js';

const steps = ['Commande signée', 'Examen et autorité', 'Dossier et CCI', 'Convocation', 'Remise'] as const;

const later: RelayCell = { state: 'waiting', words: 'Ensuite' };
const withoutSequel: RelayCell = { state: 'none', words: 'Sans suite' };

/** The relay, with a lane for each holder: its first two steps are the order’s, the others come from later slices. */
export function OrderRelay({ view }: { view: OrderView }): Html {
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
  const next = nothingFollows(order.state) ? withoutSequel : later;
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
  if (found) return { state: 'current', words: found };
  return nothingFollows(state) ? withoutSequel : later;
}

/** The order ended before its holders had a file: their next steps never come. */
function nothingFollows(state: OrderState): boolean {
  return state !== 'completed' && orderTable.ends.includes(state);
}
