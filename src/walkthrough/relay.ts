import { setTimeout as sleep } from 'node:timers/promises';
import { Browser, type Line } from './browser.js';
import { Unexpected } from './failures.js';
import { codeIn, type Mailbox, type ReceivedMail } from './mailbox.js';
import type { Page } from './page.js';
import type { ServerProcess } from './server.js';

/** What the steps hand on to each other, and the means that they share. */
export interface Relay extends Line {
  readonly server: ServerProcess;
  readonly mailbox: Mailbox;
  /** Seconds that anything may take to follow by itself. */
  readonly patience: number;
  /** Somebody's browser, kept from step to step. */
  browser(email: string): Browser;
  /** Address of the order, once it is drafted: /commandes/…. */
  order: string;
  /** Its number. */
  number: string;
  /** Paths of the holders' files, by address. */
  readonly files: Map<string, string>;
  /** Serials of the keys, as their labels say, by address of the holder. */
  readonly keys: Map<string, string>;
  /** Where the mailbox stood when a holder's last invitation was read, by address. */
  readonly invitations: Map<string, number>;
  /** Paths of the forms that were taken, in order. */
  readonly taken: string[];
  /** When the next visit is. */
  visitAt: Date;
  /** Keeps what a person takes home: a name and its bytes. */
  keep(name: string, bytes: Uint8Array): void;
}

/** One thing that somebody of the relay does. Looks first: done again, it changes nothing. */
export interface Step {
  /** For a program that reads what was done: it stays as it is; several holders may take the same step. */
  readonly code: string;
  /** Who, in French: « Secrétaire ». */
  readonly who: string;
  /** What, in French, as the line says it. */
  readonly what: string;
  run(relay: Relay): Promise<void>;
}

export function newRelay(parts: {
  server: ServerProcess;
  mailbox: Mailbox;
  rough: boolean;
  keep: Relay['keep'];
}): Relay {
  const browsers = new Map<string, Browser>();
  const { server, mailbox, rough, keep } = parts;
  const relay: Relay = {
    server,
    mailbox,
    rough,
    keep,
    patience: rough ? 90 : 30,
    order: '',
    number: '',
    files: new Map(),
    keys: new Map(),
    invitations: new Map(),
    visitAt: new Date(0),
    taken: [],
    get baseUrl() {
      return server.baseUrl;
    },
    up: () => server.up(),
    acknowledged(path) {
      relay.taken.push(path);
    },
    browser(email) {
      const known = browsers.get(email);
      if (known) return known;
      const fresh = new Browser(relay);
      browsers.set(email, fresh);
      return fresh;
    },
  };
  return relay;
}

/** Waits for a mail that follows by itself. */
export function mailTo(relay: Relay, to: string, subject: string, after = 0): Promise<ReceivedMail> {
  return relay.mailbox.wait(to, subject, { after, seconds: relay.patience });
}

/** Opens a page again and again until it shows what follows by itself. */
export async function waitFor(
  relay: Relay,
  browser: Browser,
  address: string,
  shown: (page: Page) => boolean,
  awaited: string,
): Promise<Page> {
  const deadline = Date.now() + relay.patience * 1000;
  for (let pause = 40; ; pause = Math.min(pause * 1.5, 500)) {
    const page = await browser.open(address);
    if (shown(page)) return page;
    if (Date.now() > deadline) throw new Unexpected(`${awaited} : toujours rien. ${page.complaint}`);
    await sleep(pause);
  }
}

/** Presses a button that mails a code, copies the code from the mail, and gives it until it is the right one. */
export async function withCode(
  relay: Relay,
  browser: Browser,
  code: { ask: () => Promise<Page>; to: string; subject: string; give: string },
): Promise<Page> {
  let used = 0;
  for (let tries = 0; tries < 3; tries++) {
    const before = relay.mailbox.mark;
    const asked = await code.ask();
    if (asked.status >= 400 && !relay.rough)
      throw new Unexpected(`aucun code à ${code.to}. ${asked.complaint}`);
    // Asked again too soon, the first answer being lost: the code is the one that is on its way already.
    const mail = await mailTo(relay, code.to, code.subject, asked.status < 400 ? before : used);
    used = relay.mailbox.received.indexOf(mail) + 1;
    const found = browser.page.button(code.give);
    if (!found) throw new Unexpected(`« ${browser.page.title} » ne demande pas de code`);
    const answer = await browser.send(found.form, { code: codeIn(mail) }, found.button);
    if (answer.status < 400) return answer;
    if (!relay.rough) throw new Unexpected(`le code de « ${mail.subject} » est refusé. ${answer.complaint}`);
  }
  throw new Unexpected(`trois codes de suite sont refusés à ${code.to}`);
}

/** Signs in on the ordinary page, with the address and the code mailed to it; the session is kept. */
export async function signIn(relay: Relay, email: string): Promise<Browser> {
  const browser = relay.browser(email);
  const page = await browser.open('/connexion');
  if (!page.button('Recevoir un code')) return browser;
  await withCode(relay, browser, {
    ask: async () => {
      await browser.open('/connexion');
      return browser.press('Recevoir un code', { adresse: email });
    },
    to: email,
    subject: 'Votre code pour ouvrir',
    give: 'Continuer',
  });
  return browser;
}

/** Goes through the door of a mail: the button, the code, then the file behind it. */
export async function throughDoor(relay: Relay, email: string, door: string): Promise<Browser> {
  const browser = relay.browser(email);
  const page = await browser.open(door);
  const open = page.link('Ouvrir le dossier');
  if (open) {
    await browser.open(open);
    return browser;
  }
  await withCode(relay, browser, {
    ask: async () => {
      await browser.open(door);
      return browser.press('Recevoir le code');
    },
    to: email,
    subject: 'Votre code pour ouvrir',
    give: 'Continuer',
  });
  return browser;
}
