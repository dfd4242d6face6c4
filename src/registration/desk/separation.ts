import type { Person } from '#src/platform/acts/actor.js';
import type { Refusal } from '#src/platform/acts/refusal.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { refusals } from '#src/registration/refusals.js';

type Prepared = Pick<FileFacts, 'email' | 'author_id' | 'prepared_by'>;

/**
 * Nobody examines, validates or hands over a file whose holder they are or that they prepared
 * (RGS: whoever asks for a certificate is not who grants it).
 */
export function separation(file: Prepared, officer: Person): Refusal | undefined {
  if (officer.email === file.email) return refusals.ownFile;
  if (officer.id === file.author_id || file.prepared_by.includes(officer.id)) return refusals.preparedFile;
  return undefined;
}

/** Who validated a file is not who hands over its token, unless a setting relaxes it. */
export function separationAtHandover(
  file: Prepared & Pick<FileFacts, 'validated_by'>,
  officer: Person,
  relaxed: boolean,
): Refusal | undefined {
  if (!relaxed && file.validated_by === officer.id) return refusals.validatedFile;
  return separation(file, officer);
}
