import { type Command, Option } from 'commander';
import { judgeForeignPdf, stopJudging } from '#src/trust/foreign.js';
import type { PdfVerdict } from '#src/trust/pdf.js';
import { orExplain } from './files.js';
import {
  jsonSignature,
  readableVerdict,
  readBytes,
  readTrust,
  type SignatureOptions,
  withSignatureOptions,
} from './signature-options.js';

interface PdfOptions extends SignatureOptions {
  readonly profile?: 'order';
}

/** `cle trust pdf FICHIER…`: a line for each file; exit code 1 where one is not valid. */
export function registerPdfCommand(trust: Command, print: (line: string) => void = console.log): void {
  const command = trust
    .command('pdf')
    .description('juger les signatures de fichiers PDF')
    .argument('<fichiers...>', 'fichiers à juger')
    .addOption(
      new Option(
        '--profile <profil>',
        'order : rien n’est admis après la signature hors validation et signatures',
      ).choices(['order']),
    );
  withSignatureOptions(command).action((files: string[], options: PdfOptions) =>
    orExplain(command, async () => {
      const judgement = { ...readTrust(options), ...(options.profile ? { profile: options.profile } : {}) };
      try {
        for (const file of files) {
          const verdict = await judgeForeignPdf(readBytes(file), judgement);
          print(options.json ? JSON.stringify(toJson(file, verdict)) : readableVerdict(file, verdict));
          if (verdict.verdict !== 'valid') process.exitCode = 1;
        }
      } finally {
        await stopJudging();
      }
    }),
  );
}

function toJson(file: string, { verdict, signatures, reasons }: PdfVerdict): object {
  return { file, verdict, signatures: signatures.map(jsonSignature), reasons };
}
