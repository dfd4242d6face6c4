import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { type Day, parisDay } from '#src/platform/french/working-time.js';
import { partiesOnCertificate } from '#src/registration/parties-on-file.js';
import { refusals } from '#src/registration/refusals.js';
import { certificateTable } from './certificate.js';
import { lockCertificate } from './move-certificate.js';
import { confirm, firstUnconfirmed } from './tell-authority.js';

export interface NotedConfirmation {
  /** The call that the page showed: pressed twice, the next one is not confirmed with it. */
  readonly call: string;
  readonly on: Day;
  readonly reference: string;
}

/** The authority confirmed otherwise than by its adapter: the purchasing officer notes when, and its reference. */
export async function noteConfirmation(
  act: Act,
  certificateId: string,
  noted: NotedConfirmation,
): Promise<true | Refusal> {
  const locked = await lockCertificate(act, certificateId);
  if (!locked) return notYourPart;
  const { certificate, file } = locked;
  const row = permit(certificateTable, certificate.state, 'confirm', partiesOnCertificate(file, act.actor));
  if (isRefusal(row)) return row;
  const call = await firstUnconfirmed(act.tx, certificateId);
  if (call?.id !== noted.call) return refusals.confirmedAlready;
  const [asked, today] = [parisDay(call.asked_at), parisDay(act.now)];
  if (noted.on < asked || noted.on > today) return refusals.confirmationDay;
  const at = noted.on === today ? act.now : new Date(Math.max(noon(noted.on), call.asked_at.getTime()));
  const { reference } = noted;
  const done = await confirm(act, { ...call, file_id: file.id }, at, { reference });
  return done ? true : refusals.confirmedAlready;
}

/** Of a day of which no hour is known: noon, in UTC, is that day in Paris too. */
function noon(day: Day): number {
  return Date.parse(`${day}T12:00:00Z`);
}
