import { type Answers, completeAnswers } from '#src/orders/answers.js';
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
  const problems = together(result.data);
  return problems.length > 0 ? { complete: false, problems } : { complete: true, answers: result.data };
}

function together(answers: Answers): { field: string; message: string }[] {
  const problems: { field: string; message: string }[] = [];
  const { signatory, correspondent, holders } = answers;
  const firstWith = new Map<string, number>();
  holders.forEach((holder, index) => {
    const earlier = firstWith.get(holder.email);
    if (earlier !== undefined) {
      problems.push({
        field: `holders.${index}.email`,
        message: `Cette adresse est déjà celle du titulaire ${earlier + 1}. Le lien du dossier y part : il en faut une par titulaire.`,
      });
    } else firstWith.set(holder.email, index);
    const sameAddress = holder.email === signatory.email;
    if (sameAddress && !(holder.situation === 'legal-representative' && sameName(holder, signatory))) {
      problems.push({
        field: `holders.${index}.email`,
        message:
          'Cette adresse est celle du représentant légal. S’il est aussi ce titulaire, donnez-lui le même nom et choisissez « Représentant légal » ; sinon, donnez une autre adresse.',
      });
    }
  });
  if (signatory.email === correspondent.email) {
    problems.push({
      field: 'signatory.email',
      message:
        'Cette adresse est aussi celle du correspondant. Donnez l’adresse personnelle du représentant légal : lui seul doit pouvoir signer.',
    });
  }
  return problems;
}

function sameName(
  a: { givenName: string; surname: string },
  b: { givenName: string; surname: string },
): boolean {
  const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
  return plain(`${a.givenName} ${a.surname}`) === plain(`${b.givenName} ${b.surname}`);
}
