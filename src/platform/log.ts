import { type Logger, pino } from 'pino';

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>;

/** Structured log on standard error, so that `--json` on standard output stays clean. Secrets are struck out. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      serializers: { error: pino.stdSerializers.err },
      redact: ['*.password', '*.code', '*.token', '*.secret', '*.cookie', '*.authorization'],
    },
    pino.destination(2),
  );
}
