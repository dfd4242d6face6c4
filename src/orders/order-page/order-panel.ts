import { delayAt, dueDates, reasonWords } from '#src/catalogue/index.js';
import { type Operator, operatorOf, type Part, partyNames } from '#src/directory/index.js';
import { orderTable } from '#src/orders/order.js';
import { orderPaths } from '#src/orders/paths.js';
import type { FoundOrder, MissionRow } from '#src/orders/rows.js';
import type { PanelFacts } from '#src/orders/slots.js';
import type { Reason } from '#src/orders/types.js';
import { turnOfMission, turnOfOrder } from '#src/orders/whose-turn.js';
import type { Database } from '#src/platform/database/database.js';

/** Where each *next* step is taken: on a page of its own, or by the button itself. */
function pressed(step: string, { id }: FoundOrder): { href: string; posts?: boolean } {
  switch (step) {
    case 'prepare':
      return { href: orderPaths.resume(id) };
    case 'ask-for-signature':
    case 'send-again':
      return { href: orderPaths.check(id) };
    case 'sign':
      return { href: orderPaths.sign(id) };
    case 'examine':
      return { href: orderPaths.examine(id) };
    case 'countersign':
      return { href: orderPaths.countersign(id) };
    case 'acknowledge-mission':
      return { href: orderPaths.acknowledgeMission(id), posts: true };
    case 'transmit':
      return { href: orderPaths.transmit(id), posts: true };
    case 'acknowledge':
      return { href: orderPaths.authorityAnswer(id) };
    default:
      throw new Error(`no page takes the step ${step} of an order`);
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

const byItself = 'Elle part d’elle-même en un instant. Si ce message demeure, transmettez-la d’ici.';

/** Delays after which the panel says that somebody is late. */
const delays = {
  draft: 'order-draft',
  'to-sign': 'order-to-sign',
  returned: 'order-returned',
  submitted: 'order-examine',
  examined: 'order-countersign',
  sent: 'authority-answer',
  received: 'mission-answer',
} as const;

/** The panel of an order that is not with its holders: where it stands, who has the next move, what to press. */
export async function orderPanel(
  db: Database,
  order: FoundOrder,
  mission: MissionRow | undefined,
  parts: readonly Part[],
  now: Date,
): Promise<PanelFacts> {
  // The delivery centre may answer from the signature on; the others are told of it once nothing else is awaited.
  const awaitsMission =
    mission?.state === 'received' && (order.state === 'accepted' || parts.includes('delivery-officer'));
  const since = awaitsMission ? mission.since : order.since;
  const code = delays[(awaitsMission ? 'received' : order.state) as keyof typeof delays];
  const until = code ? dueDates(await delayAt(db, code, now), since).end : undefined;
  const late = until !== undefined && until < now;
  const turn = awaitsMission
    ? turnOfMission
    : turnOfOrder({ state: order.state, missionState: mission?.state ?? null }, late);
  if (turn.kind !== 'awaited') {
    return {
      turn: order.state === 'completed' ? 'ended' : 'stopped',
      title: `La commande est ${orderTable.words[order.state]}`,
      text: order.reason ? quoted(order.reason) : undefined,
      since,
    };
  }
  const mine = turn.rows.find((row) => row.by.some((party) => (parts as readonly string[]).includes(party)));
  const what = awaited[awaitsMission ? 'received' : order.state] ?? 'la suite';
  if (mine) {
    return {
      turn: 'yours',
      title: `C’est à vous : ${what}`,
      text: mine.step === 'transmit' ? byItself : awaitsMission ? undefined : reasonText(order),
      since,
      until,
      action: { label: buttonLabel(order, mine.label), ...pressed(mine.step, order) },
    };
  }
  const outside = turn.parties.includes('certification-authority');
  const who = await nameOf(db, order, turn.parties[0] as string);
  return {
    turn: outside ? 'calendar' : 'theirs',
    title: `En attente de ${who} pour ${what}`.replace(' de le ', ' du '),
    text:
      order.state === 'to-sign' ? linkSent(order, parts) : isPrepared(order) ? reasonText(order) : undefined,
    since,
    until,
  };
}

function isPrepared({ state }: FoundOrder): boolean {
  return state === 'draft' || state === 'returned';
}

/** Where the link to sign was mailed, for who typed the address. */
function linkSent(order: FoundOrder, parts: readonly Part[]): string | undefined {
  const onBehalf = order.entered_on_behalf || order.completed_on_behalf;
  const typed = parts.includes('correspondent') || (onBehalf && parts.includes('purchasing-officer'));
  if (!order.signatory_email || !typed) return undefined;
  return `Le lien pour signer est envoyé à ${order.signatory_email}.`;
}

function buttonLabel(order: FoundOrder, label: string): string {
  return order.state === 'returned' ? 'Corriger la commande' : label;
}

function reasonText(order: FoundOrder): string | undefined {
  if (!order.reason) return undefined;
  const { returned } = order.reason;
  const before = returned ? ` Renvoyée auparavant : ${quoted(returned)}` : '';
  return `Motif : ${quoted(order.reason)}${before}`;
}

function quoted(reason: Reason): string {
  return `${reasonWords(reason)}${reason.comment ? ` « ${reason.comment} »` : ''}`;
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
