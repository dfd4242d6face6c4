import { type Operator, operatorOf } from '#src/directory/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { type MailContact, type NewMail, queueMail } from '#src/platform/mail/mail.js';
import { openDoor } from '#src/platform/sign-in/doors.js';
import type { FileFacts } from './file-facts.js';
import { holderName } from './holder-name.js';
import { filePaths } from './paths.js';
import { correspondentsOf } from './store.js';

interface FileMail extends Omit<NewMail, 'contact' | 'key' | 'about' | 'to'> {
  /** What causes it, once: « line:12 ». */
  readonly cause: string;
  readonly to: 'holder' | 'correspondents' | 'office';
}

/** The door that leads the holder to their file, or to one piece of it. Its link is for the holder's mail alone. */
export function holderDoor(
  act: Act,
  file: FileFacts,
  piece?: { kind: string; name: string },
): Promise<string> {
  return openDoor(act, {
    subject: `file:${file.id}`,
    purpose: piece ? `replace:${piece.kind}` : 'holder',
    email: file.email,
    name: holderName(file),
    label: piece ? `Une pièce à remplacer : ${piece.name}` : 'Votre dossier de certificat',
    path: piece ? filePaths.documents(file.id, piece.kind) : filePaths.mine(file.id),
  });
}

/** Queues a mail about a file to those of one audience, with somebody to reach: the office, else the buyer, who is the office's own contact. */
export async function mailFile(act: Act, file: FileFacts, mail: FileMail): Promise<void> {
  const { cause, to, ...content } = mail;
  const contact = await contactOf(act, file, to === 'office');
  for (const address of await addressesOf(act, file, to)) {
    await queueMail(act, {
      ...content,
      key: `${cause}:${mail.kind}:${address}`,
      about: { order: file.order_id, file: file.id },
      to: address,
      contact,
    });
  }
}

async function addressesOf(act: Act, file: FileFacts, to: FileMail['to']): Promise<string[]> {
  if (to === 'holder') return [file.email];
  if (to === 'office') {
    const office = file.office_id && (await operatorOf(act.tx, file.office_id, 'registration-office'));
    return office ? [office.contactEmail] : [];
  }
  const all = await correspondentsOf(act.tx, [file]);
  return all.map(({ email }) => email).filter((email) => email !== file.email);
}

/** Whom the holder and the organisation may reach about a file. */
async function contactOf(act: Pick<Act, 'tx'>, file: FileFacts, forOffice: boolean): Promise<MailContact> {
  const office =
    file.office_id && !forOffice
      ? await operatorOf(act.tx, file.office_id, 'registration-office')
      : undefined;
  const reached = office ?? (await operatorOf(act.tx, file.purchasing_body_id, 'purchasing-body'));
  if (!reached) throw new Error('nobody can be reached about a file');
  return contactFrom(reached);
}

function contactFrom(operator: Operator): MailContact {
  return { name: operator.contactName, phone: operator.contactPhone, email: operator.contactEmail };
}
