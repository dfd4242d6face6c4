import { documentDefect, type ExpectedDocument } from '#src/registration/documents/document-rules.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import type { FileDocument } from '#src/registration/rows.js';

/** Something that keeps a file from being submitted: where to mend it, and what to do there. */
export interface Defect {
  readonly where: 'identity' | 'office' | `document:${string}`;
  readonly sentence: string;
}

/**
 * All that is missing or no longer right today; empty when the file can be submitted. `offices`: those that take new
 * files; none where the office has judged already, and keeps the file.
 */
export function submissionDefects(
  file: FileFacts,
  expected: readonly ExpectedDocument[],
  documents: readonly FileDocument[],
  now: Date,
  offices?: readonly { readonly organisationId: string }[],
): Defect[] {
  const defects: Defect[] = [];
  if (!dataComplete(file)) {
    defects.push({ where: 'identity', sentence: 'Complétez vos données : état civil, adresse, téléphone.' });
  }
  if (!file.office_id) {
    defects.push({ where: 'office', sentence: 'Choisissez le bureau qui contrôlera votre dossier.' });
  } else if (offices?.every(({ organisationId }) => organisationId !== file.office_id)) {
    defects.push({
      where: 'office',
      sentence: 'Le bureau que vous aviez choisi ne reçoit plus de dossiers : choisissez-en un autre.',
    });
  }
  for (const each of expected) {
    const sentence = documentDefect(
      each,
      documents.find((document) => document.kind === each.kind),
      now,
    );
    if (sentence) defects.push({ where: `document:${each.kind}`, sentence });
  }
  return defects;
}

export function dataComplete(file: FileFacts): boolean {
  const filled = [
    file.given_names,
    file.surname,
    file.birth_place,
    file.address,
    file.postal_code,
    file.city,
  ];
  return file.birth_date !== null && filled.every((value) => value !== '');
}
