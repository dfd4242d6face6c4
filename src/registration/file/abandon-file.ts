import type { Act } from '#src/platform/acts/act.js';
import type { Refusal } from '#src/platform/acts/refusal.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { moveHolderFile } from '#src/registration/move-holder-file.js';
import type { Reason } from '#src/registration/types.js';

/** The holder or the organisation gives the certificate up. */
export async function abandonFile(act: Act, id: string, reason: Reason): Promise<FileFacts | Refusal> {
  return moveHolderFile(act, id, 'abandon', { reason });
}
