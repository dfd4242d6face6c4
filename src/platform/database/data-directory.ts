import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from '#src/platform/config/config-error.js';
import { repositoryRoot } from '#src/platform/repository.js';
import { canEnter, folderOutsideCheckout, serverUser } from './postgres-user.js';

/**
 * Where data stands when DATA_DIR does not say: `.data` in the checkout, or a folder of this checkout's own
 * elsewhere when the checkout is read-only, when root's database server could not enter it, or when `.data` belongs to
 * another account. The same answer at every start, so that a later one finds its data.
 */
export function defaultDataDirectory(): string {
  const root = repositoryRoot();
  const folder = join(root, '.data');
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
  const mine = owner === undefined ? isWritable(root) : owner === process.getuid?.();
  return mine && canEnter(serverUser(join(folder, 'postgres')), root) ? folder : folderOutsideCheckout();
}

/** Makes the folder if need be. Under root, the database's user may walk through it but not look around. */
export function ensureDataDirectory(folder: string): void {
  try {
    const missing: string[] = [];
    for (let at = folder; !statSync(at, { throwIfNoEntry: false }); at = dirname(at)) missing.unshift(at);
    for (const path of missing) {
      mkdirSync(path);
      chmodSync(path, process.getuid?.() === 0 ? 0o711 : 0o700);
    }
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new ConfigError(
      [
        {
          variable: 'DATA_DIR',
          problem: `le dossier de données ${folder} ne peut pas être créé ou modifié par ce compte. Choisissez-en un autre.`,
        },
      ],
      { cause },
    );
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
