import type { Browser } from './browser.js';
import { corrected, type FutureHolder, holders, nameOf, officers } from './cast.js';
import { Unexpected } from './failures.js';
import { mailTo, type Relay, type Step, signIn } from './relay.js';

const without = holders.filter((holder) => holder !== corrected);

/** The registration officer judges each piece; one holder is sent back for a document. */
export const judging: readonly Step[] = [
  ...without.map((holder) => ({
    code: 'validate-file',
    who: 'CCI de Rennes',
    what: `juge les pièces de ${nameOf(holder)} et valide son dossier`,
    run: (relay: Relay) => validate(relay, holder),
  })),
  {
    code: 'return-file',
    who: 'CCI de Rennes',
    what: `renvoie ${nameOf(corrected)} pour une pièce`,
    async run(relay) {
      const desk = await openFile(relay, corrected);
      if (!desk.page.says('Votre verdict') && !desk.page.button('Demander les corrections')) return;
      await judge(desk, refusedPiece);
      await desk.press('Demander les corrections');
    },
  },
];

export const judgingAgain: readonly Step[] = [
  {
    code: 'validate-corrected',
    who: 'CCI de Rennes',
    what: `accepte la pièce remplacée de ${nameOf(corrected)} et valide`,
    run: (relay) => validate(relay, corrected),
  },
];

/** Each validated holder is convened. */
export const convening: readonly Step[] = holders.map((holder) => ({
  code: 'receive-summons',
  who: nameOf(holder),
  what: 'reçoit sa convocation',
  async run(relay: Relay) {
    await mailTo(relay, holder.email, 'Convocation');
  },
}));

const refusedPiece = 'Mandat du titulaire';

async function validate(relay: Relay, holder: FutureHolder): Promise<void> {
  const desk = await openFile(relay, holder);
  if (!desk.page.says('Votre verdict') && !desk.page.button('Valider le dossier')) return;
  await judge(desk, undefined);
  await desk.press('Valider le dossier');
}

/** Opens a holder's file on the desk, from the list of all files. */
async function openFile(relay: Relay, holder: FutureHolder): Promise<Browser> {
  await mailTo(relay, officeAddress, nameOf(holder));
  const browser = await signIn(relay, officers.registration);
  const list = await browser.open(`/controle?liste=tous&q=${encodeURIComponent(holder.surname)}`);
  const href = list.links.find(({ label }) => label.includes(holder.surname))?.href;
  if (!href) throw new Unexpected(`le dossier de ${nameOf(holder)} n’est pas sur le bureau`);
  await browser.open(href);
  return browser;
}

const officeAddress = 'cci.rennes@exemple.fr';

/** Opens and judges the pieces that have no verdict yet, one after the other, as the page leads. */
async function judge(browser: Browser, refused: string | undefined): Promise<void> {
  for (let judged = 0; judged < 20; judged++) {
    const waiting = browser.page.links.find(({ label }) => label.includes('à juger'));
    if (!waiting) return;
    await browser.open(
      new URL(waiting.href, `http://bureau${browser.page.path}`).href.replace('http://bureau', ''),
    );
    const { page } = browser;
    const enlarge = page.link('Agrandir');
    if (enlarge) await browser.download(enlarge);
    if (refused && waiting.label.includes(refused)) {
      const form = page.button('Demander le remplacement')?.form;
      const reason = form && page.choice(form, 'reason', 'Signature manquante');
      await browser.press('Demander le remplacement', {
        ...(reason ? { reason } : {}),
        comment: 'La seconde signature ne se lit pas.',
      });
    } else {
      await browser.press('Accepter');
    }
  }
}
