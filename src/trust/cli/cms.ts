import type { Command } from 'commander';
import { judgeForeignCms, stopJudging } from '#src/trust/foreign.js';
import { orExplain } from './files.js';
import {
  jsonSignature,
  readableVerdict,
  readBytes,
  readTrust,
  type SignatureOptions,
  withSignatureOptions,
} from './signature-options.js';

interface CmsOptions extends SignatureOptions {
  readonly content?: string;
}

/** `cle trust cms FICHIER`: judges a CMS or CAdES signature; exit code 1 where it is not valid. */
export function registerCmsCommand(trust: Command, print: (line: string) => void = console.log): void {
  const command = trust
    .command('cms')
    .description('juger une signature CMS ou CAdES (DER ou PEM)')
    .argument('<fichier>', 'signature à juger')
    .option('--content <document>', 'document signé, pour une signature détachée');
  withSignatureOptions(command).action((file: string, options: CmsOptions) =>
    orExplain(command, async () => {
      const content = options.content === undefined ? {} : { content: readBytes(options.content) };
      try {
        const verdict = await judgeForeignCms(readBytes(file), { ...readTrust(options), ...content });
        const { verdict: word, packaging, reasons } = verdict;
        const signatures = verdict.signatures.map(jsonSignature);
        const json = { file, verdict: word, signatures, packaging, reasons };
        print(options.json ? JSON.stringify(json) : readableVerdict(file, verdict));
        if (word !== 'valid') process.exitCode = 1;
      } finally {
        await stopJudging();
      }
    }),
  );
}
