import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { repositoryRoot } from '#src/platform/repository.js';
import type { Database, Tx } from './database.js';

/**
 * Brings the schema up to date with `migrations/*.sql`, in the order of their names, each in a transaction of its
 * own and under a lock. None waits for the disk: the first commit after them does, and a file that was lost with the
 * machine is applied again. What was applied once may neither change nor vanish: this refuses to go on.
 *
 * @returns the names of what was applied now
 */
export async function migrate(db: Database, folder?: string): Promise<string[]> {
  const files = await readMigrations(folder ?? join(repositoryRoot(), 'migrations'));
  const applied = await appliedMigrations(db);
  for (const [name, hash] of applied) {
    const file = files.get(name);
    if (!file) {
      throw new Error(
        `La migration ${name}, déjà appliquée à cette base, manque dans le programme : la base vient d’une version plus récente. Installez cette version, ou restaurez une sauvegarde.`,
      );
    }
    if (file.hash !== hash) {
      throw new Error(
        `La migration ${name} a été modifiée après avoir été appliquée à cette base. Rétablissez le fichier d’origine et mettez le changement dans une nouvelle migration.`,
      );
    }
  }
  const latest = [...applied.keys()].at(-1) ?? '';
  const pending = [...files.keys()].filter((name) => !applied.has(name));
  const late = pending.find((name) => name < latest);
  if (late) {
    throw new Error(
      `La migration ${late} arrive après ${latest}, déjà appliquée\u202f: donnez-lui un numéro plus grand.`,
    );
  }
  if (pending.length === 0) return [];
  const done: string[] = [];
  for (const name of pending) {
    const file = files.get(name) as MigrationFile;
    const now = await db
      .transaction()
      .execute((tx) => apply(tx, name, file))
      .catch((error: unknown) => {
        throw migrationFailed(name, error);
      });
    if (now) done.push(name);
  }
  return done;
}

interface MigrationFile {
  text: string;
  hash: string;
}

async function readMigrations(folder: string): Promise<Map<string, MigrationFile>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const files = new Map<string, MigrationFile>();
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8');
    files.set(name.slice(0, -4), { text, hash: createHash('sha256').update(text).digest('hex') });
  }
  return files;
}

async function appliedMigrations(db: Database): Promise<Map<string, string>> {
  const { rows } = await sql<{ known: boolean }>`
    SELECT to_regclass('migration_files') IS NOT NULL AS known`.execute(db);
  if (!rows[0]?.known) return new Map();
  const files = await sql<{
    name: string;
    sha256: string;
  }>`SELECT name, sha256 FROM migration_files ORDER BY name COLLATE "C"`.execute(db);
  return new Map(files.rows.map((row) => [row.name, row.sha256]));
}

/** False when another process that starts at the same time has just applied it. */
async function apply(tx: Tx, name: string, { text, hash }: MigrationFile): Promise<boolean> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('migrations')), set_config('synchronous_commit', 'off', true)`.execute(
    tx,
  );
  await sql`
    CREATE TABLE IF NOT EXISTS migration_files (
      name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()
    )`.execute(tx);
  const { rows } = await sql`INSERT INTO migration_files (name, sha256) VALUES (${name}, ${hash})
    ON CONFLICT DO NOTHING RETURNING name`.execute(tx);
  // Without parameters the whole file goes to the server as it stands, however many statements it has.
  if (rows.length > 0) await sql.raw(text).execute(tx);
  return rows.length > 0;
}

function migrationFailed(name: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(`La migration ${name} a échoué et n’a rien changé\u202f: ${reason}`, { cause });
}
