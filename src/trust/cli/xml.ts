import type { Command } from 'commander';
import { judgeForeignXml, stopJudging } from '#src/trust/foreign.js';
import { orExplain } from './files.js';
import {
  jsonSignature,
  readableVerdict,
  readBytes,
  readTrust,
  type SignatureOptions,
  withSignatureOptions,
} from './signature-options.js';

interface XmlOptions extends SignatureOptions {
  readonly content?: string;
}

/** `cle trust xml FICHIER`: judges XMLDSig and XAdES signatures; exit code 1 where one is not valid. */
export function registerXmlCommand(trust: Command, print: (line: string) => void = console.log): void {
  const command = trust
    .command('xml')
    .description('juger des signatures XML (XMLDSig, XAdES, flux Helios)')
    .argument('<fichier>', 'fichier XML')
    .option('--content <document>', 'document signé, pour une signature détachée');
  withSignatureOptions(command).action((file: string, options: XmlOptions) =>
    orExplain(command, async () => {
      const content = options.content === undefined ? {} : { content: readBytes(options.content) };
      try {
        const verdict = await judgeForeignXml(readBytes(file), { ...readTrust(options), ...content });
        const { verdict: word, reasons, helios } = verdict;
        const signatures = verdict.signatures.map((one) => ({
          ...jsonSignature(one),
          signed: one.signed.map(({ uri, kind, path }) => ({ uri, kind, path })),
        }));
        print(
          options.json
            ? JSON.stringify({ file, verdict: word, signatures, helios, reasons })
            : readableVerdict(file, verdict),
        );
        if (word !== 'valid') process.exitCode = 1;
      } finally {
        await stopJudging();
      }
    }),
  );
}
