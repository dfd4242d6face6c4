import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './database.js';
import { repositoryRoot } from './repository.js';

/**
 * Brings the schema up to date with `migrations/*.sql`, in the order of their names, each in a transaction of its
 * own and under a lock. What was applied once may neither change nor vanish: this refuses to go on.
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
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => toKysely(files) },
    migrationTableName: 'migrations',
    migrationLockTableName: 'migrations_lock',
  });
  const done: string[] = [];
  for (;;) {
    const { error, results = [] } = await migrator.migrateUp();
    if (error) throw migrationFailed(results.at(-1)?.migrationName, error);
    if (results.length === 0) return done;
    done.push(...results.map((result) => result.migrationName));
  }
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

function toKysely(files: Map<string, MigrationFile>): Record<string, Migration> {
  return Object.fromEntries(
    [...files].map(([name, { text, hash }]) => [
      name,
      { up: (tx: Kysely<unknown>) => apply(tx, name, text, hash) },
    ]),
  );
}

async function apply(tx: Kysely<unknown>, name: string, text: string, hash: string): Promise<void> {
  await sql`
    CREATE TABLE IF NOT EXISTS migration_files (
      name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()
    )`.execute(tx);
  // Without parameters the whole file goes to the server as it stands, however many statements it has.
  await sql.raw(text).execute(tx);
  await sql`INSERT INTO migration_files (name, sha256) VALUES (${name}, ${hash})`.execute(tx);
}

function migrationFailed(name: string | undefined, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(`La migration ${name ?? ''} a échoué et n’a rien changé\u202f: ${reason}`, { cause });
}
