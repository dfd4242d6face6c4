import type { Party } from '#src/directory/index.js';
import { handoverPaths } from '#src/handover/index.js';
import { type FileFacts, type FileStep, filePaths } from '#src/registration/index.js';

/** The page where a person who stands for these parties takes the next step of a file. */
export function nextPage(
  file: Pick<FileFacts, 'id' | 'state'>,
  step: FileStep | undefined,
  parties: readonly Party[],
  visitId?: string,
): string {
  switch (step) {
    case 'fill-in':
    case 'submit':
      return filePaths.mine(file.id);
    case 'validate':
    case 'ask-for-corrections':
      return filePaths.desked(file.id);
    case 'propose':
      return `${handoverPaths.propose}?dossier=${file.id}`;
    case 'agree':
    case 'none-suits':
      return handoverPaths.ofFile(file.id);
    case 'offer-times':
      return handoverPaths.offer(file.id);
    case 'hand-over':
      return visitId ? handoverPaths.visit(visitId) : handoverPaths.ofFile(file.id);
    case 'reissue':
      return filePaths.recordCertificate(file.id);
    default:
      return openedPage(file, parties) ?? filePaths.followed(file.id);
  }
}

const followers: readonly Party[] = [
  'correspondent',
  'certification-agent',
  'purchasing-officer',
  'delivery-officer',
];

/** The page on which somebody sees a file at all; undefined where they may not. */
export function openedPage(file: Pick<FileFacts, 'id'>, parties: readonly Party[]): string | undefined {
  if (parties.includes('holder')) return filePaths.mine(file.id);
  if (parties.includes('registration-officer')) return filePaths.desked(file.id);
  return followers.some((party) => parties.includes(party)) ? filePaths.followed(file.id) : undefined;
}

/** What the purchasing officer presses once an answer from outside is late. */
export function lateOutside(
  file: Pick<FileFacts, 'id' | 'token_serial'>,
  outside: 'certificate' | 'token',
): { label: string; href: string } {
  return outside === 'certificate'
    ? { label: 'Noter le certificat émis', href: filePaths.recordCertificate(file.id) }
    : {
        label: 'Rechercher la clé attendue',
        href: `${handoverPaths.tokens}?liste=toutes&q=${encodeURIComponent(file.token_serial ?? '')}`,
      };
}
