import { type Logger, pino, stdSerializers } from 'pino';

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>;

/** Structured log on standard error, so that `--json` on standard output stays clean. Secrets are struck out. */
export function createLog(level: string): Log {
  return pino(
    // an Error shows its message and its stack under the name that it is logged by
    {
      level,
      serializers: { error: stdSerializers.err },
      // PostgreSQL's detail of an error quotes the row
      redact: ['*.password', '*.token', '*.secret', '*.cookie', '*.authorization', '*.detail'],
    },
    pino.destination(2),
  );
}
