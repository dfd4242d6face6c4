import { Command } from 'commander';
import { exit, run } from '#src/command-run.js';
import { inFrench } from '#src/command-words.js';
import { configReference } from '#src/platform/config/config-reference.js';

const program = inFrench(new Command('cle'))
  .description('Clé en main : de la commande d’un certificat électronique à la clé remise à son titulaire')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? exit.done : exit.usage));

program
  .command('serve')
  .description('démarre le service, sa base de données et ses travaux')
  .addHelpText(
    'after',
    `\nVariables d’environnement :\n${configReference.map(({ name, default: value, explanation }) => `  ${name.padEnd(14)} ${explanation} (${value})`).join('\n')}`,
  )
  .action(() =>
    run(async (config) => {
      const { serve } = await import('#src/serve.js');
      const served = await serve(config);
      process.stdout.write(`Clé en main est ouvert sur ${served.url}\n`);
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      });
      await served.stop();
      // All of ours is closed. What is still open waits for others: a mail server that hangs would hold us for minutes.
      process.exit(exit.done);
    }),
  );

program
  .command('demonstration', { hidden: true })
  .description('remplit la démonstration : « serve » le fait faire par un processus à part')
  .action(() =>
    run(async (config) => {
      const { fillDemonstration } = await import('#src/fill.js');
      await fillDemonstration(config);
      return exit.done;
    }),
  );

// The service starts sooner without them.
if (!['serve', 'demonstration'].includes(process.argv[2] ?? '')) {
  const { registerOtherCommands } = await import('#src/other-commands.js');
  registerOtherCommands(program);
}

await program.parseAsync();
