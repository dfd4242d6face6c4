import type { Config } from '#src/platform/config.js';
import { connect } from '#src/platform/connect.js';
import { createLog } from '#src/platform/log.js';

export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the database and, while it does so, reads the rest of the program; then opens the service. */
export async function serve(config: Config): Promise<Served> {
  const log = createLog(config.logLevel);
  const program = import('#src/open-service.js');
  program.catch(() => {}); // judged below, once the database is there to be closed
  const database = await connect(config, (error) => log.error({ error }, 'the private database was lost'));
  const { openService } = await program.catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  return openService(config, log, database);
}
