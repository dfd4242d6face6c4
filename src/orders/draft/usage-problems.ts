import { catalogueAt } from '#src/catalogue/index.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { productOnSale } from './terms.js';

interface UsagesOfHolder {
  readonly usages: readonly string[];
  readonly situation: string;
  readonly powerToSign: string;
  readonly qualifiedConfirmed: boolean;
}

interface UsageProblem {
  /** The field of the holder where it is mended. */
  readonly name: 'usages' | 'powerToSign' | 'qualifiedConfirmed';
  readonly message: string;
}

/**
 * Judges what a holder's certificate is for by the catalogue and the product on sale: a usage that cannot be ordered,
 * a signature without the power to sign, a usage that needs a qualified certificate which the product is not (rule 3).
 */
export async function usageProblems(
  db: Database | Tx,
  holder: UsagesOfHolder,
  at: Date,
): Promise<UsageProblem[]> {
  const product = await productOnSale(db, at);
  const catalogue = new Map((await catalogueAt(db, 'usage', at)).map(({ code, data }) => [code, data]));
  const chosen = holder.usages.map((code) => ({ code, usage: catalogue.get(code) }));
  const problems: UsageProblem[] = [];
  const refusedUsage = chosen.find(
    ({ code, usage }) => !usage?.available || (product && !product.data.usages.includes(code)),
  );
  if (refusedUsage) {
    const which = refusedUsage.usage ? `«\u00a0${refusedUsage.usage.label}\u00a0»` : 'Un des usages choisis';
    problems.push({
      name: 'usages',
      message: `${which} ne peut pas être commandé avec ce certificat. Choisissez parmi les usages proposés.`,
    });
  }
  const signs = chosen.some(({ usage }) => usage?.signing);
  if (signs && holder.situation !== 'legal-representative' && holder.powerToSign.trim() === '') {
    problems.push({
      name: 'powerToSign',
      message:
        'Indiquez qui donne à cette personne le pouvoir de signer, et par quel acte (délégation, arrêté).',
    });
  }
  const needsQualified = chosen.some(({ usage }) => usage?.needsQualified);
  if (needsQualified && !product?.data.qualified && !holder.qualifiedConfirmed) {
    problems.push({
      name: 'qualifiedConfirmed',
      message: 'Confirmez cet usage en connaissance de cause, ou décochez-le.',
    });
  }
  return problems;
}
