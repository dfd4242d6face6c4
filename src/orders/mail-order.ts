import {
  correspondentEmails,
  followersAmong,
  type Operator,
  operatorOf,
  peopleWith,
  whoLeft,
} from '#src/directory/index.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Tx } from '#src/platform/database/database.js';
import {
  type MailAttachment,
  type MailContact,
  type MailContent,
  queueMail,
} from '#src/platform/mail/mail.js';
import { namedCorrespondent } from './named-correspondent.js';
import type { FoundOrder } from './rows.js';
import { signaturesOf } from './signature/signature-store.js';

/** Who of the relay a mail about an order goes to. */
export type Audience = 'correspondents' | 'signatory' | 'purchasing-body' | 'delivery-centre';

export interface OrderMail extends Omit<MailContent, 'contact' | 'button'> {
  /** What causes it, once: « order-submitted:LINE ». */
  readonly cause: string;
  readonly kind: string;
  readonly to: Audience;
  readonly button?: { readonly label: string; readonly url: string };
  readonly attachments?: readonly MailAttachment[];
}

/**
 * Queues a mail about an order to those of one audience, each in a mail of their own. Everybody is to reach the
 * buyer, who is to reach the organisation.
 */
export async function mailOrder(act: Act, order: FoundOrder, mail: OrderMail): Promise<void> {
  const { cause, to, ...content } = mail;
  const buyer = await operatorOf(act.tx, order.purchasing_body_id, 'purchasing-body');
  if (!buyer) throw new Error('the purchasing body of an order is no operator');
  const ours = { name: buyer.contactName, phone: buyer.contactPhone, email: buyer.contactEmail };
  const contact = to === 'purchasing-body' ? ((await organisationContact(act, order)) ?? ours) : ours;
  for (const address of await addressesOf(act, order, to, buyer)) {
    await queueMail(act, {
      ...content,
      key: `${cause}:${mail.kind}:${address}`,
      about: { order: order.id },
      to: address,
      contact,
    });
  }
}

async function addressesOf(act: Act, order: FoundOrder, to: Audience, buyer: Operator): Promise<string[]> {
  switch (to) {
    case 'correspondents':
      return correspondentAddresses(act, order);
    case 'signatory':
      return signatoryAddress(order);
    case 'purchasing-body':
      return [buyer.contactEmail];
    case 'delivery-centre': {
      const centre = await operatorOf(act.tx, order.delivery_centre_id, 'delivery-centre');
      return centre ? [centre.contactEmail] : [];
    }
  }
}

/**
 * Those who follow the order for the organisation, among who may open it: its author, and the correspondent named in it
 * once somebody confirmed them. Where neither does, or one of them has left, the organisation's correspondents hear. One
 * entered on its behalf is also for the officers who may go on with it, until it is signed and somebody of the
 * organisation may. Where that leaves nobody, whoever is to sign or has signed.
 */
async function correspondentAddresses(act: Act, order: FoundOrder): Promise<string[]> {
  const author = order.entered_on_behalf ? null : order.author_id;
  const who = { id: author, email: namedCorrespondent(order)?.email ?? null };
  const known = await followersAmong(act.tx, who, order.organisation_id);
  const present = known.filter(({ id, confirmed, left }) => confirmed || (id === author && !left));
  const replaced = present.length === 0 || known.some(({ left }) => left);
  const addresses = new Set([
    ...present.map(({ email }) => email),
    ...(replaced ? await correspondentEmails(act.tx, order.organisation_id) : []),
  ]);
  if (order.entered_on_behalf && (order.submitted_at === null || addresses.size === 0)) {
    for (const email of await officerEmails(act, order)) addresses.add(email);
  }
  return addresses.size > 0 ? [...addresses] : signatoryWhoMayOpen(act.tx, order);
}

async function officerEmails(act: Act, order: FoundOrder): Promise<string[]> {
  const officers = await peopleWith(act.tx, 'purchasing-officer', order.purchasing_body_id);
  return officers.map(({ email }) => email);
}

/** An order is the signatory's to read while it is to sign, and once signed: not when it was taken back. */
async function signatoryWhoMayOpen(tx: Tx, order: FoundOrder): Promise<string[]> {
  const theirs =
    order.state === 'to-sign' || (await signaturesOf(tx, order.id)).some(({ kind }) => kind === 'signature');
  return theirs ? signatoryAddress(order) : [];
}

function signatoryAddress(order: FoundOrder): string[] {
  return order.signatory_email ? [order.signatory_email] : [];
}

/** The correspondent that the order names, or where they have left, who has been there longest. */
async function organisationContact(act: Act, order: FoundOrder): Promise<MailContact | undefined> {
  const named = namedCorrespondent(order);
  const gone = named && (await whoLeft(act.tx, [named.email], order.organisation_id)).size > 0;
  if (named && !gone) return named;
  const [first] = await peopleWith(act.tx, 'correspondent', order.organisation_id);
  return first && { name: first.name, phone: first.phone ?? '', email: first.email };
}

/** « 3 certificats », « 1 certificat ». */
export function certificates(quantity: number): string {
  return `${quantity}\u00a0certificat${quantity > 1 ? 's' : ''}`;
}
