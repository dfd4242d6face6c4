import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { repositoryRoot } from '#src/platform/repository.js';
import { connect } from './connect.js';
import { findServer } from './postgres-process.js';

const rounds = 20;

test(`nothing acknowledged is lost in ${rounds} kills of Node, of the server, or of both`, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cle-'));
  chmodSync(dataDir, 0o711);
  let acknowledged = 0;
  for (let round = 0; round < rounds; round += 1) {
    const writer = startWriter(dataDir, acknowledged);
    await writer.first;
    await sleep(Math.random() * 400);
    const server = findServer(join(dataDir, 'postgres'));
    if (round % 3 !== 0 && typeof server === 'object') process.kill(server.pid, 'SIGKILL');
    if (round % 3 !== 1) writer.process.kill('SIGKILL');
    // Where only the server died, the writer goes on with the one that is started again.
    await sleep(round % 3 === 1 ? 2_000 : 0);
    if (round % 3 === 1) expect(writer.process.exitCode).toBeNull();
    writer.process.kill('SIGKILL');
    acknowledged = await writer.last;
    const database = await connect({ dataDir, databaseUrl: undefined });
    const { rows } = await sql<{ count: number; largest: number }>`
      SELECT count(*), max(number) AS largest FROM acknowledged`.execute(database.db);
    // A row may be written whose acknowledgement was cut off, never the other way round.
    expect(rows[0]?.largest).toBeGreaterThanOrEqual(acknowledged);
    expect(rows[0]?.count).toBe(rows[0]?.largest);
    acknowledged = rows[0]?.largest ?? 0;
    await database.close();
  }
  rmSync(dataDir, { recursive: true });
});

/** A process that writes one row after another, and says each number once it is committed. */
function startWriter(
  dataDir: string,
  known: number,
): { process: ChildProcess; first: Promise<void>; last: Promise<number> } {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', 'test/write-rows.ts', dataDir],
    {
      cwd: repositoryRoot(),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let number = known;
  const lines = createInterface(child.stdout);
  lines.on('line', (line) => {
    number = Number(line);
  });
  return {
    process: child,
    first: new Promise((resolve) => lines.once('line', () => resolve())),
    last: new Promise((resolve) => lines.once('close', () => resolve(number))),
  };
}
