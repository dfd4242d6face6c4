import type { Command } from 'commander';
import { type CertificateDescription, describeCertificate } from '#src/trust/certificate-description.js';
import { readCertificates } from '#src/trust/certificate-file.js';
import { showDay } from '#src/trust/match/sentence.js';
import { orExplain, readWith } from './files.js';

/** `cle trust certificate FICHIER`: what the certificates of a file say, in French or as JSON, one a line. */
export function addCertificateCommand(trust: Command, print: (line: string) => void): void {
  trust
    .command('certificate')
    .description('lire les certificats d’un fichier (DER, PEM ou PKCS#7)')
    .argument('<fichier>', 'fichier à lire')
    .option('--json', 'une ligne JSON par certificat')
    .action((path: string, options: { json?: boolean }, command: Command) =>
      orExplain(command, () => {
        const certificates = readWith(path, readCertificates).map(describeCertificate);
        for (const [i, one] of certificates.entries()) {
          if (options.json) print(JSON.stringify(one));
          else print(`${i > 0 ? '\n' : ''}${readable(one)}`);
        }
      }),
    );
}

function readable(one: CertificateDescription): string {
  const { names, qualified } = one;
  const bodies = names.bodies.map(({ siren, siret }) => siret ?? siren);
  const device = qualified?.qscd ? 'oui, sur dispositif qualifié' : 'oui';
  const lines: [string, string | undefined][] = [
    ['Sujet', one.subject],
    ['Prénom et nom', [names.givenName, names.surname].filter(Boolean).join(' ') || names.commonName],
    ['Marqué TEST', names.testMarks.marked > 0 ? 'oui' : 'non'],
    ['Organisme', [names.organization, ...new Set(bodies)].filter(Boolean).join(', ')],
    ['Adresses', names.emails.join(', ')],
    ['Émetteur', one.issuer],
    ['Numéro de série', one.serial],
    ['Validité', `du ${showDay(new Date(one.notBefore))} au ${showDay(new Date(one.notAfter))}`],
    ['Clé', one.key],
    ['Signé par', one.signatureAlgorithm],
    ['Autorité', one.isAuthority ? 'oui' : 'non'],
    ['Usages de la clé', one.keyUsage.join(', ')],
    ['Usages étendus', one.extendedKeyUsage.join(', ')],
    ['Politiques', one.policies.join(', ')],
    ['Qualifié', qualified?.qualified ? device : 'non'],
    ['Listes de révocation', one.crlAddresses.join(' ')],
    ['OCSP', one.ocspAddresses.join(' ')],
    ['Empreinte SHA-256', one.fingerprint],
    ['Illisible', one.unreadableExtensions.join(', ')],
  ];
  return lines.flatMap(([label, value]) => (value ? [`${label}\u202f: ${value}`] : [])).join('\n');
}
