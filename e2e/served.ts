import { type ServerType, serve } from '@hono/node-server';
import { sql } from 'kysely';
import { type App, createApp } from '#src/app.js';
import { seedDefaults } from '#src/catalogue/index.js';
import { chance } from '#src/demonstration/history/chance.js';
import { type FileStage, tellFiles } from '#src/demonstration/history/file-story.js';
import { type History, openHistory } from '#src/demonstration/history/history.js';
import { type InvoiceStage, tellInvoices } from '#src/demonstration/history/invoice-story.js';
import { type OrderStage, type OrderStory, tellOrder } from '#src/demonstration/history/order-story.js';
import { tellVisit, type VisitStage } from '#src/demonstration/history/visit-story.js';
import { demonstrationRoutes, openDemonstration } from '#src/demonstration/index.js';
import { inventedAddress } from '#src/demonstration/people-address.js';
import { findOrNamePerson } from '#src/directory/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import { createLog } from '#src/platform/log.js';
import { openSimulatedAuthority } from '#src/simulator/index.js';
import { type Browser, openBrowser, openPage, type Page, type PageOptions } from '#test/browser.js';
import { freshDatabase } from '#test/database.js';
import { watch } from './inspect.js';
import { officeClock } from './office-clock.js';

export interface Served {
  /** Where the application listens, on loopback. */
  readonly url: string;
  readonly app: App;
  readonly clock: ReturnType<typeof officeClock>;
  /** A browser window with nobody signed in. */
  nobody(options?: PageOptions): Promise<Page>;
  /** The window of somebody of the demonstration, by name (« Gwenola Achat ») or by address. */
  as(persona: string, options?: PageOptions): Promise<Page>;
  /** The latest mail to an address, by name or in full, whose subject holds the words. */
  mailTo(persona: string, words: string): Promise<Mail>;
  /** Ends when no job waits: what follows from a step has followed. */
  settle(): Promise<void>;
  /** An order told by its forms as far as it is to go, for journeys that start later. */
  tell(stage: OrderStage, further?: Further): Promise<Told>;
  /** The day of a visit has come: its page is given, « /rendez-vous/… ». */
  comeTo(visit: string): Promise<void>;
  close(): Promise<void>;
}

/** How far a transmitted order goes: each holder's file, the visit, the invoices. */
export interface Further {
  readonly files?: readonly FileStage[];
  readonly visit?: VisitStage;
  readonly invoices?: InvoiceStage;
}

export interface Mail {
  readonly subject: string;
  readonly text: string;
  /** The first address of ours in it: a door. */
  readonly door: string;
  /** Six digits, where it bears a code. */
  readonly code: string;
}

export interface Told extends OrderStory {
  /** Addresses of whoever prepared the order, and of whoever signs it. */
  readonly author: string;
  readonly signatory: string;
  /** Identifiers of the files, in the order of the holders. */
  readonly files: readonly string[];
}

/** The whole application on a database of its own, with the territory and the people of the demonstration. */
export async function openServed(): Promise<Served> {
  const [database, browser] = await Promise.all([freshDatabase(), openBrowser()]);
  const { db, pool } = database;
  const clock = officeClock();
  const log = createLog('silent');
  let app: App | undefined;
  const server = await new Promise<ServerType>((resolve) => {
    const fetch: Parameters<typeof serve>[0]['fetch'] = (request, env) =>
      app?.http.fetch(request, env as object) ?? new Response(null, { status: 503 });
    const started = serve({ fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started));
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const authority = await openSimulatedAuthority({ db, clock });
  const parts = {
    db,
    pool,
    log,
    baseUrl: url,
    secret: 'a secret of the tests, long enough to sign with',
    demonstration: true,
    mail: { from: 'ne-pas-repondre@exemple.fr' },
  };
  app = await createApp({
    ...parts,
    clock,
    authority,
    proofs: authority.proofs,
    extraRoutes: demonstrationRoutes,
  });
  await app.kernel.transact(calendar, seedDefaults);
  const demonstration = openDemonstration({
    ...parts,
    now: clock,
    orders: 0,
    authorityAt: (at) => authority.atTime(at),
  });
  await demonstration.fillTerritory(app);
  await app.jobs.work(app.kernel);
  return serving({ app, url, clock, browser, db, close: closing(browser, server, app, database.drop) });
}

function closing(browser: Browser, server: ServerType, app: App, drop: () => Promise<void>) {
  return async (): Promise<void> => {
    await browser.close();
    await new Promise((resolve) => server.close(resolve));
    await app.jobs.stop();
    await drop();
  };
}

function serving(
  given: Pick<Served, 'app' | 'url' | 'clock' | 'close'> & {
    browser: Browser;
    db: History['app']['kernel']['db'];
  },
): Served {
  const { app, url, clock, browser, db } = given;
  const settle = (): Promise<void> =>
    until('the jobs are done', async () => {
      const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM pgboss.job
        WHERE state < 'completed' AND start_after <= now() AND name <> 'schedule' AND left(name, 1) <> '_'`.execute(
        db,
      );
      return rows[0]?.n === 0 || undefined;
    }).then(() => undefined);
  const history = openHistory(
    { ...app, jobs: { ...app.jobs, drain: settle } },
    clock,
    new Date(clock().getTime() + 90 * 86_400_000),
  );
  let orders = 0;
  const served: Served = {
    ...given,
    settle,
    async nobody(options = {}) {
      const page = await openPage(browser, { baseURL: url, ...options });
      watch(page);
      return page;
    },
    async as(persona, options) {
      const email = addressOf(persona);
      const person = await app.kernel.transact(calendar, (act) =>
        findOrNamePerson(act.tx, { email, name: persona.includes('@') ? '' : persona }),
      );
      const page = await served.nobody(options);
      const [pair = ''] = (await app.signIn.openSession(person.id)).split(';');
      const equals = pair.indexOf('=');
      await page.context().addCookies([{ name: pair.slice(0, equals), value: pair.slice(equals + 1), url }]);
      return page;
    },
    mailTo: (persona, words) =>
      until(`a mail « ${words} » to ${addressOf(persona)}`, async () => {
        const { rows } = await sql<{
          subject: string;
          text: string;
        }>`SELECT subject, text_body AS text FROM mails
          WHERE recipient = ${addressOf(persona)} AND subject LIKE ${`%${words}%`}
          ORDER BY queued_at DESC, id DESC LIMIT 1`.execute(db);
        const [mail] = rows;
        const code = /^ *(\d{3}) ?(\d{3})$/m.exec(mail?.text ?? '');
        const door = /https?:\/\/\S+\/porte\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '';
        return mail && { ...mail, door, code: `${code?.[1] ?? ''}${code?.[2] ?? ''}` };
      }),
    async comeTo(visit) {
      const { rows } = await sql<{ at: Date }>`SELECT starts_at AS at FROM appointments
        WHERE id = ${visit.split('/').at(-1)}`.execute(db);
      if (!rows[0]?.at) throw new Error(`${visit} has no day`);
      clock.set(new Date(rows[0].at.getTime() + 10 * 60_000));
    },
    async tell(stage, further = {}) {
      const serial = `e${++orders}`;
      const { rows } = await sql<{ id: string; siret: string; city: string; postalCode: string }>`
        SELECT id, siret, city, postal_code AS "postalCode" FROM organisations
         WHERE kind = 'commune' AND department = '35' ORDER BY md5(siren) OFFSET ${orders} LIMIT 1`.execute(
        db,
      );
      if (!rows[0]) throw new Error('the territory is empty');
      const luck = chance(orders);
      const story = await tellOrder(history, luck, serial, rows[0], stage);
      const people = await sql<{ author: string; signatory: string }>`
        SELECT p.email AS author, coalesce(o.signatory_email, '') AS signatory
          FROM orders o JOIN people p ON p.id = o.author_id WHERE o.id = ${story.id}`.execute(db);
      const written = { author: '', signatory: '', ...people.rows[0] };
      const stageOf = (index: number): FileStage => further.files?.[index] ?? 'invited';
      const made = stage === 'transmitted' ? await tellFiles(history, luck, story, stageOf) : [];
      const validated = made.filter((_, index) => stageOf(index) === 'validated');
      if (further.visit) await tellVisit(history, luck, story, validated, further.visit);
      if (further.invoices) await tellInvoices(history, story, further.invoices);
      return { ...story, ...written, files: made };
    },
  };
  return served;
}

/** Presses the button of that name. */
export function press(page: Page, name: string | RegExp): Promise<void> {
  return page.getByRole('button', { name, exact: true }).click();
}

function addressOf(persona: string): string {
  return persona.includes('@') ? persona : inventedAddress(persona);
}

/** Asks again, soon, until there is an answer: for what a job does. */
async function until<Answer>(what: string, ask: () => Promise<Answer | undefined>): Promise<Answer> {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}
