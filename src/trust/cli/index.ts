import type { Command } from 'commander';
import { addCertificateCommand } from './certificate-command.js';
import { registerCmsCommand } from './cms.js';
import { addPathCommand } from './path-command.js';
import { registerPdfCommand } from './pdf.js';
import { registerXmlCommand } from './xml.js';

/**
 * Adds `trust certificate`, `path`, `pdf`, `cms` and `xml` to the command line. Exit codes: 0 where everything holds, 1 where a
 * verdict is not favourable, 2 where the command or a file can't be used.
 */
export function registerTrustCommands(program: Command, print: (line: string) => void = console.log): void {
  const trust =
    program.commands.find((command) => command.name() === 'trust') ??
    program.command('trust').description('juger certificats et signatures');
  addCertificateCommand(trust, print);
  addPathCommand(trust, print);
  registerPdfCommand(trust, print);
  registerCmsCommand(trust, print);
  registerXmlCommand(trust, print);
}
