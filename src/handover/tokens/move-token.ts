import { tokenEvent, tokenEvents } from '#src/handover/events.js';
import { refusals } from '#src/handover/refusals.js';
import { tables } from '#src/handover/store.js';
import type { Destruction, TokenRow } from '#src/handover/types.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { type FileFacts, type Reason, setTokenReady } from '#src/registration/index.js';
import { partiesOnToken } from './parties-on-token.js';
import { keeperIn, openTo, type TokenState, type TokenStep, tokenTable } from './token.js';
import { lockToken, saveMove, tokenOfFile } from './token-store.js';

interface TokenMove {
  /** Where to, when the row leaves a choice: lost or damaged. */
  readonly to?: TokenState;
  readonly reason?: Reason;
  readonly record?: Destruction;
  /** Handed over to the certification agent, not to the holder. */
  readonly toAgent?: boolean;
}

/**
 * Takes a step of the token under a lock of its row, writes the line of its custody, and tells its file whether
 * the centre now holds its key.
 */
export async function moveToken(
  act: Act,
  tokenId: string,
  step: TokenStep,
  move: TokenMove = {},
): Promise<TokenRow | Refusal> {
  const before = await lockToken(act.tx, tokenId);
  return before ? moveLockedToken(act, before, step, move) : notYourPart;
}

/** The same, of a token that is locked already. */
export async function moveLockedToken(
  act: Act,
  before: TokenRow,
  step: TokenStep,
  move: TokenMove = {},
): Promise<TokenRow | Refusal> {
  const parties = partiesOnToken(before, act.actor);
  if (parties.length === 0) return notYourPart;
  const row = permit(tokenTable, before.state, step, parties);
  if (isRefusal(row)) return row;
  if (row.reason && !move.reason) return refusals.reasonMissing;
  if (!openTo(before, parties).some((open) => open.step === step)) return refusals.keeperOnly;
  const state = row.to.length === 1 ? row.to[0] : row.to.find((each) => each === move.to);
  if (!state || state === 'same') throw new Error(`the step ${step} leads nowhere`);
  const reason = move.reason ?? null;
  const after: TokenRow = {
    ...before,
    state,
    since: act.now,
    keeper: keeperIn(state, before.keeper, move.toAgent ? 'agent' : 'holder'),
    received_at: state === 'received' ? act.now : before.received_at,
    reason: row.reason ? reason : before.reason,
  };
  const person = act.actor.kind === 'person' ? act.actor.id : null;
  await saveMove(act.tx, after, { step, at: act.now, person_id: person, reason, record: move.record });
  const data = { from: before.state, to: state, keeper: after.keeper };
  await act.publish(
    tokenEvent(tokenEvents[step], after, { ...data, ...(reason ? { reason: reason.code } : {}) }),
  );
  const [was, is] = [before.state === 'received', state === 'received'];
  if (step !== 'hand-over' && was !== is) await refreshTokenReady(act, after.file_id);
  return after;
}

/** Ready is a file whose running certificate stands on a key that the centre holds. */
export async function refreshTokenReady(act: Act, fileId: string): Promise<void> {
  const token = await tokenOfFile(act.tx, fileId);
  await setTokenReady(act, fileId, token?.state === 'received');
}

export function fileFacts(act: Pick<Act, 'tx'>, fileId: string): Promise<FileFacts | undefined> {
  return tables(act.tx).selectFrom('file_facts').selectAll().where('id', '=', fileId).executeTakeFirst();
}

/** Whether a holder still waits for this very key. */
export function isAwaited(file: FileFacts | undefined, token: TokenRow): boolean {
  return file?.certificate_id === token.certificate_id && file.certificate_state === 'issued';
}
