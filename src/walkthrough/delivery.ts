import type { Browser } from './browser.js';
import { absent, type FutureHolder, holders, nameOf, officers, secretary, town } from './cast.js';
import { Unexpected } from './failures.js';
import { enter } from './holder.js';
import { mailTo, type Relay, type Step, signIn, waitFor } from './relay.js';

/** The delivery centre answers the mission request. */
export const acceptingMission: readonly Step[] = [
  {
    code: 'accept-mission',
    who: 'Centre 35',
    what: 'reçoit sa copie et accepte la mission',
    async run(relay) {
      await mailTo(relay, 'cdg35@exemple.fr', 'Mission demandée');
      const browser = await signIn(relay, officers.delivery);
      await browser.open(relay.order);
      if (browser.page.button('Accepter la mission')) await browser.press('Accepter la mission');
    },
  },
];

/** The authority has sent the keys; the centre notes each number that it reads on the parcel. */
export const receiving: readonly Step[] = [
  {
    code: 'receive-tokens',
    who: 'Centre 35',
    what: 'reçoit les trois clés expédiées par l’autorité',
    async run(relay) {
      const browser = await signIn(relay, officers.delivery);
      const list = `/cles?liste=toutes&q=${encodeURIComponent(town.name)}`;
      const page = await waitFor(
        relay,
        browser,
        list,
        (shown) => keysOn(shown.links).length === 3,
        'trois clés',
      );
      for (const { label, href } of keysOn(page.links)) {
        const key = await browser.open(href);
        const holder = holders.find((each) => key.says(`Préparée pour ${nameOf(each)}`));
        if (!holder) throw new Unexpected(`la clé ${label} n’est préparée pour personne de la commande`);
        relay.keys.set(holder.email, label);
        await waitFor(
          relay,
          browser,
          href,
          (shown) => !shown.says('chez l’autorité'),
          `l’expédition de ${label}`,
        );
      }
      await browser.open('/cles');
      const coming = keysOn(browser.page.links).map(({ label }) => label);
      const mine = [...relay.keys.values()].filter((serial) => coming.includes(serial));
      if (mine.length > 0) await browser.press('Noter la réception', { serials: mine.join('\n') });
    },
  },
];

function keysOn(links: Browser['page']['links']): { label: string; href: string }[] {
  return links.filter(({ href }) => /^\/cles\/[0-9a-f-]{36}$/.test(href));
}

/** First visit: times proposed to the three, picked by the secretary; one of them does not come. */
export const firstVisit: readonly Step[] = [
  {
    code: 'propose-times',
    who: 'Centre 35',
    what: 'propose des horaires aux trois titulaires',
    run: propose,
  },
  {
    code: 'pick-time',
    who: 'Secrétaire',
    what: 'choisit l’un des horaires proposés',
    async run(relay) {
      await mailTo(relay, secretary.email, 'Choisissez l’horaire');
      const browser = await signIn(relay, secretary.email);
      await pick(relay, browser, holders[0] as FutureHolder);
    },
  },
  ...holders.map((holder) => invited(holder)),
  {
    code: 'visit-day',
    who: 'Calendrier',
    what: 'le jour du rendez-vous arrive',
    run: (relay) => relay.server.forward(relay.visitAt),
  },
  ...holders
    .filter((holder) => holder !== absent)
    .map((holder) => ({
      code: 'hand-over',
      who: 'Centre 35',
      what: `vérifie l’identité de ${nameOf(holder)} et lui remet sa clé`,
      run: (relay: Relay) => handOver(relay, holder),
    })),
  { code: 'note-absence', who: 'Centre 35', what: `note l’absence de ${nameOf(absent)}`, run: noteAbsence },
];

/** Second visit, for the one who was absent: he picks the time himself. */
export const secondVisit: readonly Step[] = [
  {
    code: 'propose-again',
    who: 'Centre 35',
    what: `propose d’autres horaires à ${nameOf(absent)}`,
    async run(relay) {
      await mailTo(relay, absent.email, 'Rendez-vous manqué');
      await propose(relay);
    },
  },
  {
    code: 'pick-again',
    who: nameOf(absent),
    what: 'choisit un horaire',
    async run(relay) {
      // the first proposal was mailed too; who picks before the mail of the second leaves is not sent it any more
      const { mailbox, patience: seconds } = relay;
      await mailbox.wait(absent.email, 'Choisissez l’horaire', { different: 2, seconds });
      await pick(relay, await enter(relay, absent), absent);
    },
  },
  invited(absent),
  {
    code: 'second-visit-day',
    who: 'Calendrier',
    what: 'le jour du second rendez-vous arrive',
    run: (relay) => relay.server.forward(relay.visitAt),
  },
  {
    code: 'hand-over-later',
    who: 'Centre 35',
    what: `vérifie l’identité de ${nameOf(absent)} et lui remet sa clé`,
    run: (relay) => handOver(relay, absent),
  },
];

/** Records of the handovers, as each holder finds them in their file. */
export const records: readonly Step[] = holders.map((holder) => ({
  code: 'keep-record',
  who: nameOf(holder),
  what: 'garde le procès-verbal de sa remise',
  async run(relay: Relay) {
    const mail = await mailTo(relay, holder.email, 'Clé remise');
    if (!mail.attachments.some(({ mimeType }) => mimeType === 'application/pdf')) {
      throw new Unexpected(`le courriel « ${mail.subject} » n’apporte pas le procès-verbal`);
    }
    const browser = await enter(relay, holder);
    const record = (page: Browser['page']): { label: string; href: string } | undefined =>
      page.links.find(({ label }) => label.startsWith('Remise, '));
    const page = await waitFor(
      relay,
      browser,
      visitPage(relay, holder),
      (each) => record(each) !== undefined,
      'le procès-verbal',
    );
    const found = record(page);
    const number = found?.label.split(', ')[1]?.split(' ')[0] ?? '';
    relay.keep(`proces-verbal ${number}.pdf`, (await browser.download(found?.href ?? '')).bytes);
  },
}));

function visitPage(relay: Relay, holder: FutureHolder): string {
  return `/rendez-vous/dossier/${relay.files.get(holder.email)?.split('/').at(-1)}`;
}

/** Proposes the first free times to everybody of the town who waits for a visit. */
async function propose(relay: Relay): Promise<void> {
  const browser = await signIn(relay, officers.delivery);
  const list = await browser.open(`/rendez-vous?q=${encodeURIComponent(town.name)}`);
  if (!list.button('Proposer des horaires')) return;
  await browser.press('Proposer des horaires');
  const form = browser.page.button('Envoyer la proposition')?.form;
  if (!form) throw new Unexpected(`aucun horaire n’est libre. ${browser.page.complaint}`);
  // a time of each of the first three days
  const byDay = new Map(
    form
      .values('times')
      .toReversed()
      .map((time) => [time.slice(0, 10), time]),
  );
  await browser.press('Envoyer la proposition', { times: [...byDay.values()].toReversed().slice(0, 3) });
}

/** Picks the first time that is proposed, whoever does it. */
async function pick(relay: Relay, browser: Browser, holder: FutureHolder): Promise<void> {
  const page = await browser.open(visitPage(relay, holder));
  const form = page.button('Choisir cet horaire')?.form;
  if (form) {
    const [time] = form.values('time');
    if (time === undefined) throw new Unexpected('aucun horaire n’est à choisir');
    relay.visitAt = new Date(time);
    await browser.press('Choisir cet horaire', { time });
  }
  if (!browser.page.says('Rendez-vous le'))
    throw new Unexpected(`le rendez-vous n’est pas fixé. ${browser.page.complaint}`);
}

function invited(holder: FutureHolder): Step {
  return {
    code: 'receive-calendar-event',
    who: nameOf(holder),
    what: 'reçoit l’invitation pour son agenda',
    async run(relay) {
      const since = relay.invitations.get(holder.email) ?? 0;
      const mail = await mailTo(relay, holder.email, 'Rendez-vous fixé', since);
      const event = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
      if (!event) throw new Unexpected(`le courriel « ${mail.subject} » n’apporte pas d’invitation`);
      relay.invitations.set(holder.email, relay.mailbox.mark);
    },
  };
}

/** Opens the visit of the day, as the officer finds it among those agreed. */
async function openVisit(relay: Relay): Promise<Browser> {
  const browser = await signIn(relay, officers.delivery);
  const list = await browser.open('/rendez-vous?liste=fixes');
  const rows = list.links.filter(({ href }) => /^\/rendez-vous\/[0-9a-f-]{36}$/.test(href));
  if (rows[0]) await browser.open(rows[0].href);
  return browser;
}

async function handOver(relay: Relay, holder: FutureHolder): Promise<void> {
  const browser = await signIn(relay, officers.delivery);
  if ((await browser.open(visitPage(relay, holder))).says('Le dossier est remis')) return;
  await openVisit(relay);
  const link = browser.page.links.find(({ label }) => label.includes(`Remettre sa clé à ${nameOf(holder)}`));
  if (!link)
    throw new Unexpected(
      `la visite n’offre pas de remettre sa clé à ${nameOf(holder)}. ${browser.page.complaint}`,
    );
  await browser.open(link.href);
  const title = 'Certificat conforme à la commande';
  if (!browser.page.says(title))
    throw new Unexpected(`le certificat n’est pas dit conforme. ${browser.page.complaint}`);
  const ticked = Object.fromEntries(
    ['present', 'shown', 'accepted', 'code', 'holderConfirms', 'officerConfirms'].map((name) => [
      name,
      'oui',
    ]),
  );
  await browser.press('Terminer la remise', {
    ...ticked,
    identity: 'same',
    lastFour: holder.identity.last4,
    serial: relay.keys.get(holder.email) ?? '',
  });
}

async function noteAbsence(relay: Relay): Promise<void> {
  const browser = await openVisit(relay);
  const link = browser.page.links.find(({ label }) => label.includes(`Remettre sa clé à ${nameOf(absent)}`));
  if (!link) return;
  await browser.open(link.href);
  await browser.follow('Noter une absence');
  const form = browser.page.button('Noter l’absence')?.form;
  if (!form) throw new Unexpected('l’absence ne se note pas');
  await browser.press('Noter l’absence', {
    reason: browser.page.choice(form, 'reason', 'Absent sans prévenir'),
  });
}
