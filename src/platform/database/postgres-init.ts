import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ensureDataDirectory } from './data-directory.js';
import type { Binaries } from './postgres-binaries.js';
import { canEnter, type ServerUser } from './postgres-user.js';

const run = promisify(execFile);

/** The one database and its owner: nobody else connects to a private server. */
const databaseName = 'cle_en_main';
const passwordFile = 'cle-password';

/** Gives the socket its name. A server that listens on loopback instead has another port. */
export const socketPort = 5432;

/** The socket stands in a folder that only the server's user and root may enter: it asks for no password. */
export function connectionUrl(dataDir: string, port: number): string {
  if (port === socketPort) {
    return `postgresql://${databaseName}@localhost/${databaseName}?host=${encodeURIComponent(dataDir)}`;
  }
  const password = readFileSync(join(dataDir, passwordFile), 'utf8');
  return `postgresql://${databaseName}:${password}@127.0.0.1:${port}/${databaseName}`;
}

/**
 * Makes the data folder if there is none yet, beside its place and then renamed into it, so that a start killed
 * half-way leaves nothing that looks whole. Of two at once, the second finds the first one's.
 */
export async function initialise(
  dataDir: string,
  binaries: Binaries,
  user: ServerUser,
  durable: boolean,
  onLaunch?: () => void,
): Promise<void> {
  if (await isInitialised(dataDir, binaries)) return;
  const parent = dirname(dataDir);
  ensureDataDirectory(parent);
  if (!canEnter(user, parent)) {
    throw new Error(
      `PostgreSQL ne tourne pas sous root, et son utilisateur ne peut pas entrer dans ${parent}. Choisissez pour DATA_DIR un dossier ouvert à tous en passage (chmod o+x).`,
    );
  }
  await removeAbandonedDrafts(dataDir);
  const draft = `${dataDir}.init-${process.pid}`;
  await mkdir(draft, { mode: 0o700 });
  const password = `${draft}.password`;
  await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    for (const path of [draft, password]) await chown(path, user.uid, user.gid);
  }
  try {
    const options = { ...user, cwd: '/', env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' } };
    const answers = [
      ['-D', draft, '-U', databaseName, `--pwfile=${password}`],
      ['--auth-local=trust', '--auth-host=scram-sha-256', '--data-checksums'],
      ['-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--builtin-locale=C.UTF-8'],
      // One call for the file system in place of one for each of its thousand files: a third of the time.
      [durable ? '--sync-method=syncfs' : '--no-sync'],
    ].flat();
    const made = run(binaries.initdb, answers, options);
    onLaunch?.();
    await made;
    const single = run(binaries.postgres, ['--single', '-D', draft, 'template1'], options);
    single.child.stdin?.end(`ALTER DATABASE postgres RENAME TO ${databaseName};\n`);
    await single;
    await rename(password, join(draft, passwordFile));
    await rename(draft, dataDir);
  } catch (cause) {
    if (await isInitialised(dataDir, binaries)) return;
    throw new Error(`La base de données n’a pas pu être préparée dans ${dataDir}.`, { cause });
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(password, { force: true });
  }
}

async function isInitialised(dataDir: string, binaries: Binaries): Promise<boolean> {
  const version = await readFile(join(dataDir, 'PG_VERSION'), 'utf8').catch(
    (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return undefined;
      throw new Error(
        `Le dossier ${dataDir} appartient à un autre compte. Choisissez-en un autre avec DATA_DIR.`,
        {
          cause,
        },
      );
    },
  );
  if (version !== undefined && Number.parseInt(version, 10) !== binaries.major) {
    throw new Error(
      `Les données de ${dataDir} sont celles de PostgreSQL ${version.trim()}, et le programme apporte PostgreSQL ${binaries.major}. Revenez à la version précédente de Clé en main, ou indiquez DATABASE_URL.`,
    );
  }
  return version !== undefined;
}

async function removeAbandonedDrafts(dataDir: string): Promise<void> {
  const prefix = `${basename(dataDir)}.init-`;
  for (const name of await readdir(dirname(dataDir))) {
    if (!name.startsWith(prefix)) continue;
    const alive = await stat(`/proc/${Number.parseInt(name.slice(prefix.length), 10)}`).catch(
      () => undefined,
    );
    if (!alive) await rm(join(dirname(dataDir), name), { recursive: true, force: true });
  }
}
