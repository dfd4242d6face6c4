import { mailReason } from '#src/catalogue/index.js';
import type { Act, Follower } from '#src/platform/acts/act.js';
import { calendar } from '#src/platform/acts/actor.js';
import type { Event } from '#src/platform/acts/journal.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import { closeDoor } from '#src/platform/sign-in/doors.js';
import { askedToMend } from './draft/fields-to-mend.js';
import { currentMission } from './examination/mission-store.js';
import { returnOrder } from './examination/return-order.js';
import type { OrderMail } from './mail-order.js';
import { certificates, mailOrder } from './mail-order.js';
import { orderPaths } from './paths.js';
import type { FoundOrder } from './rows.js';
import { signingDoor } from './signature/signature-asked.js';
import { findOrderFacts } from './store.js';
import type { CertificationAuthority } from './transmission/certification-authority.js';

type Words = (order: FoundOrder) => Omit<OrderMail, 'cause' | 'kind'>[];

const url = (order: FoundOrder): string => orderPaths.order(order.id);
const what = (order: FoundOrder): string => `commande ${order.number}, ${order.organisation_name}`;

/** What each event tells to whom. The reason is the one kept with the order by the step. */
const words: Readonly<Record<string, Words>> = {
  'order.taken-back': (order) => [
    {
      to: 'signatory',
      subject: `Plus à signer : ${what(order)}`,
      paragraphs: [
        'La commande a été reprise avant votre signature : le lien reçu ne s’ouvre plus. Vous n’avez rien à faire.',
      ],
      ...mailReason(order.reason, 'Motif'),
    },
  ],
  'order.signing-declined': (order) => [
    {
      to: 'correspondents',
      subject: `Non signée : ${what(order)}`,
      paragraphs: ['Le représentant légal n’a pas signé la commande. Corrigez-la ou retirez-la.'],
      ...mailReason(order.reason, 'Motif donné'),
      button: { label: 'Reprendre la commande', url: url(order) },
    },
  ],
  'order.returned': (order) => [
    {
      to: 'correspondents',
      subject: `À corriger : ${what(order)}`,
      paragraphs: ['Corrigez la commande, puis renvoyez-la. Ce qui était juste est conservé.'],
      ...mailReason(order.reason, 'Motif du renvoi'),
      items: askedToMend(order),
      button: { label: 'Corriger la commande', url: url(order) },
    },
  ],
  'order.refused': (order) => [
    {
      to: 'correspondents',
      subject: `Refusée : ${what(order)}`,
      paragraphs: ['L’organisme acheteur ne peut pas donner suite à cette commande. Elle est close.'],
      ...mailReason(order.reason, 'Motif du refus'),
      button: { label: 'Voir la commande', url: url(order) },
    },
  ],
  'order.acknowledged': (order) => [
    {
      to: 'correspondents',
      subject: `Transmise : ${what(order)}`,
      paragraphs: [
        `L’autorité de certification a enregistré la commande sous la référence ${order.authority_reference}. Chaque titulaire reçoit maintenant un courriel pour remplir son dossier : prévenez-les.`,
      ],
      button: { label: 'Suivre les dossiers', url: url(order) },
    },
  ],
  'order.authority-refused': (order) => [
    {
      to: 'purchasing-body',
      subject: `Refusée par l’autorité : ${what(order)}`,
      paragraphs: [
        'L’autorité de certification n’a pas pris la commande. Décidez de la suite : contresignez pour la transmettre de nouveau, renvoyez-la ou refusez-la.',
      ],
      ...mailReason(order.reason, 'Réponse de l’autorité'),
      button: { label: 'Ouvrir la commande', url: url(order) },
    },
  ],
  'order.withdrawn': (order) => ended(order, 'retirée par l’organisme'),
  'order.cancelled': (order) => ended(order, 'annulée par l’organisme acheteur'),
  'order.lapsed': (order) => [
    {
      to: 'correspondents',
      subject: `Expirée : ${what(order)}`,
      paragraphs: [
        'Cette commande est restée sans suite : elle est close. Vous pouvez en préparer une nouvelle.',
      ],
      button: { label: 'Commander de nouveau', url: orderPaths.start },
    },
  ],
  'order.completed': (order) => [
    {
      to: 'correspondents',
      subject: `Terminée : ${what(order)}`,
      paragraphs: [
        'Le dossier de chaque titulaire a pris fin. Les factures suivent, émises après la remise des clés.',
      ],
      button: { label: 'Voir la commande', url: url(order) },
    },
  ],
};

function ended(order: FoundOrder, how: string): Omit<OrderMail, 'cause' | 'kind'>[] {
  const mail = {
    subject: `Close : ${what(order)}`,
    paragraphs: [
      `Cette commande de ${certificates(order.quantity)} a été ${how}. Les dossiers en cours sont abandonnés.`,
    ],
    ...mailReason(order.reason, 'Motif'),
    button: { label: 'Voir la commande', url: url(order) },
  };
  const audiences = order.submitted_at
    ? (['correspondents', 'purchasing-body', 'delivery-centre'] as const)
    : (['correspondents'] as const);
  return audiences.map((to) => ({ ...mail, to }));
}

/** To the purchasing body, where nobody else tells the authority. */
const passOn =
  'L’autorité de certification n’est pas reliée à Clé en main : dites-lui sans attendre que cette commande est close.';

/** The authority has an order that was given up, and hears of it from people alone. */
function toPassOn({ type, data }: Event, authority: CertificationAuthority): boolean {
  const given = type === 'order.withdrawn' || type === 'order.cancelled';
  return Boolean(authority.byHand) && given && (data.from === 'sent' || data.from === 'transmitted');
}

/** Tells those whom a step concerns, with its reason. */
export const orderMoved = (authority: CertificationAuthority): Reaction => ({
  name: 'order-moved',
  on: Object.keys(words),
  async run(act, event, line) {
    const order = await findOrderFacts(act.tx, event.about.order ?? '');
    if (!order) return;
    for (const mail of words[event.type]?.(order) ?? []) {
      const { paragraphs } = mail;
      const more = mail.to === 'purchasing-body' && toPassOn(event, authority) ? [passOn] : [];
      await mailOrder(act, order, {
        ...mail,
        paragraphs: [...paragraphs, ...more],
        cause: `line:${line}`,
        kind: event.type.replace('.', '-'),
      });
    }
  },
});

/** A signing link serves one request for signature: it closes with it, and its page says why. */
export const closeSigningDoor: Follower = async (act, event) => {
  const order = event.about.order ?? '';
  const reason =
    event.type === 'order.submitted'
      ? 'La commande a été signée : ce lien ne sert plus.'
      : await whyNotToSign(act, order);
  await closeDoor(act, { subject: `order:${order}`, purpose: signingDoor, reason });
};

async function whyNotToSign(act: Act, id: string): Promise<string> {
  const reason = (await findOrderFacts(act.tx, id))?.reason;
  return `La commande n’est plus à signer.${reason ? ` Motif : ${reason.sentence || reason.label}` : ''}`;
}

/** When the delivery centre declines, the order is returned in the same instant, with its reason. */
export const returnDeclinedOrder: Follower = async (act, event) => {
  const id = event.about.order ?? '';
  const mission = await currentMission(act.tx, id);
  // an order that has already left the hands of the purchasing body keeps its course: that refusal is the answer
  await returnOrder({ ...act, actor: calendar }, id, {
    code: 'mission-declined',
    label: 'Mission déclinée par le centre de délivrance',
    sentence:
      mission?.reason?.sentence ||
      mission?.reason?.label ||
      'Le centre de délivrance ne peut pas remplir cette mission.',
    comment: mission?.reason?.comment ?? '',
  });
};
