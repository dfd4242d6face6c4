import { refusals } from '#src/handover/refusals.js';
import { plainSerial } from '#src/handover/tokens/serial.js';
import { tokenInHand } from '#src/handover/tokens/token-in-hand.js';
import type { Person } from '#src/platform/acts/actor.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import type { Database } from '#src/platform/database/database.js';
import { type Again, type Typed, typedText } from '#src/platform/web/form.js';
import {
  type FileFacts,
  separation,
  separationAtHandover,
  separationRelaxed,
} from '#src/registration/index.js';
import { documentInput } from './hand-over-input.js';
import { documentFaults } from './identity-check.js';

/** Which field a refusal is about, so that it stands beside it. */
const fields: Readonly<Record<string, string>> = {
  'identity-differs': 'lastFour',
  'identity-last-four': 'otherLastFour',
  'identity-kind': 'otherKind',
  'identity-expires': 'otherExpires',
  'agent-document': 'identity',
  'token-unknown': 'serial',
  'token-of-another': 'serial',
  'token-handed-over': 'serial',
  'token-elsewhere': 'serial',
  'separation-reason': 'separation',
  'comment-missing': 'comment',
};

/** Refusals as a form shows them: each beside its field, the first of those about none above all. */
export function saidBy(told: readonly Refusal[]): Pick<Again, 'errors' | 'refusal'> {
  const beside = told.flatMap(({ refused, sentence }) => {
    const field = fields[refused];
    return field ? [[field, sentence]] : [];
  });
  return {
    errors: Object.fromEntries(beside),
    refusal: told.find(({ refused }) => !fields[refused])?.sentence,
  };
}

/**
 * What of a face-to-face as typed would be refused, all of it, also where something else is missing from the form: it is
 * told at once, with the holder waiting. Nothing is locked; the act judges again.
 */
export async function handOverFaults(
  db: Database,
  { file, officer, now }: { file: FileFacts; officer: Person; now: Date },
  typed: Typed,
): Promise<Refusal[]> {
  const document = documentInput.safeParse(typed);
  const serial = plainSerial(typedText(typed, 'serial'));
  const token = serial === '' ? undefined : await tokenInHand(db, file, serial);
  const holdersForAgent = typedText(typed, 'receiver') !== '' && typedText(typed, 'identity') === 'same';
  const reasonWanted =
    separationAtHandover(file, officer, false) !== undefined &&
    !separation(file, officer) &&
    (await separationRelaxed(db, now));
  return [
    ...(holdersForAgent
      ? [refusals.agentDocument]
      : document.success
        ? documentFaults(file, document.data, now)
        : []),
    ...(token && isRefusal(token) ? [token] : []),
    ...(reasonWanted && typedText(typed, 'separation') === '' ? [refusals.separationReason] : []),
  ];
}
