import type { Tone } from '#src/platform/ui/content.js';
import type { MailState } from './mail-store.js';

/** How the state of a mail is told on screens. */
export const mailStates: Readonly<Record<MailState, { label: string; tone: Tone }>> = {
  queued: { label: 'À envoyer', tone: 'info' },
  sent: { label: 'Envoyé', tone: 'success' },
  kept: { label: 'Conservé ici', tone: 'neutral' },
  failed: { label: 'Non envoyé', tone: 'danger' },
};
