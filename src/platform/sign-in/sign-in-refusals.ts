import { type Refusal, refuse } from '#src/platform/acts/refusal.js';

export const wrongCode: Refusal = refuse(
  'wrong-code',
  'Ce code ne convient pas, ou il a expiré. Vérifiez que c’est le dernier reçu, ou demandez-en un autre.',
);

export function tooManyCodes(seconds: number): Refusal {
  return refuse(
    'too-many-codes',
    `Trop de messages ont été demandés. Vérifiez vos courriers indésirables, puis réessayez ${inMinutes(seconds)}.`,
  );
}

export function tooManyTries(seconds: number): Refusal {
  return refuse('too-many-tries', `Trop de codes ont été essayés. Réessayez ${inMinutes(seconds)}.`);
}

function inMinutes(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  if (minutes > 120) return `dans ${Math.ceil(minutes / 60)} heures`;
  return minutes === 1 ? 'dans une minute' : `dans ${minutes} minutes`;
}
