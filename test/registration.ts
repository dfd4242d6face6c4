import type { Hono } from 'hono';
import { sql } from 'kysely';
import { seedDefaults } from '#src/catalogue/index.js';
import { setOperator } from '#src/directory/index.js';
import type { CertificationAuthority } from '#src/orders/index.js';
import type { Kernel } from '#src/platform/acts/act.js';
import { calendar, type Person, type Role } from '#src/platform/acts/actor.js';
import { settableClock } from '#src/platform/acts/clock.js';
import type { Event } from '#src/platform/acts/journal.js';
import { createLog } from '#src/platform/log.js';
import { followersOf, type Slice } from '#src/platform/slice.js';
import { createHttp } from '#src/platform/web/http.js';
import type { Web, WebEnv } from '#src/platform/web/web.js';
import { type FreshDatabase, freshDatabase } from './database.js';
import { bareShell } from './front.js';
import { testKernel } from './kernel.js';

/** Somebody at a browser, signed in as they are; nothing is followed by itself. */
export interface Signed {
  get(path: string): Promise<Page>;
  post(path: string, fields?: Readonly<Record<string, string | File>>): Promise<Page>;
}

export interface Page {
  readonly status: number;
  readonly location: string | null;
  readonly html: string;
  /** The page's words, tags left out. */
  readonly words: string;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

export interface Desk {
  readonly database: FreshDatabase;
  readonly kernel: Kernel;
  readonly clock: ReturnType<typeof settableClock>;
  readonly app: Hono<WebEnv>;
  readonly bodies: Record<'buyer' | 'centre' | 'rennes' | 'brest' | 'town', string>;
  person(name: string, roles?: readonly Role[], door?: string): Promise<Person>;
  as(person: Person | null): Signed;
  /** What a real browser sends as `x-person` to be that person. */
  keyOf(person: Person): string;
  /** An order that the authority has acknowledged, with a file for each holder, invited. */
  order(holders: readonly Holder[]): Promise<string>;
  fileOf(order: string, surname: string): Promise<string>;
  /** Runs the reactions and the work with the outside until nothing is left. */
  settle(): Promise<void>;
  runSchedule(name: string): Promise<void>;
  mailsTo(email: string): Promise<Mail[]>;
  journal(file: string): Promise<{ type: string; actor: string; data: Record<string, unknown> }[]>;
  readonly author: Person;
  close(): Promise<void>;
}

export interface Holder {
  readonly givenName: string;
  readonly surname: string;
  readonly email: string;
  readonly situation?: 'legal-representative' | 'elected-member' | 'agent';
  readonly usages?: readonly string[];
}

export interface Mail {
  readonly subject: string;
  /** Unfolded: a sentence is on one line. */
  readonly text_body: string;
  readonly kind: string;
}

/** An authority that refuses to be asked anything that a test did not foresee. */
export function unexpectedAuthority(foreseen: Partial<CertificationAuthority> = {}): CertificationAuthority {
  const unforeseen = async (): Promise<never> => {
    throw new Error('the authority was not expected to be asked');
  };
  return {
    name: 'Autorité d’essai',
    order: unforeseen,
    callOff: unforeseen,
    issue: unforeseen,
    revoke: unforeseen,
    suspend: unforeseen,
    resume: unforeseen,
    answers: unforeseen,
    heard: unforeseen,
    ...foreseen,
  };
}

/** The slice on a real database, behind its real pages, its jobs run by hand. */
export async function openDesk(slice: Slice, now = '2026-11-24T09:00:00Z'): Promise<Desk> {
  const database = await freshDatabase();
  const { db } = database;
  const clock = settableClock(new Date(now));
  const log = createLog('silent');
  const reactions: { line: number; event: Event }[] = [];
  const work: { queue: string; data: object }[] = [];
  const kernel = testKernel({
    db,
    clock,
    followers: followersOf([slice]),
    jobs: {
      react: async (_tx, line, event) => void reactions.push({ line, event }),
      send: async (_tx, queue, data) => void work.push({ queue, data }),
      wake: () => {},
    },
  });
  const web: Web = { kernel, db, log, baseUrl: 'http://localhost', demonstration: false };
  const known = new Map<string, Person>();
  const app = createHttp({
    web,
    routes: slice.routes ? [slice.routes(web)] : [],
    actorOf: async (headers) => known.get(headers.get('x-person') ?? '') ?? null,
    shellOf: bareShell,
  });
  const bodies = await makeBodies(kernel);
  const person: Desk['person'] = async (name, roles = [], door) => {
    const email = addressOf(name);
    const { rows } = await sql<{ id: string }>`INSERT INTO people (name, email, email_verified)
      VALUES (${name}, ${email}, true) ON CONFLICT (email) DO UPDATE SET name = people.name RETURNING id`.execute(
      db,
    );
    const id = rows[0]?.id ?? '';
    for (const { part, body } of roles) {
      await sql`INSERT INTO roles (person_id, part, organisation_id, granted_at) VALUES (${id}, ${part}, ${body}, now())
        ON CONFLICT DO NOTHING`.execute(db);
    }
    return { kind: 'person', id, name, email, roles, door: door ?? null };
  };
  const author = await person('Yann Letest', [{ part: 'correspondent', body: bodies.town }]);
  let orders = 0;

  const keyOf = (who: Person): string => {
    const key = `${who.id}:${who.door ?? ''}`;
    known.set(key, who);
    return key;
  };

  const settle = async (): Promise<void> => {
    while (reactions.length > 0 || work.length > 0) {
      const next = reactions.shift();
      if (next) {
        for (const reaction of slice.reactions ?? []) {
          if (!reaction.on.includes(next.event.type)) continue;
          await kernel.transact(calendar, (act) => reaction.run(act, next.event, next.line));
        }
        continue;
      }
      const job = work.shift();
      const worker = slice.workers?.find((each) => each.queue === job?.queue);
      if (job && worker) await worker.run(kernel, job.data);
    }
  };

  return {
    database,
    kernel,
    clock,
    app,
    bodies,
    author,
    person,
    keyOf,
    as(who) {
      const key = who ? keyOf(who) : '';
      const ask = async (path: string, init: RequestInit): Promise<Page> => {
        const headers = new Headers({ 'x-person': key, origin: 'http://localhost' });
        const response = await app.request(`http://localhost${path.replace(/#.*$/, '')}`, {
          ...init,
          headers,
        });
        const bytes = Buffer.from(await response.arrayBuffer());
        const html = bytes.toString('utf8');
        const words = html
          .replace(/<head>.*?<\/head>|<[^>]+>/gs, ' ')
          .replaceAll('&#39;', '’')
          .replace(/\s+/g, ' ');
        const location = response.headers.get('location');
        return { status: response.status, location, html, words, headers: response.headers, bytes };
      };
      return {
        get: (path) => ask(path, { method: 'GET' }),
        post: (path, fields = {}) => {
          const body = new FormData();
          for (const [name, value] of Object.entries(fields)) body.append(name, value);
          return ask(path, { method: 'POST', body });
        },
      };
    },
    async order(holders) {
      const number = `2026-35-${String(++orders).padStart(4, '0')}`;
      const terms = {
        product: { years: 3, name: 'Audacio RGS **' },
        frozenAt: clock().toISOString(),
      };
      const { rows } = await sql<{ id: string }>`
        INSERT INTO orders (number, state, since, created_at, author_id, organisation_id, purchasing_body_id,
            delivery_centre_id, answers, signatory_email, terms, quantity, authority_reference, submitted_at)
        VALUES (${number}, 'transmitted', ${clock()}, ${clock()}, ${author.id}, ${bodies.town}, ${bodies.buyer},
            ${bodies.centre}, '{}', 'maire@exemple.fr', ${JSON.stringify(terms)}::jsonb, ${holders.length},
            'AC-1', ${clock()}) RETURNING id`.execute(db);
      const id = rows[0]?.id ?? '';
      for (const [index, holder] of holders.entries()) {
        const { givenName, surname, email, situation = 'agent' } = holder;
        await sql`INSERT INTO order_holders (order_id, position, given_name, surname, function, email, phone, situation, usages)
          VALUES (${id}, ${index + 1}, ${givenName}, ${surname}, 'Responsable des finances', ${email}, '+33639980001',
            ${situation}, ${[...(holder.usages ?? ['authentication'])]}::text[])`.execute(db);
      }
      await kernel.transact(calendar, (act) =>
        act.publish({ type: 'order.acknowledged', about: { order: id }, data: {} }),
      );
      await settle();
      return id;
    },
    async fileOf(order, surname) {
      const { rows } = await sql<{ id: string }>`SELECT id FROM file_facts
        WHERE order_id = ${order} AND surname = ${surname}`.execute(db);
      return rows[0]?.id ?? '';
    },
    settle,
    async runSchedule(name) {
      const schedule = slice.schedules?.find((each) => each.name === name);
      if (!schedule) throw new Error(`no schedule is named ${name}`);
      await schedule.run(kernel);
      await settle();
    },
    async mailsTo(email) {
      const { rows } = await sql<Mail>`SELECT subject, text_body, kind FROM mails
        WHERE recipient = ${email} ORDER BY id`.execute(db);
      return rows.map((mail) => ({
        ...mail,
        text_body: mail.text_body.replaceAll(/(\S)\n {0,2}(?=\S)/g, '$1 '),
      }));
    },
    async journal(file) {
      const { rows } = await sql<{ type: string; actor: string; data: Record<string, unknown> }>`
        SELECT type, actor, data FROM journal_lines WHERE about->>'file' = ${file} ORDER BY id`.execute(db);
      return rows;
    },
    close: () => database.drop(),
  };
}

function addressOf(name: string): string {
  const plain = name.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
  return `${plain.replaceAll(/[^a-z]+/g, '.')}@exemple.fr`;
}

async function makeBodies(kernel: Kernel): Promise<Desk['bodies']> {
  const made = await kernel.transact(calendar, async (act) => {
    await seedDefaults(act);
    const body = (
      kind: 'purchasing-body' | 'delivery-centre' | 'registration-office',
      shortName: string,
      nic: string,
    ): Promise<string> =>
      setOperator(act, 'test', {
        kind,
        shortName,
        contactName: 'Katell Démo',
        contactPhone: '+33261910010',
        contactEmail: `${nic}@exemple.fr`,
        website: null,
        hours: 'du lundi au vendredi, de 9 h à 12 h',
        departments: kind === 'purchasing-body' ? [] : ['35'],
        organisation: {
          kind: 'other',
          name: shortName,
          shortName,
          siret: `999999998${nic}`,
          siretPresumed: false,
          address: '1 place de l’Essai',
          postalCode: '35000',
          city: 'Rennes',
          department: '35',
          postalCodes: ['35000'],
        },
      });
    return {
      buyer: await body('purchasing-body', 'Syndicat d’essai', '00019'),
      centre: await body('delivery-centre', 'CDG d’essai', '00027'),
      rennes: await body('registration-office', 'CCI de Rennes', '00035'),
      brest: await body('registration-office', 'CCI de Brest', '00043'),
    };
  });
  if ('refused' in made) throw new Error('the bodies of the test were refused');
  const { rows } = await sql<{
    id: string;
  }>`INSERT INTO organisations (kind, name, siren, siret, department, source)
    VALUES ('commune', 'Commune de Saint-Exemple', '213500010', '21350001000016', '35', 'test') RETURNING id`.execute(
    kernel.db,
  );
  return { ...made, town: rows[0]?.id ?? '' };
}
