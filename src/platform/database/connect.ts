import { join } from 'node:path';
import { sql } from 'kysely';
import type { Config } from '#src/platform/config/config.js';
import { ConfigError } from '#src/platform/config/config-error.js';
import { type Database, type OpenDatabase, openDatabase } from './database.js';
import { migrate } from './migrations.js';
import { startPostgres } from './postgres.js';

export interface ConnectedDatabase extends OpenDatabase {
  url: string;
  /** False when another living process of ours runs the private server: it ends when that one does. */
  owned: boolean;
}

/** The oldest major version on which our migrations are meant to run; the private server is a newer one. */
const oldestVersion = 16;

/** DATABASE_URL, or the private server started for us; migrated either way. `close` also stops what it started. */
export async function connect(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  told: Pick<Parameters<typeof startPostgres>[0], 'onLost' | 'onLaunch'> = {},
): Promise<ConnectedDatabase> {
  if (config.databaseUrl) told.onLaunch?.();
  const server = config.databaseUrl
    ? undefined
    : await startPostgres({ dataDir: join(config.dataDir, 'postgres'), ...told });
  const url = server?.url ?? String(config.databaseUrl);
  const database = openDatabase(url);
  const close = async (): Promise<void> => {
    await database.close();
    await server?.stop();
  };
  try {
    await requireVersion(database.db, config.databaseUrl !== undefined);
    await migrate(database.db);
  } catch (error) {
    await close();
    throw error;
  }
  return { ...database, url, owned: server?.owned ?? true, close };
}

async function requireVersion(db: Database, given: boolean): Promise<void> {
  const { rows } = await sql<{
    version: number;
  }>`SELECT current_setting('server_version_num')::int AS version`
    .execute(db)
    .catch((cause: Error) => {
      const said = cause.message || cause.name;
      throw given
        ? new ConfigError(
            [
              {
                variable: 'DATABASE_URL',
                problem: `ce serveur ne répond pas (${said}). Vérifiez l’adresse, le compte, et que le serveur est en marche.`,
              },
            ],
            { cause },
          )
        : new Error(`La base de données fournie ne répond pas (${said}).`, { cause });
    });
  const major = Math.floor((rows[0]?.version ?? 0) / 10_000);
  if (major < oldestVersion) {
    throw new ConfigError([
      {
        variable: 'DATABASE_URL',
        problem: `ce serveur est un PostgreSQL ${major}. Clé en main demande PostgreSQL ${oldestVersion} ou plus récent.`,
      },
    ]);
  }
}
