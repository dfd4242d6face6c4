import { steps } from './steps.js';

/** A step that was taken; `tries` is more than one where the server was killed meanwhile. */
export interface StepDone {
  readonly number: number;
  readonly code: string;
  readonly who: string;
  readonly what: string;
  readonly seconds: number;
  readonly tries: number;
}

/** What the walkthrough tells as it goes, the failure apart. */
export type Told =
  | { readonly event: 'opened'; readonly server: string; readonly mail: string }
  | ({ readonly event: 'step' } & StepDone)
  | {
      readonly event: 'judged';
      /** What `journal verify` says. */
      readonly words: string;
      readonly journalLines: number;
      readonly mails: number;
      readonly documents: number;
      /** How to judge the documents oneself: the root of their signers, and when. */
      readonly anchor: string;
      readonly at: string;
    }
  | { readonly event: 'done'; readonly seconds: number; readonly folder: string };

export type Say = (told: Told) => void;

const width = Math.max(...steps.map(({ who }) => who.length));

export function stepInWords({ number, who, what, seconds, tries }: StepDone): string {
  const long = seconds.toFixed(1).replace('.', ',');
  const again = tries > 1 ? `  (repris ${tries - 1} fois)` : '';
  return `${String(number).padStart(3)}  ${who.padEnd(width)}  ${what}  ${long} s${again}`;
}

export function inWords(told: Told): string {
  switch (told.event) {
    case 'opened':
      return `Serveur ouvert sur ${told.server}, courrier reçu sur ${told.mail}`;
    case 'step':
      return stepInWords(told);
    case 'judged':
      return [
        `${told.words} ${told.mails} courriels reçus. ${told.documents} documents scellés, tous valides.`,
        `Pour les juger soi-même : ./cle trust pdf FICHIER… --profile order --anchor ${told.anchor} --at ${told.at}`,
      ].join('\n');
    case 'done':
      return `Parcours complet en ${told.seconds.toFixed(0)} s ; tout ce qui a été reçu est dans ${told.folder}`;
  }
}

/** A line of JSON, its keys and codes in English; `who` and `what` are the French of the screen. */
export function inJson(told: Told): string {
  if (told.event !== 'judged') return JSON.stringify(told);
  const { words: _, ...rest } = told;
  return JSON.stringify(rest);
}
