import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { checkoutKey } from '#src/platform/repository.js';

/** Who the server runs as; spread into the options of `spawn`. Empty: as whoever runs us. */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

/**
 * PostgreSQL refuses to run as root: root hands it to the owner of the data that is already there, else to
 * `postgres` where that user exists, else to `nobody`. Nobody is created on the machine.
 */
export function serverUser(dataDir: string): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const owner = statSync(join(dataDir, 'PG_VERSION'), { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'PostgreSQL ne peut pas tourner sous root, et cette machine n’a ni utilisateur « postgres » ni « nobody ». Lancez Clé en main sous un autre compte, ou indiquez DATABASE_URL.',
  );
}

/** Whether that user may walk into a folder: a home of root is closed to everybody else. */
export function canEnter(user: ServerUser, folder: string): boolean {
  return spawnSync('test', ['-x', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** A folder of this checkout's own outside the checkout, for when the checkout itself cannot serve. */
export function folderOutsideCheckout(): string {
  const parent =
    process.getuid?.() === 0 ? '/var/lib' : (process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'));
  return join(parent, 'cle-en-main', checkoutKey());
}
