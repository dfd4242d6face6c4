import type { Command } from 'commander';
import { readAnchors } from '#src/trust/anchors/anchor.js';
import { readCertificates } from '#src/trust/certificate-file.js';
import { guardedFetcher } from '#src/trust/fetch/guarded-fetch.js';
import { type PathInput, validatePath } from '#src/trust/path.js';
import { judgeBatch } from '#src/trust/path-batch.js';
import { validatePathOnline } from '#src/trust/path-online.js';
import { readCrls } from '#src/trust/revocation/crl.js';
import { readOcspResponse } from '#src/trust/revocation/ocsp.js';
import type { PathVerdict, RevocationStatus } from '#src/trust/verdict.js';
import { showName } from '#src/trust/x509/name.js';
import { orExplain, readWith, UnusableFile } from './files.js';

interface PathOptions {
  readonly leaf?: string;
  readonly untrusted?: readonly string[];
  readonly anchor?: readonly string[];
  readonly crl?: readonly string[];
  readonly ocsp?: readonly string[];
  readonly at?: string;
  readonly policy?: readonly string[];
  readonly explicitPolicy?: boolean;
  readonly inhibitMapping?: boolean;
  readonly inhibitAny?: boolean;
  readonly fetch?: readonly string[];
  readonly batch?: string;
  readonly json?: boolean;
}

/** `cle trust path`: judges one certification path, or a table of them; exit code 1 where one does not hold. */
export function addPathCommand(trust: Command, print: (line: string) => void): void {
  trust
    .command('path')
    .description('juger le rattachement d’un certificat à une autorité reconnue (RFC 5280)')
    .option('--leaf <fichier>', 'certificat à juger')
    .option('--untrusted <fichiers...>', 'certificats intermédiaires, dans n’importe quel ordre')
    .option('--anchor <fichiers...>', 'autorités de confiance')
    .option('--crl <fichiers...>', 'listes de révocation, complètes ou delta')
    .option('--ocsp <fichiers...>', 'réponses OCSP')
    .option('--at <date>', 'date jugée (ISO 8601), maintenant par défaut')
    .option('--policy <identifiants...>', 'politiques acceptées, toutes par défaut')
    .option('--explicit-policy', 'exiger qu’une de ces politiques soit garantie')
    .option('--inhibit-mapping', 'refuser la transposition de politiques')
    .option('--inhibit-any', 'refuser la politique universelle')
    .option('--fetch <hôtes...>', 'chercher ce qui manque auprès de ces hôtes seulement')
    .option(
      '--batch <tableau>',
      'juger un tableau de chemins (une ligne par cas, séparée par des tabulations)',
    )
    .option('--json', 'une ligne JSON par verdict')
    .action((options: PathOptions, command: Command) =>
      orExplain(command, async () => {
        const holds = options.batch ? batch(options.batch, options, print) : await single(options, print);
        if (!holds) process.exitCode = 1;
      }),
    );
}

/** Prints a line for each path; false where one is not as the table expects. */
function batch(table: string, { json }: PathOptions, print: (line: string) => void): boolean {
  let asExpected = true;
  try {
    for (const { id, expected, verdict, reason } of judgeBatch(table)) {
      print(json ? JSON.stringify({ id, verdict, reason }) : `${id}\t${verdict}\t${reason}`);
      if (expected !== '-' && expected !== verdict) asExpected = false;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new UnusableFile(
        `Le tableau ${table}, ou un fichier qu’il nomme, est introuvable (${error.message}).`,
      );
    }
    throw error;
  }
  return asExpected;
}

async function single(options: PathOptions, print: (line: string) => void): Promise<boolean> {
  const input = readInput(options);
  const verdict = options.fetch
    ? await validatePathOnline(input, { fetcher: guardedFetcher({ hosts: options.fetch }) })
    : validatePath(input);
  const notes = 'notes' in verdict ? (verdict.notes as readonly string[]) : [];
  print(options.json ? JSON.stringify(toJson(verdict, notes)) : readable(verdict, notes));
  return verdict.trust === 'trusted';
}

function readInput(options: PathOptions): PathInput {
  const { leaf, at, untrusted = [], anchor = [], crl = [], ocsp = [] } = options;
  if (!leaf)
    throw new UnusableFile('Indiquez le certificat à juger avec --leaf, ou un tableau avec --batch.');
  const time = at === undefined ? new Date() : new Date(at);
  if (Number.isNaN(time.getTime())) throw new UnusableFile(`La date ${at} n’est pas au format ISO 8601.`);
  const [certificate, ...companions] = readWith(leaf, readCertificates);
  if (!certificate) throw new UnusableFile(`Le fichier ${leaf} ne contient aucun certificat.`);
  return {
    leaf: certificate,
    untrusted: [...companions, ...untrusted.flatMap((path) => readWith(path, readCertificates))],
    anchors: anchor.flatMap((path) => readWith(path, readAnchors)),
    crls: crl.flatMap((path) => readWith(path, readCrls)),
    ocsp: ocsp.map((path) => readWith(path, readOcspResponse)),
    at: time,
    policies: options.policy ?? [],
    explicitPolicy: options.explicitPolicy ?? false,
    inhibitMapping: options.inhibitMapping ?? false,
    inhibitAny: options.inhibitAny ?? false,
  };
}

const words = { trusted: 'Reconnu', untrusted: 'Non reconnu', undetermined: 'Indéterminé' };

function readable(verdict: PathVerdict, notes: readonly string[]): string {
  const chain = verdict.chain.map(({ subject }, i) => {
    const status = verdict.revocation[i];
    return `  ${showName(subject)} — ${status ? showStatus(status) : ''}`;
  });
  const anchor = verdict.anchor ? [`  ${verdict.anchor.label} (autorité de confiance)`] : [];
  return [`${words[verdict.trust]}. ${verdict.sentence}`, ...chain, ...anchor, ...notes].join('\n');
}

function showStatus(status: RevocationStatus): string {
  if (status.status === 'good')
    return status.source === 'not-asked' ? 'révocation non demandée' : 'non révoqué';
  if (status.status === 'unknown') return `révocation inconnue (${status.notes.join(', ')})`;
  return status.reason === 6 ? 'suspendu' : `révoqué le ${status.at.toISOString()}`;
}

function toJson(verdict: PathVerdict, notes: readonly string[]): object {
  return {
    trust: verdict.trust,
    reason: verdict.reason,
    sentence: verdict.sentence,
    anchor: verdict.anchor?.label,
    chain: verdict.chain.map((one, i) => ({
      subject: showName(one.subject),
      serial: one.serial,
      fingerprint: one.fingerprint,
      revocation: verdict.revocation[i],
    })),
    culprit: verdict.culprit && showName(verdict.culprit.subject),
    policies: verdict.policies,
    notes,
  };
}
