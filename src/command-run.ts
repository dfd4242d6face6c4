import { listeningProblem } from '#src/command-failures.js';
import { type Config, ConfigError, readConfig } from '#src/platform/config/config.js';
import { createLog } from '#src/platform/log.js';

/** Exit codes: 0 done, 1 what was judged is not right, 2 wrong words or configuration, 70 unforeseen. */
export const exit = { done: 0, wrong: 1, usage: 2, unforeseen: 70 } as const;

/** Wrong words on the command line: said as they are, without a line in the log. */
export class UsageError extends Error {}

/** Runs a command on the configuration, and says what went wrong; the exit code is its answer. */
export async function run(command: (config: Config) => Promise<number>): Promise<void> {
  let config: Config | undefined;
  try {
    config = readConfig(process.env);
    process.exitCode = await command(config);
  } catch (thrown) {
    const error = (config && listeningProblem(thrown, config)) ?? thrown;
    if (error instanceof ConfigError || error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = exit.usage;
      return;
    }
    createLog('error').error({ error }, 'unforeseen');
    process.stderr.write(
      `Clé en main s’est arrêté : ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = exit.unforeseen;
  }
}
