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
  const [database, { openService }] = await Promise.all([
    connect(config, (error) => log.error({ error }, 'the private database was lost')),
    import('#src/open-service.js'),
  ]);
  return openService(config, log, database);
}
