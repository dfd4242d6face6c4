import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './postgres-binaries.js';
import { canEnter, type ServerUser } from './postgres-user.js';

const run = promisify(execFile);

/** The one database and its owner: nobody else connects to a private server. */
export const databaseName = 'cle_en_main';
export const passwordFile = 'cle-password';

/**
 * Makes the data folder if there is none yet, beside its place and then renamed into it, so that a start killed
 * half-way leaves nothing that looks whole. Of two at once, the second finds the first one's.
 */
export async function initialise(
  dataDir: string,
  binaries: Binaries,
  user: ServerUser,
  durable: boolean,
): Promise<void> {
  if (await stat(join(dataDir, 'PG_VERSION')).catch(() => undefined)) return;
  const parent = dirname(dataDir);
  const created = await mkdir(parent, { recursive: true });
  if (created) await chmod(parent, 0o711);
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
      ...(durable ? [] : [['--no-sync']]),
    ].flat();
    await run(binaries.initdb, answers, options);
    const single = run(binaries.postgres, ['--single', '-D', draft, 'template1'], options);
    single.child.stdin?.end(`CREATE DATABASE ${databaseName};\n`);
    await single;
    await rename(password, join(draft, passwordFile));
    await rename(draft, dataDir);
  } catch (cause) {
    if (await stat(join(dataDir, 'PG_VERSION')).catch(() => undefined)) return;
    throw new Error(`La base de données n’a pas pu être préparée dans ${dataDir}.`, { cause });
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(password, { force: true });
  }
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
