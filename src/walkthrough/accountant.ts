import type { Browser } from './browser.js';
import { officers, secretary, town } from './cast.js';
import { Unexpected } from './failures.js';
import { mailTo, type Relay, type Step, signIn, waitFor } from './relay.js';

interface Expected {
  readonly code: string;
  readonly who: string;
  readonly email: string;
  /** What the line to invoice must say. */
  readonly line: RegExp;
  readonly what: string;
}

/** After each visit, one invoice of the purchasing body and one of the delivery centre (rule 10 of the procedure). */
export function invoicing(certificates: number, total: string): readonly Step[] {
  const expected: readonly Expected[] = [
    {
      code: 'invoice-certificates',
      who: 'Comptable achat',
      email: officers.purchasingAccountant,
      line: new RegExp(`Quantité ?${certificates} TTC ?${total}`),
      what: `émet et envoie la facture de ${certificates} certificat${certificates > 1 ? 's' : ''}, ${total} TTC`,
    },
    {
      code: 'invoice-intervention',
      who: 'Comptable CDG',
      email: officers.deliveryAccountant,
      line: /Quantité ?1 TTC ?82,00 €/,
      what: 'émet et envoie la facture d’une intervention, 82,00 €',
    },
  ];
  return expected.map((each) => ({
    code: each.code,
    who: each.who,
    what: each.what,
    run: (relay) => invoice(relay, each, certificates),
  }));
}

/** Each order has two invoices a visit: four in all once the second visit is over. */
export const counting: Step = {
  code: 'count-invoices',
  who: 'Comptables',
  what: 'trouvent 2 + 2 factures, numérotées sans trou',
  async run(relay) {
    for (const email of [officers.purchasingAccountant, officers.deliveryAccountant]) {
      const browser = await signIn(relay, email);
      const page = await browser.open('/factures/emises');
      const numbers = numbersOn(page).sort();
      const last = numbers.map((number) => Number(/(\d+)$/.exec(number)?.[1]));
      if (numbers.length !== 2 || last[1] !== (last[0] ?? 0) + 1) {
        throw new Unexpected(
          `${email} a émis ${numbers.join(', ') || 'aucune facture'}, 2 qui se suivent étaient attendues`,
        );
      }
      const table = await browser.download('/factures/export.csv');
      relay.keep(`factures ${email.split('@')[0]}.csv`, table.bytes);
    }
  },
};

function numbersOn(page: Browser['page']): string[] {
  return page.links.filter(({ href }) => invoicePath.test(href)).map(({ label }) => label);
}

const invoicePath = /^\/factures\/[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Issues the line of the order, unless it is; sends the invoice, unless it is; keeps its PDF. */
async function invoice(relay: Relay, expected: Expected, certificates: number): Promise<void> {
  const browser = await signIn(relay, expected.email);
  const already = certificates === 2 ? 0 : 1;
  if (numbersOn(await browser.open('/factures/emises')).length === already) {
    const list = `/factures?q=${encodeURIComponent(town.name)}`;
    await waitFor(relay, browser, list, (page) => page.says(expected.line), 'la ligne à facturer');
    const form = browser.page.button('Émettre les factures choisies')?.form;
    const lines = form?.values('ligne') ?? [];
    if (lines.length !== 1)
      throw new Unexpected(`${lines.length} lignes sont à facturer, une était attendue`);
    await browser.press('Émettre les factures choisies', { ligne: lines });
  }
  const issued = await browser.open('/factures/emises');
  const newest = issued.links
    .filter(({ href }) => invoicePath.test(href))
    .sort(byLabel)
    .at(-1);
  if (!newest) throw new Unexpected('la facture émise n’est pas dans la liste');
  const page = await browser.open(newest.href);
  relay.keep(`facture ${newest.label}.pdf`, (await browser.download(page.link('Facture (PDF)') ?? '')).bytes);
  if (page.link('Envoyer la facture') !== undefined) {
    await browser.follow('Envoyer la facture');
    await browser.press('Envoyer la facture');
  }
  await mailTo(relay, secretary.email, newest.label);
}

function byLabel(a: { label: string }, b: { label: string }): number {
  return a.label.localeCompare(b.label);
}
