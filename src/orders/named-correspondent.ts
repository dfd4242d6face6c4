import type { MailContact } from '#src/platform/mail/mail.js';
import { retype, typedText } from '#src/platform/web/form.js';
import type { FoundOrder } from './rows.js';

/**
 * The correspondent that the order names, if it does. A draft keeps whatever was posted, also a list or a branch in a
 * field's place.
 */
export function namedCorrespondent(order: Pick<FoundOrder, 'answers'>): MailContact | undefined {
  const typed = retype(order.answers.correspondent);
  const text = (field: string): string => typedText(typed, field).trim();
  const name = [text('givenName'), text('surname')].filter(Boolean).join(' ');
  const email = text('email').toLowerCase();
  return email ? { name, phone: text('phone'), email } : undefined;
}
