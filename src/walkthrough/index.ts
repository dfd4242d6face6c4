import { judgeDocuments } from './documents.js';
import { Output } from './output.js';
import type { Say } from './report.js';
import { onStage } from './stage.js';
import { steps } from './steps.js';
import { judgeJournal, judgeMails } from './verdict.js';
import { secondsSince, walk } from './walk.js';

export { Unexpected } from './failures.js';
export { inJson, inWords } from './report.js';

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
    say({ event: 'opened', server: server.baseUrl, mail: mailbox.url });
    try {
      await walk(relay, steps, (done) => say({ event: 'step', ...done }));
      const { text, words } = await judgeJournal(server);
      output.keep('journal.jsonl', text);
      const { sent } = await judgeMails(relay);
      const documents = await judgeDocuments(relay);
      say({
        event: 'judged',
        words,
        journalLines: text.trim().split('\n').length,
        mails: sent,
        documents,
        anchor: `${out}/autorite-simulee-TEST.pem`,
        // its clock has gone some days ahead, and so have its seals
        at: `${server.now.toISOString().slice(0, 19)}Z`,
      });
    } finally {
      output.keepMails(mailbox.received);
    }
  });
  say({ event: 'done', seconds: secondsSince(started), folder: out });
}
