import { entryAt } from '#src/catalogue/index.js';
import { addressDoubts } from '#src/directory/index.js';
import type { Section } from '#src/orders/answers.js';
import type { FieldErrors, Typed } from '#src/platform/web/form.js';
import type { Web } from '#src/platform/web/web.js';
import { usageToConfirm } from './judge-answers.js';
import { productOnSale } from './terms.js';

/** Addresses that are likely wrong are asked about once, and kept when confirmed (rule 2); the same for usages. */
export async function answerDoubts(web: Web, section: Section, typed: Typed): Promise<FieldErrors> {
  const errors: Record<string, string> = {};
  const ask = (field: string, confirmed: string): void => {
    const email = typed[field];
    const [doubt] = typeof email === 'string' && email !== '' ? addressDoubts(email) : [];
    if (doubt && typed[confirmed] !== 'oui') errors[`${field}.doubt`] = doubt.sentence;
  };
  if (section === 'signatory') ask('email', 'addressConfirmed');
  if (section !== 'holders') return errors;
  const product = await productOnSale(web.db, web.kernel.clock());
  for (let index = 0; typed[`holders.${index}.email`] !== undefined; index++) {
    const at = (name: string): string => `holders.${index}.${name}`;
    ask(at('email'), at('addressConfirmed'));
    for (const code of [typed[at('usages')] ?? []].flat()) {
      const usage = await entryAt(web.db, 'usage', code, web.kernel.clock());
      if (
        usage?.data.needsQualified &&
        !product?.data.qualified &&
        typed[at('qualifiedConfirmed')] !== 'oui'
      ) {
        errors[at('qualifiedConfirmed')] = usageToConfirm;
      }
    }
  }
  return errors;
}
