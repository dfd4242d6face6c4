import type { Act } from '#src/platform/act.js';
import type { Refusal } from '#src/platform/refusal.js';
import type { FileFacts } from './file-facts.js';
import { moveHolderFile } from './move-holder-file.js';
import type { Reason } from './types.js';

/** The holder or the organisation gives the certificate up. */
export async function abandonFile(act: Act, id: string, reason: Reason): Promise<FileFacts | Refusal> {
  return moveHolderFile(act, id, 'abandon', { reason });
}
