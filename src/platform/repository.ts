import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout's folder, wherever this code runs from: `src/` under tsx and Vitest, `dist/` otherwise. */
export function repositoryRoot(): string {
  let folder = realpathSync(import.meta.dirname);
  while (!existsSync(join(folder, 'package.json'))) {
    if (folder === dirname(folder)) throw new Error('package.json introuvable au-dessus du programme.');
    folder = dirname(folder);
  }
  return folder;
}

/** Short and stable for one checkout's path: two clones on a machine never share what is named after it. */
export function checkoutKey(): string {
  return createHash('sha256').update(repositoryRoot()).digest('hex').slice(0, 16);
}
