import { mayor } from './cast.js';
import { Unexpected } from './failures.js';
import { doorIn } from './mailbox.js';
import { mailTo, type Relay, type Step, throughDoor, withCode } from './relay.js';

/** The mayor: through the door of the mail, both documents read, both acceptances ticked, the code copied. */
export const signing: readonly Step[] = [
  {
    code: 'read-documents',
    who: 'Maire',
    what: 'ouvre la porte reçue par courriel et lit les deux documents',
    async run(relay) {
      const mail = await mailTo(relay, mayor.email, `À signer`);
      const browser = await throughDoor(relay, mayor.email, doorIn(mail));
      for (const [link, name] of documents) {
        const href = browser.page.link(link);
        if (!href) throw new Unexpected(`« ${browser.page.title} » ne montre pas « ${link} »`);
        const { type, bytes } = await browser.download(href);
        if (type !== 'application/pdf') throw new Unexpected(`${name} n’est pas un PDF`);
        relay.keep(`${relay.number} ${name}.pdf`, bytes);
      }
    },
  },
  { code: 'sign', who: 'Maire', what: 'accepte les deux textes et signe avec le code reçu', run: sign },
];

const documents = [
  ['Bon de commande (PDF)', 'bon de commande'],
  ['Demande de mission (PDF)', 'demande de mission'],
] as const;

async function sign(relay: Relay): Promise<void> {
  const browser = relay.browser(mayor.email);
  const page = `${relay.order}/signature`;
  if ((await browser.open(page)).path.endsWith('/faite')) return;
  await withCode(relay, browser, {
    ask: async () => {
      await browser.open(page);
      return browser.attempt('Recevoir le code de signature', { conditions: 'oui', mission: 'oui' });
    },
    to: mayor.email,
    subject: 'Code de signature',
    give: 'Signer les deux documents',
  });
  if (!browser.page.path.endsWith('/faite'))
    throw new Unexpected(`la signature mène à « ${browser.page.title} »`);
}
