import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { documentsOf } from '#src/registration/documents/document-store.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { moveHolderFile } from '#src/registration/move-holder-file.js';
import type { Reason } from '#src/registration/types.js';
import { keepVerdict } from './give-verdict.js';

/**
 * Back to the holder, although validated: the certificate is kept as long as the data stay the same. The kinds of
 * pieces named are to be replaced, for that reason; every other one stays accepted.
 */
export async function reopenFile(
  act: Act,
  id: string,
  reason: Reason,
  replace: readonly string[] = [],
): Promise<FileFacts | Refusal> {
  const file = await moveHolderFile(act, id, 'reopen', { reason });
  if (isRefusal(file) || act.actor.kind !== 'person' || replace.length === 0) return file;
  for (const document of await documentsOf(act.tx, id)) {
    if (replace.includes(document.kind)) {
      await keepVerdict(act, file, document, act.actor.id, { outcome: 'to-replace', reason });
    }
  }
  return file;
}
