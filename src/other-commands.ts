import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { exit, run, UsageError } from '#src/command-run.js';
import {
  createAdministrator,
  directoryColumns,
  importDirectory,
  importInWords,
} from '#src/directory/index.js';
import { createKernel, type Kernel, noJobs } from '#src/platform/acts/act.js';
import { systemClock } from '#src/platform/acts/clock.js';
import { exportJournal } from '#src/platform/acts/export-journal.js';
import { readHeads } from '#src/platform/acts/journal-heads.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import type { ExportedHeads } from '#src/platform/acts/verify-journal.js';
import type { Config } from '#src/platform/config/config.js';
import { connect } from '#src/platform/database/connect.js';
import { keptSecret } from '#src/platform/sign-in/secret.js';
import { registerTrustCommands, UnusableFile } from '#src/trust/index.js';
import type { AuthorityFiles } from '#src/verify-journal-command.js';

/** Every command but the service itself, which starts without reading what these need. */
export function registerOtherCommands(program: Command): void {
  const journal = program.command('journal').description('le journal, preuve de ce qui s’est passé');
  journal
    .command('verify')
    .description('relit toute la chaîne et nomme la première ligne modifiée, retirée, déplacée ou coupée')
    .option('--json', 'une ligne de JSON par chaîne, pour un programme')
    .option('--heads <fichiers...>', 'compare aussi aux têtes de ces exports, gardés ailleurs')
    .option('--anchor <fichiers...>', 'exige que les horodatages viennent d’une de ces autorités (PEM)')
    .option('--crl <fichiers...>', 'et qu’elles ne soient pas révoquées, d’après ces listes')
    .action((options: { json?: boolean; heads?: readonly string[] } & AuthorityFiles) =>
      run((config) =>
        withKernel(config, async (kernel) => {
          const heads = (options.heads ?? []).map(readExport);
          const { verifyWholeJournal } = await import('#src/verify-journal-command.js');
          const { intact, json, words } = await verifyWholeJournal(kernel.db, heads, options).catch(
            (error: unknown) => {
              throw error instanceof UnusableFile ? new UsageError(error.message) : error;
            },
          );
          process.stdout.write(`${options.json ? JSON.stringify(json) : words}\n`);
          return intact ? exit.done : exit.wrong;
        }),
      ),
    );

  program
    .command('admin')
    .description('les administrateurs de l’installation')
    .command('create')
    .description('nomme un administrateur ; il se connecte ensuite avec un code reçu par courriel')
    .argument('<adresse>', 'son adresse électronique')
    .argument('<nom>', 'son prénom et son nom')
    .option('--json', 'le résultat en une ligne de JSON, pour un programme')
    .action((email: string, name: string, options: { json?: boolean }) =>
      run((config) =>
        withKernel(config, async (kernel) => {
          const made = await createAdministrator(kernel, email, name);
          if (isRefusal(made)) throw new UsageError(made.sentence);
          const words = made.granted ? 'administre maintenant' : 'administrait déjà';
          process.stdout.write(
            options.json ? `${JSON.stringify(made)}\n` : `${name} ${words} l’installation.\n`,
          );
          return exit.done;
        }),
      ),
    );

  program
    .command('directory')
    .description('l’annuaire des organismes')
    .command('import')
    .description('met l’annuaire à jour d’après un fichier CSV ; une ligne fausse, et rien n’est changé')
    .argument(
      '<fichier>',
      `CSV en UTF-8 dont la première ligne nomme les colonnes : ${directoryColumns.join(', ')}`,
    )
    .option('--source <nom>', 'd’où viennent ces données', 'register')
    .option('--json', 'le résultat en une ligne de JSON, pour un programme')
    .action((file: string, options: { source: string; json?: boolean }) =>
      run((config) =>
        withKernel(config, async (kernel) => {
          const text = readText(file);
          const result = await importDirectory(kernel, { text, source: options.source });
          process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `${importInWords(result)}\n`);
          return 'kind' in result && result.kind === 'imported' ? exit.done : exit.wrong;
        }),
      ),
    );

  journal
    .command('export')
    .description('écrit chaque ligne du journal en JSON, une par ligne, avec son empreinte')
    .action(() =>
      run((config) =>
        withKernel(config, async (kernel) => {
          for await (const line of exportJournal(kernel.db)) process.stdout.write(`${line}\n`);
          return exit.done;
        }),
      ),
    );

  program
    .command('walkthrough')
    .description('fait tout le relais, de la commande aux factures, sur un serveur et une base à part')
    .option('--out <dossier>', 'où laisser courriels, PDF, calendriers, factures et journal', 'out/parcours')
    .option('--json', 'une ligne de JSON par étape, pour un programme')
    .action(async (options: { out: string; json?: boolean }) => {
      // its mail server and its readers are parts of the tests: they are not there in production
      const { inJson, inWords, Unexpected, walkThrough } = await import('#src/walkthrough/index.js');
      try {
        const out = resolve(options.out);
        const told = options.json ? inJson : inWords;
        await walkThrough({
          program: process.argv.slice(1, 2),
          out,
          say: (event) => process.stdout.write(`${told(event)}\n`),
        });
      } catch (error) {
        if (!(error instanceof Unexpected)) throw error;
        if (options.json) {
          const { message, step = null } = error;
          process.stdout.write(`${JSON.stringify({ event: 'failed', step, message })}\n`);
        }
        process.stderr.write(`Le parcours s’arrête : ${error.message}\n`);
        process.exitCode = exit.wrong;
      }
    });

  registerTrustCommands(program);
}

function readExport(file: string): ExportedHeads {
  const heads = readHeads(readText(file));
  if (!heads) throw new UsageError(`${file} n’est pas un export des têtes du journal.`);
  return heads;
}

/** The text of a file that was named on the command line. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new UsageError(`Le fichier ${file} ne peut pas être lu\u202f: vérifiez son chemin (${cause}).`);
  }
}

async function withKernel<T>(config: Config, work: (kernel: Kernel) => Promise<T>): Promise<T> {
  const database = await connect(config);
  try {
    return await work(
      createKernel({
        db: database.db,
        clock: systemClock,
        baseUrl: config.baseUrl,
        test: config.demonstration,
        secret: keptSecret(config),
        followers: new Map(),
        jobs: noJobs,
      }),
    );
  } finally {
    await database.close();
  }
}
