import type { Act } from '#src/platform/acts/act.js';
import { insertSeal, type SealPurpose } from './store.js';

export const sealQueue = 'seal';

interface SealAsked {
  readonly purpose: SealPurpose;
  /** What it is about, by identifier, as in an event: the order first, whose chain tells of the seal. */
  readonly about: Readonly<Record<string, string>>;
  /** What the seal says: who signed, when, how, at which level; French. */
  readonly reason: string;
  /** Frozen files. */
  readonly documents: readonly string[];
}

/**
 * Asks for one seal on each of some frozen documents, set by a job right after this transaction. Then
 * `seal.set` is published; where the authority stays out of reach or none is configured, `seal.deferred` once, so
 * that what waits for the sealed documents goes on without.
 */
export async function askForSeal(act: Act, asked: SealAsked): Promise<string> {
  const { purpose, about, reason, documents } = asked;
  const id = await insertSeal(act.tx, { purpose, about, reason, asked_at: act.now }, documents);
  await act.queue(sealQueue, { seal: id });
  return id;
}
