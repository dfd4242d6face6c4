import { sql } from 'kysely';
import { tokenEvent } from '#src/handover/events.js';
import { tables } from '#src/handover/store.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Event } from '#src/platform/acts/journal.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { fileFacts, moveLockedToken, refreshTokenReady } from './move-token.js';
import { plainSerial } from './serial.js';
import { appendMove, lockSerial, tokenBySerial } from './token-store.js';

/** A certificate is issued on a key of its own: the key is known from then on, at the authority. */
export async function createToken(act: Act, event: Event): Promise<void> {
  const file = await fileFacts(act, event.about.file ?? '');
  const certificate = event.about.certificate;
  const serial = plainSerial(String(event.data.token ?? ''));
  if (!file || !certificate || serial === '') return;
  await lockSerial(act.tx, serial);
  const token = await tables(act.tx)
    .insertInto('tokens')
    .values({
      serial,
      file_id: file.id,
      order_id: file.order_id,
      certificate_id: certificate,
      delivery_centre_id: file.delivery_centre_id,
      purchasing_body_id: file.purchasing_body_id,
      state: 'at-authority',
      since: act.now,
      keeper: 'authority',
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const person = act.actor.kind === 'person' ? act.actor.id : null;
  await appendMove(act.tx, token, { step: 'create', at: act.now, person_id: person, reason: null });
  await act.publish(tokenEvent('token.created', token));
  const { rows } = await sql`DELETE FROM early_shipments WHERE serial = ${serial} RETURNING serial`.execute(
    act.tx,
  );
  if (rows.length > 0) await moveLockedToken(byAuthority(act), token, 'ship');
}

/** The authority has sent a key. It may say so before its certificate is recorded here: then it is remembered. */
export async function shipToken(act: Act, event: Event): Promise<void> {
  const serial = plainSerial(String(event.data.token ?? ''));
  if (serial === '') return;
  await lockSerial(act.tx, serial);
  const token = await tokenBySerial(act.tx, serial, true);
  const moved = token && (await moveLockedToken(act, token, 'ship'));
  if (moved && !isRefusal(moved)) return;
  // Of a key that is already on its way or further, the announcement says nothing new.
  if (token && !['returned', 'destroyed'].includes(token.state)) return;
  await sql`INSERT INTO early_shipments (serial, at) VALUES (${serial}, ${act.now})
    ON CONFLICT DO NOTHING`.execute(act.tx);
}

/** The authority has got a key back. One that is not on its way back changes nothing: its answer stays in the journal. */
export async function takeTokenBack(act: Act, event: Event): Promise<void> {
  const token = await tokenBySerial(act.tx, plainSerial(String(event.data.token ?? '')), true);
  if (token?.state === 'returning') await moveLockedToken(act, token, 'take-back');
}

/** A certificate is no longer good: its key is not one that a visit can be agreed for. */
export async function certificateEnded(act: Act, event: Event): Promise<void> {
  if (event.about.file) await refreshTokenReady(act, event.about.file);
}

function byAuthority(act: Act): Act {
  return { ...act, actor: { kind: 'outside', name: 'early-shipment' } };
}
