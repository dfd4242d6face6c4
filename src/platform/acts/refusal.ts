/**
 * A "no" of the procedure: a value with a French sentence that says why and what to do.
 * `code` is stable and kebab-case (it reaches `--json` and tests); the sentence is for people.
 */
export interface Refusal {
  readonly refused: string;
  readonly sentence: string;
}

/** Makes a refusal. Each slice lists its own in `refusals.ts`. */
export function refuse(code: string, sentence: string): Refusal {
  return { refused: code, sentence };
}

/** Tells a refusal from any other result of a rule or a use case. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && 'sentence' in value;
}

/** The one refusal that is answered as if the thing did not exist (rule 13 of the procedure). */
export const notYourPart: Refusal = refuse(
  'not-your-part',
  'Cette page n’existe pas, ou elle ne vous est pas ouverte.',
);
