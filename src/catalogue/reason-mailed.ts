import type { MailReason } from '#src/platform/mail/mail.js';
import type { GivenReason } from './reason-given.js';

/** What a reason says to whom it concerns: its sentence, then how to mend it. */
export function reasonWords(reason: GivenReason): string {
  return [reason.sentence || reason.label, reason.tip].filter(Boolean).join(' ');
}

/** A reason as mails show it. */
export function mailReason(reason: GivenReason | null | undefined, title: string): { reason?: MailReason } {
  if (!reason) return {};
  const sentence = reasonWords(reason);
  return { reason: { title, sentence, ...(reason.comment ? { comment: reason.comment } : {}) } };
}
