import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { findServer } from '#src/platform/database/postgres-process.js';
import { repositoryRoot } from '#src/platform/repository.js';

/** The program with a folder of its own, as `npm start` runs it. */
function start(env: Record<string, string>): {
  program: ChildProcessByStdio<null, Readable, Readable>;
  dataDir: string;
} {
  const dataDir = mkdtempSync(join(tmpdir(), 'cle-'));
  chmodSync(dataDir, 0o711);
  const { PATH, HOME } = process.env;
  const program = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', 'src/main.ts', 'serve'],
    {
      cwd: repositoryRoot(),
      env: { PATH, HOME, HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  return { program, dataDir };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

test('a port that is taken: the start ends by itself, says which, and leaves no PostgreSQL behind', async () => {
  const taken = createServer();
  const port = await listening(taken);
  const { program, dataDir } = start({ PORT: String(port) });
  const [said, complaint, [code]] = await Promise.all([
    text(program.stdout),
    text(program.stderr),
    once(program, 'exit'),
  ]);
  expect(complaint).toContain(`PORT\u202f: le port ${port} est déjà pris.`);
  // closed in order: no job was cut off, no connection was lost, nothing else is said
  expect(complaint).not.toMatch(/"level"|terminating connection|ECONNRESET/);
  expect(said).toBe('');
  expect(code).toBe(2);
  expect(findServer(join(dataDir, 'postgres'))).toBeUndefined();
  taken.close();
  rmSync(dataDir, { recursive: true });
});

test('a mail server that never answers does not hold the stop', async () => {
  const reached: Socket[] = [];
  const silent = createServer((socket) => {
    reached.push(socket);
    socket.write('220 courrier.exemple.fr\r\n');
  });
  const smtp = await listening(silent);
  const { program, dataDir } = start({
    PORT: '0',
    DEMONSTRATION: 'non',
    SMTP_URL: `smtp://127.0.0.1:${smtp}`,
  });
  const [said] = (await once(program.stdout, 'data')) as [Buffer];
  const url = /http:\S+/.exec(said.toString())?.[0] ?? '';
  await fetch(`${url}/connexion`, {
    method: 'POST',
    headers: { origin: url },
    body: new URLSearchParams({ adresse: 'nolwenn.letest@exemple.fr' }),
    redirect: 'manual',
  });
  await expect.poll(() => reached.length, { timeout: 30_000 }).toBe(1);
  const asked = Date.now();
  program.kill('SIGTERM');
  const [code] = await once(program, 'exit');
  expect(code).toBe(0);
  expect(Date.now() - asked).toBeLessThan(60_000);
  expect(findServer(join(dataDir, 'postgres'))).toBeUndefined();
  for (const socket of reached) socket.destroy();
  silent.close();
  rmSync(dataDir, { recursive: true });
});
