import { delayAt, dueDates } from '#src/catalogue/index.js';
import { type Operator, operatorOf, type Part, partyNames } from '#src/directory/index.js';
import { orderTable } from '#src/orders/order.js';
import { orderPaths } from '#src/orders/paths.js';
import type { FoundOrder, MissionRow } from '#src/orders/rows.js';
import type { PanelFacts } from '#src/orders/slots.js';
import { turnOfOrder } from '#src/orders/whose-turn.js';
import type { Database } from '#src/platform/database/database.js';

/** Where each *next* step is taken. */
function pageOf(step: string, order: FoundOrder): string {
  switch (step) {
    case 'prepare':
      return orderPaths.section(order.id, 'organisation');
    case 'ask-for-signature':
    case 'send-again':
      return orderPaths.check(order.id);
    case 'sign':
      return orderPaths.sign(order.id);
    case 'examine':
      return orderPaths.examine(order.id);
    case 'countersign':
      return orderPaths.countersign(order.id);
    case 'acknowledge':
      return orderPaths.authorityAnswer(order.id);
    default:
      return orderPaths.order(order.id);
  }
}

const awaited: Readonly<Record<string, string>> = {
  draft: 'terminer la commande et demander la signature',
  'to-sign': 'lire et signer la commande',
  returned: 'corriger et renvoyer la commande',
  submitted: 'examiner la commande',
  examined: 'contresigner la commande',
  accepted: 'transmettre la commande',
  received: 'répondre à la demande de mission',
  sent: 'répondre à la commande',
};

/** Delays after which the panel says that somebody is late. */
const delays = {
  draft: 'order-draft',
  'to-sign': 'order-to-sign',
  returned: 'order-returned',
  submitted: 'order-examine',
  examined: 'order-countersign',
  sent: 'authority-answer',
} as const;

/** The panel of an order that is not with its holders: where it stands, who has the next move, what to press. */
export async function orderPanel(
  db: Database,
  order: FoundOrder,
  mission: MissionRow | undefined,
  parts: readonly Part[],
  now: Date,
): Promise<PanelFacts> {
  const code = delays[order.state as keyof typeof delays];
  const until = code ? dueDates(await delayAt(db, code, now), order.since).end : undefined;
  const late = until !== undefined && until < now;
  const turn = turnOfOrder({ state: order.state, missionState: mission?.state ?? null }, late);
  const since = order.since;
  if (turn.kind !== 'awaited') {
    return {
      turn: order.state === 'completed' ? 'ended' : 'stopped',
      title: `La commande est ${orderTable.words[order.state]}`,
      text: order.reason
        ? `${order.reason.sentence || order.reason.label}${order.reason.comment ? ` « ${order.reason.comment} »` : ''}`
        : undefined,
      since,
    };
  }
  const mine = turn.rows.find((row) => row.by.some((party) => (parts as readonly string[]).includes(party)));
  const waitsMission = order.state === 'accepted' && mission?.state === 'received';
  const what = awaited[waitsMission ? 'received' : order.state] ?? 'la suite';
  if (mine) {
    const own = waitsMission
      ? undefined
      : { label: buttonLabel(order, mine.label), href: pageOf(mine.step, order) };
    return {
      turn: 'yours',
      title: `C’est à vous : ${what}`,
      text: reasonText(order),
      since,
      until,
      action: own,
    };
  }
  const outside = turn.parties.includes('certification-authority');
  const who = await nameOf(db, order, turn.parties[0] as string);
  return {
    turn: outside ? 'calendar' : 'theirs',
    title: `En attente de ${who} pour ${what}`.replace(' de le ', ' du '),
    text: order.state === 'draft' || order.state === 'returned' ? reasonText(order) : undefined,
    since,
    until,
  };
}

function buttonLabel(order: FoundOrder, label: string): string {
  return order.state === 'returned' ? 'Corriger la commande' : label;
}

function reasonText(order: FoundOrder): string | undefined {
  if (!order.reason) return undefined;
  const { sentence, label, comment } = order.reason;
  return `Motif : ${sentence || label}${comment ? ` « ${comment} »` : ''}`;
}

async function nameOf(db: Database, order: FoundOrder, party: string): Promise<string> {
  const short = (operator: Operator | undefined): string => operator?.shortName ?? '';
  switch (party) {
    case 'purchasing-officer':
      return short(await operatorOf(db, order.purchasing_body_id, 'purchasing-body'));
    case 'delivery-officer':
      return short(await operatorOf(db, order.delivery_centre_id, 'delivery-centre'));
    case 'certification-authority':
      return order.terms?.product.supplier ?? 'l’autorité de certification';
    case 'correspondent':
      return 'l’organisme';
    case 'legal-representative': {
      const signatory = (order.answers.signatory ?? {}) as { givenName?: string; surname?: string };
      return `${signatory.givenName ?? ''} ${signatory.surname ?? ''}`.trim() || 'le représentant légal';
    }
    default:
      return `le ${partyNames[party as keyof typeof partyNames] ?? party}`;
  }
}
