import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mailbox } from './mailbox.js';
import { Output } from './output.js';
import { newRelay } from './relay.js';
import { ServerProcess } from './server.js';
import { steps } from './steps.js';
import { judgeJournal, judgeMails } from './verdict.js';
import { type Say, walk } from './walk.js';

export { Unexpected } from './failures.js';

export interface WalkthroughOptions {
  /** The program to start, as arguments of Node. */
  readonly program: readonly string[];
  /** Where everything that was received is left. */
  readonly out: string;
  readonly say: Say;
}

/**
 * Runs the whole relay on a server of its own, with a database of its own, through pages and mails only.
 * @throws Unexpected where anything is not as it should be
 */
export async function walkThrough({ program, out, say }: WalkthroughOptions): Promise<void> {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'cle-en-main-parcours-'));
  // the database's own account walks through it
  chmodSync(folder, 0o711);
  const output = new Output(out);
  const mailbox = await Mailbox.open();
  const server = await ServerProcess.prepare({
    program,
    dataDir: join(folder, 'donnees'),
    smtpUrl: mailbox.url,
  });
  const keep = (name: string, bytes: Uint8Array): void => output.keep(name, bytes);
  const relay = newRelay({ server, mailbox, rough: false, keep });
  try {
    await server.start();
    say(`Serveur ouvert sur ${server.baseUrl}, courrier reçu sur ${mailbox.url}`);
    await walk(relay, steps, say);
    const journal = await judgeJournal(server);
    output.keep('journal.jsonl', journal.text);
    const mails = judgeMails(mailbox.received);
    say(`${journal.words} ${mails.sent} courriels reçus.`);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    say(`Parcours complet en ${seconds} s ; tout ce qui a été reçu est dans ${out}`);
  } finally {
    output.keepMails(mailbox.received);
    await server.stop();
    await mailbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
