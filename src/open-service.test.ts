import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { findServer } from '#src/platform/database/postgres-process.js';
import { repositoryRoot } from '#src/platform/repository.js';

test('a port that is taken: the start ends by itself, says which, and leaves no PostgreSQL behind', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const dataDir = mkdtempSync(join(tmpdir(), 'cle-'));
  chmodSync(dataDir, 0o711);
  const { PATH, HOME } = process.env;
  const program = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', 'src/main.ts', 'serve'],
    {
      cwd: repositoryRoot(),
      env: { PATH, HOME, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
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
