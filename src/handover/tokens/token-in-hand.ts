import { refusals } from '#src/handover/refusals.js';
import type { TokenRow } from '#src/handover/types.js';
import type { Refusal } from '#src/platform/acts/refusal.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import type { FileFacts } from '#src/registration/index.js';
import { tokenBySerial, tokenOfFile } from './token-store.js';

/** The key whose serial was read: this holder's, at the centre, not handed over yet. */
export async function tokenInHand(
  db: Database | Tx,
  file: Pick<FileFacts, 'id'>,
  serial: string,
  lock = false,
): Promise<TokenRow | Refusal> {
  const token = await tokenBySerial(db, serial, lock);
  if (!token) return refusals.tokenUnknown;
  if (token.state === 'handed-over') return refusals.tokenHandedOver;
  const expected = await tokenOfFile(db, file.id);
  if (token.id !== expected?.id) return refusals.tokenOfAnother;
  return token.state === 'received' ? token : refusals.tokenElsewhere;
}
