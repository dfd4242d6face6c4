import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { repositoryRoot } from '#src/platform/repository.js';
import { openDatabase } from './database.js';
import { type PrivatePostgres, startPostgres } from './postgres.js';
import { findServer } from './postgres-process.js';

// Each start of a new server writes some 40 MB and waits for the disk.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let dataDir: string;
beforeAll(async () => {
  folder = temporaryFolder();
  dataDir = join(folder, 'postgres');
  await using(await startPostgres({ dataDir }), (server) =>
    query(server.url, `CREATE TABLE kept AS SELECT 'Ploërmel' AS place`),
  );
});
const elsewhere: ChildProcess[] = [];
afterAll(async () => {
  for (const child of elsewhere) child.kill('SIGKILL');
  await waitUntil(() => findServer(dataDir) === undefined);
  rmSync(folder, { recursive: true, force: true });
});

test('a later start finds the data, and nothing of the earlier server is left', async () => {
  expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false);
  await using(await startPostgres({ dataDir }), (server) => expectKept(server.url));
});

test('the server keeps its promises: durable writes, checksums, Unicode, no open port', async () => {
  await using(await startPostgres({ dataDir }), async ({ url }) => {
    const [row] = await query(
      url,
      `SELECT current_setting('fsync') AS fsync, current_setting('data_checksums') AS checksums,
         lower('ÉVÊCHÉ') AS lower, current_setting('listen_addresses') AS listens`,
    );
    expect(row).toEqual({ fsync: 'on', checksums: 'on', lower: 'évêché', listens: '' });
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });
});

test('when the path is too long for a socket, the server listens on loopback and asks for its password', async () => {
  const long = join(folder, 'a'.repeat(100));
  await using(await startPostgres({ dataDir: long, settings: { fsync: 'off' } }), async ({ url }) => {
    expect(url).toContain('@127.0.0.1:');
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const guessed = new URL(url);
    guessed.password = 'devine';
    await expect(query(guessed.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });
});

test('the server shuts down cleanly when the process that started it is killed', async () => {
  const owner = await startElsewhere(dataDir);
  owner.process.kill('SIGKILL');
  // It gives up its file a moment before it writes its last line.
  await waitUntil(() => findServer(dataDir) === undefined);
  await waitUntil(() =>
    readFileSync(join(dataDir, 'server.log'), 'utf8').endsWith('database system is shut down\n'),
  );
  expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false);
});

test('a start right after a kill waits for the old server to end, then serves', async () => {
  const owner = await startElsewhere(dataDir);
  owner.process.kill('SIGKILL');
  await once(owner.process, 'exit');
  await using(await startPostgres({ dataDir }), async (server) => {
    expect(server.owned).toBe(true);
    await expectKept(server.url);
  });
});

test('a server whose watcher was killed as well is stopped by the next start', async () => {
  const owner = await startElsewhere(dataDir);
  const orphan = running();
  // Suspended first, so that neither half of the watcher sees the pipe close.
  const watchers = shellsInGroup(orphan.parent);
  for (const pid of watchers) process.kill(pid, 'SIGSTOP');
  owner.process.kill('SIGKILL');
  for (const pid of watchers) process.kill(pid, 'SIGKILL');
  await using(await startPostgres({ dataDir }), async (server) => {
    expect(running().pid).not.toBe(orphan.pid);
    await expectKept(server.url);
  });
});

test('a server that dies is started again at the same address, and a transaction cut off is only an error', async () => {
  await using(await startPostgres({ dataDir }), async ({ url }) => {
    const { pid } = running();
    const database = openDatabase(url);
    const cutOff = database.db.transaction().execute(async (tx) => {
      await sleep(300);
      await sql`SELECT 1`.execute(tx);
    });
    const told = expect(cutOff).rejects.toThrow();
    await sleep(100);
    process.kill(pid, 'SIGKILL');
    await waitUntil(() => {
      const found = findServer(dataDir);
      return typeof found === 'object' && found.pid !== pid && found.ready;
    });
    await told;
    const { rows } = await sql`SELECT place FROM kept`.execute(database.db);
    expect(rows).toHaveLength(1);
    await database.close();
  });
});

test('a server killed together with all that watched it leaves nothing that stops the next start', async () => {
  const owner = await startElsewhere(dataDir);
  process.kill(-running().parent, 'SIGKILL');
  owner.process.kill('SIGKILL');
  await using(await startPostgres({ dataDir }), (server) => expectKept(server.url));
});

test('a file left by a server whose number another program has now does not stop the start', async () => {
  const stranger = spawn('sleep', ['60']);
  writeFileSync(join(dataDir, 'postmaster.pid'), `${stranger.pid}\n${dataDir}\n1\n5432\n\n\n\nready\n`);
  expect(findServer(dataDir)).toBe('stale');
  await using(await startPostgres({ dataDir }), (server) => expectKept(server.url));
  stranger.kill();
});

test('of two starts at once, in two processes and on new data, one serves both', async () => {
  const fresh = join(folder, 'contested');
  const both = await Promise.all([startElsewhere(fresh), startElsewhere(fresh)]);
  expect(both.map((start) => start.owned).sort()).toEqual([false, true]);
  for (const { url } of both) expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  for (const start of both) start.process.kill('SIGKILL');
  await waitUntil(() => findServer(fresh) === undefined);
});

test('data of another version of PostgreSQL are refused with a sentence', async () => {
  const old = temporaryFolder();
  writeFileSync(join(old, 'PG_VERSION'), '15\n');
  await expect(startPostgres({ dataDir: old })).rejects.toThrow('sont celles de PostgreSQL 15');
  rmSync(old, { recursive: true });
});

test('disposable data are gone with the server', async () => {
  const short = mkdtempSync(join(tmpdir(), 'cle-'));
  const server = await startPostgres({ dataDir: short, settings: { fsync: 'off' }, disposable: true });
  await server.stop();
  expect(existsSync(short)).toBe(false);
});

const nobody = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m);
const apart = process.getuid?.() !== 0 || !nobody || !openToAll(process.execPath);
test.skipIf(apart)(
  'an ordinary user starts one too, where this program lies in nobody’s private folder',
  async () => {
    const [uid, gid] = [Number(nobody?.[1]), Number(nobody?.[2])];
    const home = temporaryFolder();
    chownSync(home, uid, gid);
    const start = await startElsewhere(join(home, 'postgres'), { uid, gid });
    expect(statSync(join(home, 'postgres')).uid).toBe(uid);
    expect(start.owned).toBe(true);
    start.process.kill('SIGKILL');
    await waitUntil(() => findServer(join(home, 'postgres')) === undefined);
    rmSync(home, { recursive: true });
  },
);

/** Whether other users come to this file: not under root's private home. */
function openToAll(file: string): boolean {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
  }
  return true;
}

function temporaryFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'cle-'));
  chmodSync(made, 0o711);
  return made;
}

async function using(
  server: PrivatePostgres,
  action: (server: PrivatePostgres) => Promise<unknown>,
): Promise<void> {
  try {
    await action(server);
  } finally {
    await server.stop();
  }
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function expectKept(url: string): Promise<void> {
  expect(await query(url, 'SELECT place FROM kept')).toEqual([{ place: 'Ploërmel' }]);
}

interface StartElsewhere {
  process: ChildProcess;
  url: string;
  owned: boolean;
}

/** Starts one in another Node process, as the command line does. */
async function startElsewhere(
  data: string,
  user: { uid?: number; gid?: number } = {},
): Promise<StartElsewhere> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', 'test/start-postgres.ts', data],
    { ...user, cwd: repositoryRoot(), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  elsewhere.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, ...(JSON.parse(line.toString()) as { url: string; owned: boolean }) };
}

function running(): { pid: number; parent: number } {
  const found = findServer(dataDir);
  if (typeof found !== 'object') throw new Error('no server runs');
  return found;
}

function shellsInGroup(group: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const stats = pids.flatMap((pid) => {
    const file = `/proc/${pid}/stat`;
    return existsSync(file) ? [readFileSync(file, 'utf8')] : [];
  });
  const shells = stats.flatMap(
    (line) => new RegExp(`^(\\d+) \\(sh\\) \\w \\d+ ${group} `).exec(line)?.[1] ?? [],
  );
  expect(shells).toHaveLength(2);
  return shells.map(Number);
}

async function waitUntil(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('waited too long');
    await sleep(20);
  }
}
