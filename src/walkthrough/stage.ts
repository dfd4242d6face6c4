import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mailbox } from './mailbox.js';
import { newRelay, type Relay } from './relay.js';
import { ServerProcess } from './server.js';

/** A fresh server, its database in a folder of its own, a mail server; all gone once the play is over. */
export async function onStage<T>(
  parts: { program: readonly string[]; rough: boolean; keep: Relay['keep'] },
  play: (relay: Relay) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'cle-en-main-parcours-'));
  // the database's own account walks through it
  chmodSync(folder, 0o711);
  const mailbox = await Mailbox.open();
  const { program, rough, keep } = parts;
  const dataDir = join(folder, 'donnees');
  const server = await ServerProcess.prepare({ program, dataDir, smtpUrl: mailbox.url });
  try {
    await server.start();
    return await play(newRelay({ server, mailbox, rough, keep }));
  } finally {
    await server.stop();
    await mailbox.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
