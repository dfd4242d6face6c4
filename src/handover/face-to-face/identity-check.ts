import { refusals } from '#src/handover/refusals.js';
import type { Statement } from '#src/handover/types.js';
import { type Refusal, refuse } from '#src/platform/acts/refusal.js';
import { isDay, parisDay } from '#src/platform/french/working-time.js';
import { type FileFacts, identityNames } from '#src/registration/index.js';
import type { DocumentInput } from './hand-over-input.js';

type Kinds = keyof typeof identityNames;
type Held = Statement['identity'];
type File = Pick<FileFacts, 'identity_kind' | 'identity_last4' | 'identity_expires'>;

/** The holder's document as the officer has it in hand. */
export function documentInHand(file: File, input: DocumentInput, now: Date): Held | Refusal {
  if (input.identity === 'same') return sameDocument(file, input.lastFour, now);
  const { otherKind: kind, otherLastFour: lastFour, otherExpires: expires } = input;
  return otherDocument({ kind, lastFour, expires }, now);
}

/** The document of the file, in hand: told by the end of its number, in force today. */
function sameDocument(file: File, lastFour: string, now: Date): Held | Refusal {
  const { identity_kind, identity_last4, identity_expires } = file;
  if (!identity_kind || !identity_last4 || !identity_expires) return refusals.identityMissing;
  if (lastFour !== identity_last4) return refusals.identityDiffers;
  if (identity_expires < parisDay(now)) return refusals.identityExpired;
  return {
    kind: identityNames[identity_kind],
    lastFour: identity_last4,
    expiresOn: identity_expires,
    same: true,
  };
}

/** Another official document of the holder, in force today: its references go into the record. */
function otherDocument(
  given: { readonly kind: string; readonly lastFour: string; readonly expires: string },
  now: Date,
): Held | Refusal {
  const kind = Object.keys(identityNames).find((each) => each === given.kind) as Kinds | undefined;
  if (!kind) return refuse('identity-kind', 'Dites de quelle pièce d’identité il s’agit.');
  if (!/^[0-9A-Z]{4}$/.test(given.lastFour)) {
    return refuse('identity-last-four', 'Tapez les 4 derniers caractères du numéro de la pièce.');
  }
  if (!isDay(given.expires)) {
    return refuse('identity-expires', 'Indiquez jusqu’à quand la pièce est valable.');
  }
  if (given.expires < parisDay(now)) return refusals.identityExpired;
  return { kind: identityNames[kind], lastFour: given.lastFour, expiresOn: given.expires, same: false };
}
