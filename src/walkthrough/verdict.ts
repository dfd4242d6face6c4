import { Unexpected } from './failures.js';
import { likeness, type ReceivedMail } from './mailbox.js';
import type { ServerProcess } from './server.js';

/** How often each thing happens in the whole relay of three holders, whatever was killed on the way. */
const happened: Readonly<Record<string, number>> = {};

interface Line {
  readonly chain: string;
  readonly type: string;
  readonly about: Readonly<Record<string, string>>;
}

/** The journal: verified by the command line, and holding each event as often as it happened. Returned as JSON lines. */
export async function judgeJournal(server: ServerProcess): Promise<{ text: string; words: string }> {
  let words: string;
  try {
    words = (await server.command('journal', 'verify')).trim();
  } catch (error) {
    throw new Unexpected(
      `le journal n’est pas intact : ${(error as { stdout?: string }).stdout ?? String(error)}`,
    );
  }
  const text = await server.command('journal', 'export');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const counted = new Map<string, number>();
  for (const { type } of lines.filter(({ chain }) => chain.startsWith('order:'))) {
    counted.set(type, (counted.get(type) ?? 0) + 1);
  }
  const wrong = Object.entries(happened)
    .filter(([type, times]) => (counted.get(type) ?? 0) !== times)
    .map(([type, times]) => `${type} : ${counted.get(type) ?? 0} au lieu de ${times}`);
  if (wrong.length > 0) throw new Unexpected(`le journal compte ${wrong.join(', ')}`);
  return { text, words };
}

/** A mail that was sent twice bears the same Message-ID; two that say the same are one. */
export function judgeMails(mails: readonly ReceivedMail[]): { sent: number; repeated: number } {
  const saying = new Map<string, string>();
  const bearing = new Map<string, string>();
  for (const mail of mails) {
    const said = likeness(mail);
    const id = `${mail.to} ${mail.messageId}`;
    if ((saying.get(said) ?? id) !== id)
      throw new Unexpected(`« ${mail.subject} » est parti deux fois à ${mail.to}, sous deux identifiants`);
    if ((bearing.get(id) ?? said) !== said)
      throw new Unexpected(`deux courriels différents à ${mail.to} portent le même identifiant`);
    saying.set(said, id);
    bearing.set(id, said);
  }
  return { sent: bearing.size, repeated: mails.length - bearing.size };
}
