import { judgeDocuments } from './documents.js';
import { Output } from './output.js';
import { onStage } from './stage.js';
import { steps } from './steps.js';
import { judgeJournal, judgeMails } from './verdict.js';
import { type Say, walk } from './walk.js';

export { Unexpected } from './failures.js';

interface WalkthroughOptions {
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
  const output = new Output(out);
  const keep = (name: string, bytes: Uint8Array): void => output.keep(name, bytes);
  await onStage({ program, rough: false, keep }, async (relay) => {
    const { server, mailbox } = relay;
    say(`Serveur ouvert sur ${server.baseUrl}, courrier reçu sur ${mailbox.url}`);
    try {
      await walk(relay, steps, say);
      const journal = await judgeJournal(server);
      output.keep('journal.jsonl', journal.text);
      const { sent } = await judgeMails(relay);
      const documents = await judgeDocuments(relay);
      say(`${journal.words} ${sent} courriels reçus. ${documents} documents scellés, tous valides.`);
      // Its clock has gone some days ahead, and so have its seals.
      const at = server.now.toISOString().slice(0, 19);
      say(
        `Pour les juger soi-même : ./cle trust pdf FICHIER… --profile order --anchor ${out}/autorite-simulee-TEST.pem --at ${at}Z`,
      );
    } finally {
      output.keepMails(mailbox.received);
    }
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  say(`Parcours complet en ${seconds} s ; tout ce qui a été reçu est dans ${out}`);
}
