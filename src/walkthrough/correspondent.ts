import type { Browser } from './browser.js';
import { type FutureHolder, holders, mayor, secretary, town } from './cast.js';
import { Unexpected } from './failures.js';
import type { Filled } from './form.js';
import { type Relay, type Step, signIn, waitFor } from './relay.js';

/** The secretary of the town: finds it, fills in both forms, checks, asks for the signature. */
export const ordering: readonly Step[] = [
  {
    code: 'find-organisation',
    who: 'Secrétaire',
    what: `se connecte et trouve ${town.name} sous un nom mal écrit`,
    async run(relay) {
      const browser = await signIn(relay, secretary.email);
      const search = `/commandes/nouvelle?q=${town.search}`;
      await waitFor(
        relay,
        browser,
        search,
        (page) => page.says(town.postalCode),
        `${town.name} dans le territoire`,
      );
    },
  },
  { code: 'start-draft', who: 'Secrétaire', what: 'commence une commande', run: startDraft },
  {
    code: 'check-organisation',
    who: 'Secrétaire',
    what: 'vérifie l’organisme et son SIRET',
    run: (relay) => section(relay, 'organisme', organisation),
  },
  {
    code: 'give-contact',
    who: 'Secrétaire',
    what: 'donne ses coordonnées',
    run: (relay) => section(relay, 'correspondant', () => correspondent),
  },
  {
    code: 'add-holders',
    who: 'Secrétaire',
    what: 'ajoute trois titulaires et leurs usages',
    run: fillHolders,
  },
  {
    code: 'name-signatory',
    who: 'Secrétaire',
    what: 'nomme le maire qui signera',
    run: (relay) => section(relay, 'signataire', () => signatory),
  },
  {
    code: 'give-engagement-number',
    who: 'Secrétaire',
    what: 'donne le numéro d’engagement',
    run: (relay) =>
      section(relay, 'facturation', () => ({ engagementNumber: 'E-2026-0412', serviceCode: 'FINANCES' })),
  },
  {
    code: 'ask-for-signature',
    who: 'Secrétaire',
    what: 'relit tout et demande la signature',
    run: askForSignature,
  },
];

async function startDraft(relay: Relay): Promise<void> {
  const browser = await signIn(relay, secretary.email);
  const list = await browser.open('/commandes');
  const begun = list.links.find(({ href }) => /^\/commandes\/[0-9a-f-]{36}$/.test(href))?.href;
  if (begun) {
    relay.order = begun;
  } else {
    await browser.open(`/commandes/nouvelle?q=${town.search}`);
    const form = browser.page.button('Commencer la commande')?.form;
    if (!form) throw new Unexpected('aucun organisme n’est proposé');
    await browser.press('Commencer la commande', {
      organisation: browser.page.choice(form, 'organisation', `Commune de ${town.name}`),
    });
    relay.order = browser.page.path.replace(/\/organisme$/, '');
  }
  const page = await browser.open('/commandes');
  relay.number = page.links.find(({ href }) => href === relay.order)?.label ?? '';
  if (!/^\d{4}-35-\d{4}$/.test(relay.number))
    throw new Unexpected(`la commande porte le numéro « ${relay.number} »`);
}

/** Saves one section; the same answers again change nothing. */
async function section(relay: Relay, slug: string, filled: (browser: Browser) => Filled): Promise<void> {
  const browser = await signIn(relay, secretary.email);
  await browser.open(`${relay.order}/${slug}`);
  await browser.press(slug === 'facturation' ? 'Vérifier la commande' : 'Continuer', filled(browser));
}

function organisation(browser: Browser): Filled {
  if (!browser.page.says('Calculé à partir du numéro SIREN'))
    throw new Unexpected('le SIRET n’est pas dit présumé');
  return { address: town.address, postalCode: town.postalCode, city: town.name };
}

const correspondent: Filled = {
  givenName: secretary.givenName,
  surname: secretary.surname,
  function: secretary.function,
  phone: secretary.phone,
  email: secretary.email,
};

const signatory: Filled = {
  byDelegation: 'non',
  givenName: mayor.givenName,
  surname: mayor.surname,
  function: mayor.function,
  email: mayor.email,
};

async function fillHolders(relay: Relay): Promise<void> {
  const browser = await signIn(relay, secretary.email);
  await browser.open(`${relay.order}/titulaires`);
  for (const [index] of holders.entries()) {
    const form = browser.page.button('Ajouter un titulaire')?.form ?? browser.page.button('Continuer')?.form;
    if (index > 0 && !form?.has(`holders.${index}.surname`)) {
      await browser.press('Ajouter un titulaire', every(holders.slice(0, index)));
    }
  }
  if (!browser.page.says(/360,00 € HT, soit 432,00 € TTC/))
    throw new Unexpected('le prix de trois certificats n’est pas 432,00 € TTC');
  await browser.press('Continuer', every(holders));
}

function every(list: readonly FutureHolder[]): Filled {
  return Object.assign({}, ...list.map((holder, index) => answersFor(holder, index)));
}

function answersFor(holder: FutureHolder, index: number): Filled {
  const { givenName, surname, email, phone, situation, usages } = holder;
  const plain = { givenName, surname, function: holder.function, email, phone, situation, usages };
  const all = { ...plain, powerToSign: holder.powerToSign ?? '' };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [`holders.${index}.${name}`, value]));
}

async function askForSignature(relay: Relay): Promise<void> {
  const browser = await signIn(relay, secretary.email);
  const order = await browser.open(relay.order);
  if (order.says(`En attente de ${mayor.givenName} ${mayor.surname}`)) return;
  await browser.open(`${relay.order}/verification`);
  await browser.press('Demander la signature');
  if (!browser.page.says(`En attente de ${mayor.givenName} ${mayor.surname}`)) {
    throw new Unexpected('la commande n’attend pas la signature du maire');
  }
}
