import { type Operator, operatorOf, purchasingBody } from '#src/directory/index.js';
import { handoverPaths } from '#src/handover/paths.js';
import type { Reader } from '#src/handover/store.js';
import type { Act } from '#src/platform/acts/act.js';
import {
  type MailAttachment,
  type MailContact,
  type MailContent,
  queueMail,
} from '#src/platform/mail/mail.js';
import { openDoor } from '#src/platform/sign-in/doors.js';
import { correspondentsOf, type FileFacts, holderName } from '#src/registration/index.js';

export interface Recipient {
  readonly name: string;
  readonly email: string;
}

export interface VisitMail extends Omit<MailContent, 'contact' | 'button' | 'greeting'> {
  /** What causes it, once: « line:12 ». */
  readonly cause: string;
  readonly kind: string;
  /** Words of the button; it leads to the reader's page of the visit. */
  readonly label: string;
  readonly about?: Readonly<Record<string, string>>;
  readonly attachments?: (to: Recipient) => Promise<readonly MailAttachment[]> | readonly MailAttachment[];
}

/** To the holder, through a door that leads to their visit: the link is for their mail alone. */
export async function mailHolder(act: Act, file: FileFacts, mail: VisitMail): Promise<void> {
  const url = await openDoor(act, {
    subject: `file:${file.id}`,
    purpose: 'visit',
    email: file.email,
    name: holderName(file),
    label: `Votre rendez-vous de remise, ${file.organisation_name}`,
    path: handoverPaths.ofFile(file.id),
  });
  const to = { name: holderName(file), email: file.email };
  await send(act, file.delivery_centre_id, to, aboutFile(file, mail), url);
}

/** To the correspondents of the files' organisation; one who is a holder among them has the holder's mail. */
export async function mailCorrespondents(
  act: Act,
  files: readonly FileFacts[],
  mail: VisitMail,
): Promise<void> {
  const [first] = files;
  if (!first) return;
  const holders = new Set(files.map((file) => file.email));
  for (const to of await correspondentsOf(act.tx, files)) {
    if (holders.has(to.email)) continue;
    await send(act, first.delivery_centre_id, to, aboutFile(first, mail), handoverPaths.ofFile(first.id));
  }
}

/** To the delivery officer who goes. */
export function mailOfficer(
  act: Act,
  centre: string,
  to: Recipient,
  mail: VisitMail,
  url: string,
): Promise<void> {
  return send(act, centre, to, mail, url);
}

/** To the mailbox of the delivery centre. */
export async function mailCentre(act: Act, centre: string, mail: VisitMail, url: string): Promise<void> {
  const operator = await operatorOf(act.tx, centre, 'delivery-centre');
  if (!operator) return;
  const to = { name: operator.contactName, email: operator.contactEmail };
  // the centre is not told to write to itself
  const buyer = await purchasingBody(act.tx);
  await send(act, centre, to, mail, url, buyer && contactFrom(buyer));
}

async function send(
  act: Act,
  centre: string,
  to: Recipient,
  mail: VisitMail,
  url: string,
  contact?: MailContact,
): Promise<void> {
  const { cause, label, attachments, about, ...content } = mail;
  await queueMail(act, {
    ...content,
    key: `${cause}:${mail.kind}:${to.email}`,
    about: about ?? {},
    to: to.email,
    greeting: to.name ? `Bonjour ${to.name},` : 'Bonjour,',
    button: { label, url },
    contact: contact ?? (await contactOf(act.tx, centre)),
    attachments: (await attachments?.(to)) ?? [],
  });
}

function aboutFile(file: FileFacts, mail: VisitMail): VisitMail {
  return { ...mail, about: { order: file.order_id, file: file.id, ...mail.about } };
}

/** Whom everybody may reach about a visit: the delivery centre. */
export async function contactOf(db: Reader, centre: string): Promise<MailContact> {
  const operator = await operatorOf(db, centre, 'delivery-centre');
  if (!operator) throw new Error('the delivery centre of a visit is no operator');
  return contactFrom(operator);
}

function contactFrom(operator: Operator): MailContact {
  return { name: operator.contactName, phone: operator.contactPhone, email: operator.contactEmail };
}
