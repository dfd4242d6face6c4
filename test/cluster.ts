import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#src/platform/database/database.js';
import { migrate } from '#src/platform/database/migrations.js';
import { startPostgres } from '#src/platform/database/postgres.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated database that `freshDatabase` copies. */
    templateUrl: string;
  }
}

/** One server a run, in memory where the machine allows it, gone with the run even when that is interrupted. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres({
    dataDir: mkdtempSync(join(fastestFolder(), 'cle-test-')),
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' },
    disposable: true,
  });
  const template = openDatabase(server.url);
  await migrate(template.db);
  await template.close();
  project.provide('templateUrl', server.url);
  return () => server.stop();
}

function fastestFolder(): string {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}
