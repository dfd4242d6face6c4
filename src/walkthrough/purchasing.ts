import { officers, secretary } from './cast.js';
import { Unexpected } from './failures.js';
import { mailTo, type Relay, type Step, signIn, waitFor } from './relay.js';

/** The purchasing officer examines and countersigns; then the order leaves by itself and the authority answers. */
export const examining: readonly Step[] = [
  {
    code: 'examine',
    who: 'Acheteuse',
    what: 'confirme le signataire et examine la commande',
    async run(relay) {
      await mailTo(relay, 'achats@exemple.fr', relay.number);
      const browser = await signIn(relay, officers.purchasing);
      const order = await browser.open(relay.order);
      if (!order.says('examiner la commande')) return;
      await browser.open(`${relay.order}/examen`);
      await browser.press('Tout est juste', { signatoryConfirmed: 'oui' });
    },
  },
  {
    code: 'countersign',
    who: 'Acheteuse',
    what: 'contresigne ce qu’elle a lu',
    async run(relay) {
      const browser = await signIn(relay, officers.purchasing);
      const order = await browser.open(relay.order);
      if (!order.says('contresigner la commande')) return;
      await browser.open(`${relay.order}/contreseing`);
      await browser.press('Contresigner les deux documents');
    },
  },
];

export const transmitting: readonly Step[] = [
  {
    code: 'acknowledge',
    who: 'Autorité',
    what: 'reçoit la commande et en accuse réception',
    async run(relay) {
      const browser = await signIn(relay, officers.purchasing);
      await waitFor(
        relay,
        browser,
        relay.order,
        (page) => page.says('transmise le'),
        'la réponse de l’autorité',
      );
    },
  },
  {
    code: 'keep-sheets',
    who: 'Secrétaire',
    what: 'garde les feuilles de signature et de contreseing',
    run: keepSheets,
  },
];

/** When every holder has a key, the order is complete by itself. */
export const completing: readonly Step[] = [
  {
    code: 'see-completed',
    who: 'Secrétaire',
    what: 'voit sa commande terminée',
    async run(relay) {
      const browser = await signIn(relay, secretary.email);
      const ended = (page: { says(words: string): boolean }): boolean =>
        page.says('La commande est terminée');
      await waitFor(relay, browser, relay.order, ended, 'la fin de la commande');
    },
  },
];

async function keepSheets(relay: Relay): Promise<void> {
  const browser = await signIn(relay, secretary.email);
  for (const [link, name] of [
    ['Feuille de signature (PDF)', 'feuille de signature'],
    ['Feuille de contreseing (PDF)', 'feuille de contreseing'],
  ] as const) {
    const page = await waitFor(relay, browser, relay.order, (shown) => shown.link(link) !== undefined, name);
    const { type, bytes } = await browser.download(page.link(link) ?? '');
    if (type !== 'application/pdf') throw new Unexpected(`la ${name} n’est pas un PDF`);
    relay.keep(`${relay.number} ${name}.pdf`, bytes);
  }
}
