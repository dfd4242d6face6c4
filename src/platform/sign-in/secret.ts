import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#src/platform/config/config.js';
import { ensureDataDirectory } from '#src/platform/database/data-directory.js';

/** The secret that sessions rest on: the one configured, else one made once and kept for its owner's eyes only. */
export function keptSecret(config: Pick<Config, 'secret' | 'dataDir'>): string {
  if (config.secret) return config.secret;
  ensureDataDirectory(config.dataDir);
  const file = join(config.dataDir, 'secret');
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}
