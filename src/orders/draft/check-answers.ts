import { type Answers, completeAnswers, type Section } from '#src/orders/answers.js';
import type { SavedAnswers } from '#src/orders/types.js';

export type Checked =
  | { readonly complete: true; readonly answers: Answers }
  | {
      readonly complete: false;
      readonly problems: readonly { readonly field: string; readonly message: string }[];
    };

/**
 * Judges both forms as a whole: what each section lacks, and what only shows when they are read together
 * (procedure, rule 2, and « How one gets in »).
 */
export function checkAnswers(saved: SavedAnswers): Checked {
  const result = completeAnswers.safeParse({
    organisation: saved.organisation ?? {},
    correspondent: { inCharge: {}, ...saved.correspondent },
    holders: saved.holders ?? [],
    signatory: saved.signatory ?? {},
    billing: saved.billing ?? {},
  });
  if (!result.success) {
    const seen = new Set<string>();
    const problems = result.error.issues
      .map((issue) => ({ field: issue.path.join('.'), message: issue.message }))
      .filter(({ field }) => !seen.has(field) && seen.add(field));
    return { complete: false, problems };
  }
  const problems = addressClashes(saved);
  return problems.length > 0 ? { complete: false, problems } : { complete: true, answers: result.data };
}

/**
 * Addresses that two people may not share, read from answers that may be incomplete. Each is told on a field of the
 * section that is being filled in, where it has one.
 */
export function addressClashes(saved: SavedAnswers, section?: Section): { field: string; message: string }[] {
  const problems: { field: string; message: string }[] = [];
  const signatory = contactOf(saved.signatory);
  const correspondent = contactOf(saved.correspondent);
  const firstWith = new Map<string, number>();
  for (const [index, each] of [saved.holders ?? []].flat().entries()) {
    const holder = contactOf(each);
    if (holder.email === '') continue;
    const earlier = firstWith.get(holder.email);
    if (earlier !== undefined) {
      problems.push({
        field: `holders.${index}.email`,
        message: `Cette adresse est déjà celle du titulaire ${earlier + 1}. Le lien du dossier y part : il en faut une par titulaire.`,
      });
    } else firstWith.set(holder.email, index);
    const isSignatory = holder.situation === 'legal-representative' && holder.name === signatory.name;
    if (holder.email === signatory.email && !isSignatory) {
      problems.push(
        section === 'signatory'
          ? {
              field: 'signatory.email',
              message: `Cette adresse est celle du titulaire ${index + 1}. Si le représentant légal est aussi ce titulaire, donnez-lui le même nom et choisissez « Représentant légal » à l’étape des titulaires ; sinon, donnez une autre adresse.`,
            }
          : {
              field: `holders.${index}.email`,
              message:
                'Cette adresse est celle du représentant légal. S’il est aussi ce titulaire, donnez-lui le même nom et choisissez « Représentant légal » ; sinon, donnez une autre adresse.',
            },
      );
    }
  }
  if (signatory.email !== '' && signatory.email === correspondent.email) {
    problems.push(
      section === 'correspondent'
        ? {
            field: 'correspondent.email',
            message:
              'Cette adresse est aussi celle du représentant légal. Donnez celle du correspondant : le représentant légal doit être seul à pouvoir signer.',
          }
        : {
            field: 'signatory.email',
            message:
              'Cette adresse est aussi celle du correspondant. Donnez l’adresse propre au représentant légal : lui seul doit pouvoir signer.',
          },
    );
  }
  return problems;
}

function contactOf(answers: unknown): { email: string; name: string; situation: unknown } {
  const from = Object(answers);
  const text = (name: string): string => (typeof from[name] === 'string' ? from[name].trim() : '');
  const plain = (words: string): string => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return {
    email: text('email').toLowerCase(),
    name: plain(`${text('givenName')} ${text('surname')}`),
    situation: from.situation,
  };
}
