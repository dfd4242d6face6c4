import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '#src/platform/database/postgres.js';
import { findServer } from '#src/platform/database/postgres-process.js';

export interface Cluster {
  /** Its first process. */
  readonly pid: number;
  /** The address of the database that the others are copied from. */
  readonly url: string;
  /** Copies the first database under another name; nobody may be connected to it. */
  copy(name: string): Promise<string>;
  drop(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** A private server for this run, in memory where the machine allows it: what is measured is processor time, not disks. */
export async function openCluster(): Promise<Cluster> {
  const dataDir = mkdtempSync(join(fastestFolder(), 'cle-bench-'));
  const server = await startPostgres({
    dataDir,
    settings: {
      fsync: 'off',
      full_page_writes: 'off',
      shared_buffers: '256MB',
      max_wal_size: '4GB',
      max_connections: '60',
      autovacuum: 'off',
      jit: 'off',
    },
    disposable: true,
  });
  const found = findServer(dataDir);
  if (typeof found !== 'object') throw new Error('the private server is not found');
  const first = new URL(server.url);
  const administer = async (statement: string): Promise<void> => {
    const url = new URL(first);
    url.pathname = '/template1';
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  return {
    pid: found.pid,
    url: server.url,
    async copy(name) {
      await administer(`CREATE DATABASE ${name} TEMPLATE ${first.pathname.slice(1)} STRATEGY file_copy`);
      const url = new URL(first);
      url.pathname = `/${name}`;
      return url.href;
    },
    drop: (name) => administer(`DROP DATABASE ${name} WITH (FORCE)`),
    stop: () => server.stop(),
  };
}

function fastestFolder(): string {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}
