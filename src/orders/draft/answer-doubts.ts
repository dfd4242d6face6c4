import { addressDoubts } from '#src/directory/index.js';
import type { Section } from '#src/orders/answers.js';
import { type FieldErrors, type Typed, typedText } from '#src/platform/web/form.js';
import type { Web } from '#src/platform/web/web.js';
import { holderAddressDoubt } from './holder-address.js';
import { usageProblems } from './usage-problems.js';

/** Addresses that are likely wrong are asked about once, and kept when confirmed (rule 2); the same for usages. */
export async function answerDoubts(
  web: Web,
  order: string,
  section: Section,
  typed: Typed,
): Promise<FieldErrors> {
  const errors: Record<string, string> = {};
  if (section === 'signatory') {
    const [doubt] = addressDoubts(typedText(typed, 'email'));
    if (doubt && typed.addressConfirmed !== 'oui') errors['email.doubt'] = doubt.sentence;
  }
  if (section !== 'holders') return errors;
  for (let index = 0; typed[`holders.${index}.email`] !== undefined; index++) {
    const at = (name: string): string => `holders.${index}.${name}`;
    const [email, givenName, surname] = ['email', 'givenName', 'surname'].map((name) =>
      typedText(typed, at(name)),
    ) as [string, string, string];
    if (email !== '' && typed[at('addressConfirmed')] !== 'oui') {
      const doubt = await holderAddressDoubt(web.db, order, { email, givenName, surname });
      if (doubt) errors[`${at('email')}.doubt`] = doubt;
    }
    const holder = {
      usages: [typed[at('usages')] ?? []].flat(),
      situation: typedText(typed, at('situation')),
      powerToSign: typedText(typed, at('powerToSign')),
      qualifiedConfirmed: typed[at('qualifiedConfirmed')] === 'oui',
    };
    for (const { name, message } of await usageProblems(web.db, holder, web.kernel.clock())) {
      errors[at(name)] = message;
    }
  }
  return errors;
}
