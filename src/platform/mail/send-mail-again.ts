import type { Act } from '#src/platform/acts/act.js';
import { type Refusal, refuse } from '#src/platform/acts/refusal.js';
import { mailQueue } from './mail.js';
import { reviveMail, type StoredMail } from './mail-store.js';

const notToSend = refuse(
  'mail-not-to-send',
  'Ce message est déjà parti, ou son code a expiré. Rien n’a été changé.',
);

/** A mail that was given up leaves once more; the journal says who had it leave. */
export async function sendMailAgain(act: Act, mail: StoredMail): Promise<true | Refusal> {
  if (!(await reviveMail(act.tx, mail.id))) return notToSend;
  await act.queue(mailQueue, { mail: mail.id });
  await act.publish({
    type: 'mail.sent-again',
    about: { ...mail.about, mail: mail.id },
    data: { kind: mail.kind },
  });
  return true;
}
