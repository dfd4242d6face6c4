import { z } from 'zod';
import {
  departmentOf,
  limits,
  optionalField,
  postalCodeField,
  siretField,
  textField,
} from '#src/directory/fields.js';
import { refusals } from '#src/directory/refusals.js';
import type { Kernel } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { readCsv } from './csv.js';
import { type ImportOutcome, importOrganisations } from './import-organisations.js';
import { type OrganisationKind, organisationKinds } from './organisation-kinds.js';

const kinds = Object.keys(organisationKinds) as OrganisationKind[];

/** The columns of the file, by the names of its first line; others are left alone. */
export const directoryColumns = ['siret', 'nom', 'nature', 'adresse', 'code_postal', 'ville'] as const;

const line = z.object({
  siret: siretField,
  nom: textField({ what: 'le nom', max: limits.organisationName }),
  nature: z
    .enum(['', ...kinds], `La nature est l’une de\u202f: ${kinds.join(', ')}\u202f; ou rien.`)
    .default('')
    .transform((kind) => kind || undefined),
  adresse: optionalField(limits.address),
  code_postal: postalCodeField,
  ville: textField({ what: 'la ville', max: limits.city }),
});

interface DirectoryProblem {
  /** Line of the file, the first being that of the names. */
  readonly line: number;
  readonly column: string;
  readonly sentence: string;
}

type DirectoryImport =
  | { readonly kind: 'imported'; readonly lines: number; readonly outcome: ImportOutcome }
  | { readonly kind: 'wrong'; readonly problems: readonly DirectoryProblem[] };

/**
 * Brings the directory up to date with a CSV file: all of it or, where a line is wrong, nothing, with every problem.
 * What it leaves empty (nature, address) stays as it was known.
 */
export async function importDirectory(
  kernel: Kernel,
  { text, source }: { text: string; source: string },
): Promise<DirectoryImport | Refusal> {
  const rows = readCsv(text);
  const [first] = rows;
  if (!first) return refusals.emptyFile;
  const missing = directoryColumns.filter(
    (column) => !(column in first) && !['nature', 'adresse'].includes(column),
  );
  if (missing.length > 0) return refusals.columnsMissing(missing);
  const problems: DirectoryProblem[] = [];
  const seen = new Map<string, number>();
  const organisations = rows.flatMap((row, index) => {
    const number = index + 2;
    const read = line.safeParse(row);
    if (!read.success) {
      for (const { path, message } of read.error.issues) {
        problems.push({ line: number, column: String(path[0]), sentence: message });
      }
      return [];
    }
    const { siret, nom, nature, adresse = '', code_postal, ville } = read.data;
    const twin = seen.get(siret);
    if (twin)
      problems.push({
        line: number,
        column: 'siret',
        sentence: `Ce SIRET est déjà celui de la ligne ${twin}.`,
      });
    seen.set(siret, number);
    const department = departmentOf(code_postal);
    return [
      { siret, name: nom, kind: nature, address: adresse, postalCode: code_postal, city: ville, department },
    ];
  });
  if (problems.length > 0) return { kind: 'wrong', problems };
  const outcome = await kernel.transact({ kind: 'outside', name: 'command-line' }, (act) =>
    importOrganisations(act, source, organisations),
  );
  return isRefusal(outcome) ? outcome : { kind: 'imported', lines: organisations.length, outcome };
}

/** What the command line says of an import. */
export function importInWords(result: DirectoryImport | Refusal): string {
  if (isRefusal(result)) return result.sentence;
  if (result.kind === 'wrong') {
    const shown = result.problems.slice(0, 50);
    const more = result.problems.length - shown.length;
    return [
      'Rien n’a été importé. Corrigez ces lignes, puis recommencez\u202f:',
      ...shown.map(({ line: number, column, sentence }) => `  ligne ${number}, ${column}\u202f: ${sentence}`),
      ...(more > 0 ? [`  et ${more} autres.`] : []),
    ].join('\n');
  }
  const { added, updated, sirets, confirmed, differences } = result.outcome;
  return [
    `${result.lines} organismes lus\u202f: ${added} ajoutés, ${updated} mis à jour`,
    `${sirets} SIRET présumés remplacés, ${confirmed} saisies confirmées`,
    `${differences} écarts à régler.`,
  ].join('\u202f; ');
}
