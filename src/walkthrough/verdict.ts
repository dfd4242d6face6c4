import { setTimeout as sleep } from 'node:timers/promises';
import { Unexpected } from './failures.js';
import { likeness, type ReceivedMail } from './mailbox.js';
import type { Relay } from './relay.js';
import type { ServerProcess } from './server.js';
import { plain } from './words.js';

/** How often each thing happens in the whole relay of three holders, whatever was killed on the way. */
const happened: Readonly<Record<string, number>> = {
  'appointment.agreed': 2,
  'appointment.held': 2,
  'appointment.proposed': 2,
  'billable-line.counted': 5,
  'billable-line.ready': 4,
  'certificate.issued': 3,
  'certificate.live': 3,
  'certificate.requested': 3,
  'document.deposited': 18,
  'document.judged': 18,
  'file.corrections-asked': 1,
  'file.created': 3,
  'file.filled': 24,
  'file.handed-over': 3,
  'file.invited': 3,
  'file.missed': 1,
  'file.proposed': 4,
  'file.scheduled': 4,
  'file.submitted': 4,
  'file.validated': 3,
  'handover.recorded': 3,
  'invoice.issued': 4,
  'invoice.sent': 4,
  'mission.acknowledged': 1,
  'mission.received': 1,
  'order.acknowledged': 1,
  'order.completed': 1,
  'order.countersigned': 1,
  'order.drafted': 1,
  'order.examined': 1,
  'order.sent': 1,
  'order.signature-asked': 1,
  'order.submitted': 1,
  'seal.set': 5,
  'token.created': 3,
  'token.handed-over': 3,
  'token.received': 3,
  'token.shipped': 3,
};

/** Mails of the whole relay, those with a code and the reminders apart. */
const mailsInAll = 57;

/** What somebody rightly receives twice: to whom, and how the subject begins. */
const twice: readonly (readonly [string, string])[] = [
  ['annaig.dossier', 'Rendez-vous fixé'],
  ['bleuenn.remise', 'Rendez-vous fixé'],
  ['brieuc.marche', 'Rendez-vous fixé'],
  ['brieuc.marche', 'Choisissez l’horaire'],
  ['tifenn.conseil', 'Bien reçu'],
  ['cci.rennes', 'À contrôler : dossier de Tifenn'],
];

interface Line {
  readonly chain: string;
  readonly type: string;
}

/** The journal: verified by the command line, and holding each event as often as it happened. Returned as JSON lines. */
export async function judgeJournal(server: ServerProcess): Promise<{ text: string; words: string }> {
  let words: string;
  try {
    words = (await server.command('journal', 'verify')).trim();
  } catch (error) {
    const { stdout = '', stderr = String(error) } = error as { stdout?: string; stderr?: string };
    throw new Unexpected(`le journal n’est pas dit intact : ${stdout || stderr}`);
  }
  const text = await server.command('journal', 'export');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const counted = new Map<string, number>();
  for (const { chain, type } of lines) {
    if (chain.startsWith('order:')) counted.set(type, (counted.get(type) ?? 0) + 1);
  }
  const wrong = [...new Set([...Object.keys(happened), ...counted.keys()])]
    .filter((type) => type !== 'document.viewed' && (counted.get(type) ?? 0) !== (happened[type] ?? 0))
    .map((type) => `${type} : ${counted.get(type) ?? 0} au lieu de ${happened[type] ?? 0}`);
  if (wrong.length > 0) throw new Unexpected(`le journal compte ${wrong.join(', ')}`);
  return { text, words };
}

/**
 * Every mail came, none was written twice, and one that was sent twice (its sender was killed before it could note
 * that it had gone) bears the same Message-ID and says the same.
 */
export async function judgeMails(relay: Relay): Promise<{ sent: number; repeated: number }> {
  const { mailbox } = relay;
  const deadline = Date.now() + relay.patience * 1000;
  while (expected(mailbox.received).size < mailsInAll && Date.now() < deadline) await sleep(100);
  const each = expected(mailbox.received);
  const groups = Map.groupBy(each.values(), (mail) => `${mail.to} « ${mail.subject} »`);
  for (const [group, mails] of groups) {
    const to = mails[0]?.to.split('@')[0] ?? '';
    const subject = plain(mails[0]?.subject ?? '');
    const allowed = twice.some(([who, start]) => who === to && subject.startsWith(start)) ? 2 : 1;
    if (mails.length !== allowed) {
      throw new Unexpected(`${group} : ${mails.length} courriels différents au lieu de ${allowed}`);
    }
  }
  if (each.size !== mailsInAll) {
    throw new Unexpected(`${each.size} courriels différents sont arrivés, ${mailsInAll} étaient attendus`);
  }
  for (const mail of mailbox.received) {
    const first = each.get(identity(mail));
    if (first && likeness(first) !== likeness(mail)) {
      throw new Unexpected(`deux courriels différents à ${mail.to} portent le même identifiant`);
    }
  }
  const counted = mailbox.received.filter((mail) => !isApart(mail)).length;
  return { sent: mailbox.received.length, repeated: counted - each.size };
}

/** The mails that are counted, the first of each identifier. */
function expected(received: readonly ReceivedMail[]): Map<string, ReceivedMail> {
  const first = new Map<string, ReceivedMail>();
  for (const mail of received.filter((each) => !isApart(each))) {
    if (!first.has(identity(mail))) first.set(identity(mail), mail);
  }
  return first;
}

function identity(mail: ReceivedMail): string {
  return `${mail.to} ${mail.messageId}`;
}

/** Codes are asked for anew after a kill; a reminder depends on the minute. */
function isApart({ subject }: ReceivedMail): boolean {
  return /^(Votre code pour ouvrir|Code de signature|Rappel)/.test(subject);
}
