import { refusals } from '#src/handover/refusals.js';
import type { Statement } from '#src/handover/types.js';
import { type Refusal, refuse } from '#src/platform/acts/refusal.js';
import { isDay, parisDay } from '#src/platform/french/working-time.js';
import { type FileFacts, identityNames } from '#src/registration/index.js';
import type { DocumentInput } from './hand-over-input.js';

type Kind = keyof typeof identityNames;
type Held = Statement['identity'];
type File = Pick<FileFacts, 'identity_kind' | 'identity_last4' | 'identity_expires'>;

/** The holder's document as the officer has it in hand: its references go into the record. */
export function documentInHand(file: File, input: DocumentInput, now: Date): Held | Refusal {
  const [fault] = documentFaults(file, input, now);
  if (fault) return fault;
  const same = input.identity === 'same';
  const kind = (same ? file.identity_kind : input.otherKind) as Kind;
  return {
    kind: identityNames[kind],
    lastFour: (same ? file.identity_last4 : input.otherLastFour) ?? '',
    expiresOn: (same ? file.identity_expires : input.otherExpires) ?? '',
    same,
  };
}

/** All that is wrong with the document as typed: that of the file, told by the end of its number, or another in force. */
export function documentFaults(file: File, input: DocumentInput, now: Date): Refusal[] {
  return input.identity === 'same' ? sameDocument(file, input.lastFour, now) : otherDocument(input, now);
}

function sameDocument(file: File, lastFour: string, now: Date): Refusal[] {
  const { identity_kind, identity_last4, identity_expires } = file;
  if (!identity_kind || !identity_last4 || !identity_expires) return [refusals.identityMissing];
  return [
    ...(lastFour === identity_last4 ? [] : [refusals.identityDiffers]),
    ...(identity_expires < parisDay(now) ? [refusals.identityExpired] : []),
  ];
}

function otherDocument(input: DocumentInput, now: Date): Refusal[] {
  const faults: Refusal[] = [];
  if (!Object.hasOwn(identityNames, input.otherKind)) {
    faults.push(refuse('identity-kind', 'Dites de quelle pièce d’identité il s’agit.'));
  }
  if (!/^[0-9A-Z]{4}$/.test(input.otherLastFour)) {
    faults.push(refuse('identity-last-four', 'Tapez les 4 derniers caractères du numéro de la pièce.'));
  }
  if (!isDay(input.otherExpires)) {
    faults.push(refuse('identity-expires', 'Indiquez jusqu’à quand la pièce est valable.'));
  } else if (input.otherExpires < parisDay(now)) {
    faults.push(refusals.identityExpired);
  }
  return faults;
}
