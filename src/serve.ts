import type { Config } from '#src/platform/config/config.js';
import { connect } from '#src/platform/database/connect.js';
import { createLog } from '#src/platform/log.js';

export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the database and, once it is on its way, reads the rest of the program; then opens the service. */
export async function serve(config: Config): Promise<Served> {
  const log = createLog(config.logLevel);
  const read = (): Promise<typeof import('#src/open-service.js')> => import('#src/open-service.js');
  const database = await connect(config, {
    onLost: (error) => log.error({ error }, 'the private database was lost'),
    // Judged below, once the database is there to be closed.
    onLaunch: () => void read().catch(() => {}),
  });
  const { openService } = await read().catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  return openService(config, log, database);
}
