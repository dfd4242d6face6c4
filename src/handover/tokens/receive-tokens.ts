import { z } from 'zod';
import { refusals } from '#src/handover/refusals.js';
import type { TokenRow } from '#src/handover/types.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { moveLockedToken } from './move-token.js';
import { partiesOnToken } from './parties-on-token.js';
import { plainSerial, serialsIn } from './serial.js';
import { tokenTable } from './token.js';
import { lockToken, tokenBySerial } from './token-store.js';

export const scanInput = z.object({
  serials: z
    .string({ error: 'Scannez ou tapez au moins un numéro de clé.' })
    .max(20_000, 'Notez au plus 300 clés à la fois.')
    .transform(serialsIn)
    .refine((serials) => serials.length > 0, 'Scannez ou tapez au moins un numéro de clé.')
    .refine((serials) => serials.length <= 300, 'Notez au plus 300 clés à la fois.'),
});

/** What became of one serial of a list: the others do not depend on it. */
export interface Received {
  readonly serial: string;
  readonly token?: TokenRow;
  readonly refusal?: Refusal;
}

/** Keys that the centre has in hand, by the serial read on each. */
export async function receiveTokens(act: Act, serials: readonly string[]): Promise<Received[]> {
  const results: Received[] = [];
  // In one order whoever scans: two lists that overlap never wait for each other in a circle.
  for (const serial of [...serials].sort()) {
    results.push(await receive(act, await tokenBySerial(act.tx, plainSerial(serial), true), serial));
  }
  return results;
}

/** Keys chosen in the list. */
export async function receiveChosen(act: Act, ids: readonly string[]): Promise<Received[]> {
  const results: Received[] = [];
  for (const id of [...ids].sort()) results.push(await receive(act, await lockToken(act.tx, id), id));
  return results;
}

/** One key, locked; `asked` names it where the actor may know of none. */
async function receive(act: Act, token: TokenRow | undefined, asked: string): Promise<Received> {
  if (!token || !partiesOnToken(token, act.actor).includes('delivery-officer')) {
    return { serial: asked, refusal: refusals.tokenUnknown };
  }
  const moved = await moveLockedToken(act, token, 'receive');
  if (isRefusal(moved)) return { serial: token.serial, token, refusal: saidOf(token, moved) };
  return { serial: moved.serial, token: moved };
}

function saidOf(token: TokenRow, refusal: Refusal): Refusal {
  const sentence =
    token.state === 'received'
      ? 'Cette clé est déjà notée au centre.'
      : token.state === 'at-authority'
        ? 'L’autorité n’a pas encore annoncé l’expédition de cette clé. Gardez-la de côté et prévenez l’organisme acheteur, qui peut la noter.'
        : `Cette clé est ${tokenTable.words[token.state]}.`;
  return { ...refusal, sentence };
}
