import { type Html, Tag } from '#src/platform/ui/index.js';
import { mailStates } from './mail-states.js';
import type { MailState } from './mail-store.js';

/** The state of a mail, as a word in a box. */
export function MailTag({ state }: { state: MailState }): Html {
  const { label, tone } = mailStates[state];
  return <Tag tone={tone}>{label}</Tag>;
}
