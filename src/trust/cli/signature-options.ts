import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readAnchors } from '#src/trust/anchors/anchor.js';
import { readCertificates } from '#src/trust/certificate-file.js';
import { readCrl } from '#src/trust/revocation/crl.js';
import { readOcspResponse } from '#src/trust/revocation/ocsp.js';
import type { JudgeSigner, Overall } from '#src/trust/signature-verdict.js';
import { trustIn } from '#src/trust/signer-trust.js';
import { readWith, UnusableFile } from './files.js';

/** What the three commands on signatures take alike. */
export interface SignatureOptions {
  readonly anchor?: readonly string[];
  readonly untrusted?: readonly string[];
  readonly crl?: readonly string[];
  readonly ocsp?: readonly string[];
  readonly at?: string;
  readonly json?: boolean;
}

export function withSignatureOptions(command: Command): Command {
  return command
    .option('--anchor <fichiers...>', 'autorités de confiance ; sans elles, la confiance n’est pas jugée')
    .option('--untrusted <fichiers...>', 'certificats intermédiaires')
    .option('--crl <fichiers...>', 'listes de révocation')
    .option('--ocsp <fichiers...>', 'réponses OCSP')
    .option('--at <date>', 'date jugée (ISO 8601) à défaut d’horodatage reconnu, maintenant par défaut')
    .option('--json', 'une ligne JSON par fichier');
}

/** Who is trusted and when, from the options. Throws `UnusableFile` with a French sentence. */
export function readTrust(options: SignatureOptions): { at: Date; judgeSigner?: JudgeSigner } {
  const { anchor, untrusted = [], crl = [], ocsp = [] } = options;
  const at = options.at === undefined ? new Date() : new Date(options.at);
  if (Number.isNaN(at.getTime()))
    throw new UnusableFile(`La date ${options.at} n’est pas au format ISO 8601.`);
  if (!anchor) return { at };
  const judgeSigner = trustIn({
    anchors: anchor.flatMap((path) => readWith(path, readAnchors)),
    untrusted: untrusted.flatMap((path) => readWith(path, readCertificates)),
    crls: crl.map((path) => readWith(path, readCrl)),
    ocsp: ocsp.map((path) => readWith(path, readOcspResponse)),
    knownUntil: new Date(Math.max(at.getTime(), Date.now())),
  });
  return { at, judgeSigner };
}

export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new UnusableFile(`Le fichier ${path} est introuvable ou ne peut pas être lu.`);
  }
}

const verdicts: Readonly<Record<Overall, string>> = {
  valid: 'valide',
  invalid: 'non valide',
  indeterminate: 'indéterminé',
  unsigned: 'non signé',
  unreadable: 'illisible',
};

interface Shown {
  readonly verdict: Overall;
  readonly reasons: readonly string[];
  readonly signatures: readonly ShownSignature[];
}

interface ShownSignature {
  readonly integrity: string;
  readonly coverage: string;
  readonly changes: string;
  readonly level: string;
  readonly signer?: string | undefined;
  readonly trust: string;
  readonly claimedTime?: Date | undefined;
  readonly provenTime?: Date | undefined;
  readonly reasons: readonly string[];
}

const words: Readonly<Record<string, string>> = {
  intact: 'intègre',
  broken: 'altérée',
  whole: 'tout le document',
  part: 'une partie du document',
  earlier: 'une version antérieure',
  none: 'rien',
  validation: 'des données de validation',
  signatures: 'des signatures',
  form: 'des réponses au formulaire',
  forbidden: 'un contenu interdit',
  trusted: 'reconnu',
  untrusted: 'non reconnu',
  undetermined: 'indéterminé',
  'not-asked': 'non jugé',
};

/** The verdict on a file for people: a line for the file, two for each signature. */
export function readableVerdict(file: string, verdict: Shown): string {
  const head = `${file}\u202f: ${verdicts[verdict.verdict]}${inBrackets(verdict.reasons)}`;
  return [head, ...verdict.signatures.flatMap(readableSignature)].join('\n');
}

function readableSignature(one: ShownSignature): string[] {
  const time = one.provenTime ?? one.claimedTime;
  const when = time ? `, ${one.provenTime ? 'horodatée' : 'datée'} du ${time.toISOString()}` : '';
  const level = one.level === 'none' ? '' : ` (${one.level})`;
  return [
    `  ${one.signer ?? 'Signataire inconnu'}${level}\u202f: ${words[one.integrity]}, signataire ${words[one.trust]}${when}`,
    `    couvre ${words[one.coverage]}\u202f; ajouté ensuite\u202f: ${words[one.changes]}${inBrackets(one.reasons)}`,
  ];
}

function inBrackets(reasons: readonly string[]): string {
  return reasons.length > 0 ? ` [${reasons.join(', ')}]` : '';
}

/** A signature for `--json`: certificates as fingerprints are left to `cle trust certificate`. */
export function jsonSignature(one: object): object {
  return Object.fromEntries(
    Object.entries(one).flatMap(([key, value]) => {
      if (value === undefined || value instanceof Uint8Array) return [];
      return [[key, value instanceof Date ? value.toISOString() : value]];
    }),
  );
}
