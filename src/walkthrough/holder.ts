import type { Browser } from './browser.js';
import { corrected, type FutureHolder, holders, nameOf, office } from './cast.js';
import { Unexpected } from './failures.js';
import type { Filled, Form } from './form.js';
import { doorIn } from './mailbox.js';
import { pdf, photograph } from './papers.js';
import { mailTo, type Relay, type Step, throughDoor } from './relay.js';

/** Each holder: through their door, data, office, pieces, submission. */
export const filling: readonly Step[] = holders.flatMap((holder) => [
  {
    code: 'open-file',
    who: nameOf(holder),
    what: 'ouvre son dossier par la porte reçue, donne son état civil et choisit sa CCI',
    async run(relay: Relay) {
      const browser = await enter(relay, holder);
      await fillIn(relay, browser, holder);
    },
  },
  {
    code: 'submit-file',
    who: nameOf(holder),
    what: 'envoie ses pièces et dépose son dossier',
    async run(relay: Relay) {
      const browser = await enter(relay, holder);
      await sendPieces(relay, browser, holder);
      await submit(relay, browser, holder);
    },
  },
]);

/** The one who was sent back replaces the piece and submits again. */
export const correcting: readonly Step[] = [
  {
    code: 'replace-document',
    who: nameOf(corrected),
    what: 'remplace la pièce refusée et dépose de nouveau',
    async run(relay) {
      await mailTo(relay, corrected.email, 'À remplacer');
      const browser = await enter(relay, corrected);
      await sendPieces(relay, browser, corrected);
      await submit(relay, browser, corrected);
    },
  },
];

/** The holder's own session: behind the door the first time, kept afterwards. */
export async function enter(relay: Relay, holder: FutureHolder): Promise<Browser> {
  const known = relay.files.get(holder.email);
  if (known) {
    const browser = relay.browser(holder.email);
    if ((await browser.open(known)).path === known) return browser;
  }
  const mail = await mailTo(relay, holder.email, 'À remplir');
  const browser = await throughDoor(relay, holder.email, doorIn(mail));
  const path = /^\/mon-dossier\/[0-9a-f-]{36}/.exec(browser.page.path)?.[0];
  if (!path) throw new Unexpected(`la porte de ${nameOf(holder)} mène à « ${browser.page.title} »`);
  relay.files.set(holder.email, path);
  return browser;
}

function fileOf(relay: Relay, holder: FutureHolder): string {
  return relay.files.get(holder.email) ?? '';
}

async function fillIn(relay: Relay, browser: Browser, holder: FutureHolder): Promise<void> {
  const file = fileOf(relay, holder);
  const page = await browser.open(file);
  if (!page.says(/Vos données( \([^)]*\))? Complètes/)) {
    await browser.open(`${file}/identite`);
    await browser.press('Enregistrer', {
      givenNames: holder.givenName,
      birthDate: holder.birth.date,
      birthPlace: holder.birth.place,
      address: '3 rue de l’Essai',
      postalCode: '35137',
      city: 'Bédée',
    });
  }
  if ((await browser.open(file)).says(/Le bureau qui contrôle( \([^)]*\))? À choisir/)) {
    const choice = await browser.open(`${file}/bureau`);
    const form = choice.button('Choisir ce bureau')?.form as Form;
    await browser.press('Choisir ce bureau', { office: choice.choice(form, 'office', office) });
  }
}

/** Sends each piece that still wants one, as its card says. */
async function sendPieces(relay: Relay, browser: Browser, holder: FutureHolder): Promise<void> {
  for (let sent = 0; sent < 20; sent++) {
    const page = await browser.open(`${fileOf(relay, holder)}/pieces`);
    const form = page.forms.find((each) => /À (envoyer|remplacer|mettre à jour)/.test(each.around));
    if (!form) return;
    const kind = form.names[0]?.split('.')[0] ?? '';
    const answer = await browser.send(form, piece(form, kind, holder, relay.server.now), form.buttons[0]);
    if (answer.status >= 400) throw new Unexpected(`la pièce ${kind} est refusée. ${answer.complaint}`);
  }
  throw new Unexpected(`les pièces de ${nameOf(holder)} ne finissent pas`);
}

/** What the form of a piece asks for: the file, and the dates and references that count for it. */
function piece(form: Form, kind: string, holder: FutureHolder, now: Date): Filled {
  const lines = ['SPÉCIMEN - TEST', `Pièce : ${kind}`, `Titulaire : ${nameOf(holder)}`, 'Commune de Bédée'];
  const filled: Record<string, string | File> = {
    [`${kind}.file`]: form.has(`${kind}.last4`) ? photograph(kind) : pdf(kind, lines),
  };
  const ask = (name: string, value: string): void => {
    if (form.has(`${kind}.${name}`)) filled[`${kind}.${name}`] = value;
  };
  if (form.has(`${kind}.identityKind`)) {
    ask(
      'identityKind',
      form.choice(`${kind}.identityKind`, holder.identity.kind, () => ''),
    );
  }
  ask('last4', holder.identity.last4);
  ask('expires', day(now, 900));
  ask('dated', day(now, -12));
  return filled;
}

function day(from: Date, days: number): string {
  return new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

async function submit(relay: Relay, browser: Browser, holder: FutureHolder): Promise<void> {
  const file = fileOf(relay, holder);
  const page = await browser.open(file);
  if (page.says('examine chaque pièce')) return;
  if (page.link('Vérifier et déposer') === undefined) {
    throw new Unexpected(`le dossier de ${nameOf(holder)} n’est pas prêt. ${page.complaint}`);
  }
  await browser.open(`${file}/depot`);
  await browser.press('Déposer mon dossier', { confirmed: 'oui' });
  if (!browser.page.says('examine chaque pièce')) {
    throw new Unexpected(`le dossier de ${nameOf(holder)} n’est pas dit déposé. ${browser.page.complaint}`);
  }
}
