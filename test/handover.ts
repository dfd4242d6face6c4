import { sql } from 'kysely';
import { catalogueAt, entryAt } from '#src/catalogue/index.js';
import type { Terms } from '#src/orders/index.js';
import { hearAuthority } from '#src/orders/transmission/hear-authority.js';
import type { Kernel } from '#src/platform/acts/act.js';
import { calendar, type Person } from '#src/platform/acts/actor.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { paris } from '#src/platform/french/working-time.js';
import { moveHolderFile } from '#src/registration/index.js';
import { openSimulatedAuthority } from '#src/simulator/index.js';
import { addressOf, openApp, type TestApp } from './app.js';
import type { Answer, Visitor } from './visitor.js';

export interface Expected {
  readonly file: string;
  readonly order: string;
  readonly name: string;
  readonly email: string;
  readonly serial: string;
}

/** The application with holders validated, their certificates issued by the simulated authority, keys on their way. */
export interface HandoverApp extends TestApp {
  readonly centre: string;
  readonly officer: Visitor;
  readonly correspondent: Visitor;
  readonly buyer: Visitor;
  /** One order of Acigné for as many holders as names are given. */
  validated(names: readonly string[], organisation?: string): Promise<Expected[]>;
  /** The same, with their keys received by the centre. */
  arrived(names: readonly string[], organisation?: string): Promise<Expected[]>;
  /** A browser of the holder, come through a door to that file. */
  holder(of: Expected): Promise<Visitor>;
  stateOf(file: string): Promise<string>;
  visitOf(file: string): Promise<string>;
  mails(
    kind: string,
  ): Promise<{ recipient: string; subject: string; text: string; attachments: Attached[] }[]>;
  attachment(id: string): Promise<Buffer>;
  schedule(name: string): Promise<void>;
  /** A visit agreed by telephone for the first free time that the page of proposals shows, or a later one. */
  fixed(expected: readonly Expected[], later?: number): Promise<{ id: string; start: Date }>;
  /** The face-to-face as it should be. */
  handOver(visit: string, of: Expected, more?: Record<string, string>, by?: Visitor): Promise<Answer>;
  journal(about: string): Promise<{ type: string; data: Record<string, unknown> }[]>;
}

interface Attached {
  readonly name: string;
  readonly mediaType: string;
  readonly fileId: string;
}

let orders = 0;

export async function openHandover(now = '2026-11-24T09:00:00Z'): Promise<HandoverApp> {
  const app = await openApp(now);
  const { db } = app.database;
  const authority = await openSimulatedAuthority({ db, clock: app.clock });
  const centre = await one<{ id: string }>(
    sql`SELECT organisation_id AS id FROM operators WHERE kind = 'delivery-centre' AND '35' = ANY(departments)`,
  );
  const buyer = await one<{ id: string }>(
    sql`SELECT organisation_id AS id FROM operators WHERE kind = 'purchasing-body'`,
  );
  const office = await one<{ id: string }>(
    sql`SELECT organisation_id AS id FROM operators WHERE kind = 'registration-office' LIMIT 1`,
  );
  async function one<T>(query: ReturnType<typeof sql<T>>): Promise<T> {
    const { rows } = await query.execute(db);
    if (!rows[0]) throw new Error('nothing found');
    return rows[0];
  }
  const officer = await app.visitor('Rozenn Délivre', { part: 'delivery-officer', body: centre.id });
  const correspondent = await app.visitor('Yann Letest', {
    part: 'correspondent',
    body: app.communes.acigne,
  });
  await app.visitor('Katell Contrôle', { part: 'registration-officer', body: office.id });
  const author = await one<{ id: string }>(
    sql`SELECT id FROM people WHERE email = ${addressOf('Yann Letest')}`,
  );
  const judge = await one<{ id: string; email: string }>(
    sql`SELECT id, email FROM people WHERE email = ${addressOf('Katell Contrôle')}`,
  );
  const judging: Person = {
    kind: 'person',
    id: judge.id,
    name: 'Katell Contrôle',
    email: judge.email,
    roles: [{ part: 'registration-officer', body: office.id }],
    door: null,
  };

  const validated: HandoverApp['validated'] = async (names, organisation = app.communes.acigne) => {
    const at = app.clock();
    const terms = await frozenTerms(app.kernel, centre.id, names.length);
    const number = `2026-35-${String(++orders).padStart(4, '0')}`;
    const order = await one<{ id: string }>(sql`
      INSERT INTO orders (number, state, since, created_at, author_id, organisation_id, purchasing_body_id,
          delivery_centre_id, answers, signatory_email, terms, quantity, authority_reference, submitted_at)
      VALUES (${number}, 'transmitted', ${at}, ${at}, ${author.id}, ${organisation}, ${buyer.id},
          ${centre.id}, '{}', 'maire@exemple.fr', ${JSON.stringify(terms)}::jsonb, ${names.length},
          'AC-1', ${at}) RETURNING id`);
    for (const [index, name] of names.entries()) {
      const [given = '', ...surname] = name.split(' ');
      await sql`INSERT INTO order_holders (order_id, position, given_name, surname, function, email, phone, situation, usages)
        VALUES (${order.id}, ${index + 1}, ${given}, ${surname.join(' ')}, 'Responsable des finances',
          ${addressOf(name)}, '+33639980001', 'agent', '{authentication}')`.execute(db);
    }
    await app.kernel.transact(calendar, (act) =>
      act.publish({ type: 'order.acknowledged', about: { order: order.id }, data: {} }),
    );
    await app.settle();
    await sql`UPDATE holder_files SET state = 'submitted', office_id = ${office.id}, submitted_at = ${at},
        identity_kind = 'identity-card', identity_last4 = 'FW46', identity_expires = '2031-09-02'
      WHERE order_id = ${order.id}`.execute(db);
    const { rows } = await sql<{ id: string; email: string; given_names: string; surname: string }>`
      SELECT id, email, given_names, surname FROM holder_files WHERE order_id = ${order.id}`.execute(db);
    for (const { id } of rows) {
      const moved = await app.kernel.transact(judging, (act) =>
        moveHolderFile(act, id, 'validate', {}, { validated_at: act.now, validated_by: judge.id }),
      );
      if (isRefusal(moved)) throw new Error(moved.sentence);
    }
    await app.settle();
    await hearAuthority(app.kernel, authority);
    await app.settle();
    const made: Expected[] = [];
    for (const name of names) {
      const row = rows.find((each) => each.email === addressOf(name));
      const token = await one<{ serial: string }>(
        sql`SELECT serial FROM tokens WHERE file_id = ${row?.id ?? null}`,
      );
      made.push({ file: row?.id ?? '', order: order.id, name, email: addressOf(name), serial: token.serial });
    }
    return made;
  };

  const handOver: HandoverApp['handOver'] = async (visit, of, more = {}, by = officer) => {
    const page = await by.get(`/rendez-vous/${visit}/remise/${of.file}`);
    return by.post(`/rendez-vous/${visit}/remise/${of.file}`, {
      seen: hidden(page.html, 'seen'),
      present: 'oui',
      identity: 'same',
      lastFour: 'FW46',
      serial: of.serial,
      shown: 'oui',
      accepted: 'oui',
      code: 'oui',
      holderConfirms: 'oui',
      officerConfirms: 'oui',
      ...more,
    });
  };
  return {
    ...app,
    handOver,
    async fixed(expected, later = 0) {
      const query = expected.map((each) => `dossier=${each.file}`).join('&');
      const page = await officer.get(`/rendez-vous/proposition?${query}`);
      const start = new Date(timesOn(page.html)[later] ?? '');
      const [day = '', hour = ''] = paris(start).toFormat("yyyy-LL-dd'T'HH:mm").split('T');
      const body = new URLSearchParams(expected.map((each): [string, string] => ['dossier', each.file]));
      for (const [name, value] of Object.entries({
        officer: hidden(page.html, 'officer'),
        minutes: '60',
        place: 'Mairie, 1 place de l’Essai, 35690 Acigné',
        note: '',
        day,
        hour,
      })) {
        body.append(name, value);
      }
      const done = await officer.post('/rendez-vous/telephone', body);
      if (done.status !== 303) throw new Error(done.words);
      await app.settle();
      return { id: done.location?.split('/').pop() ?? '', start };
    },
    async journal(about) {
      const { rows } = await sql<{ type: string; data: Record<string, unknown> }>`
        SELECT type, data FROM journal_lines
         WHERE about->>'file' = ${about} OR about->>'appointment' = ${about} OR about->>'token' = ${about}
         ORDER BY id`.execute(db);
      return rows;
    },
    centre: centre.id,
    officer,
    correspondent,
    buyer: await app.visitor('Gaëlle Achat', { part: 'purchasing-officer', body: buyer.id }),
    validated,
    async arrived(names, organisation) {
      const made = await validated(names, organisation);
      const answer = await officer.post('/cles/reception', {
        serials: made.map((each) => each.serial).join('\n'),
      });
      if (answer.status !== 200) throw new Error(answer.words);
      await app.settle();
      return made;
    },
    async holder(of) {
      const visitor = await app.visitor(of.name);
      return visitor;
    },
    async stateOf(file) {
      return (await one<{ state: string }>(sql`SELECT state FROM holder_files WHERE id = ${file}`)).state;
    },
    async visitOf(file) {
      const row = await one<{ id: string }>(
        sql`SELECT a.id FROM appointments a JOIN appointment_files f ON f.appointment_id = a.id
          WHERE f.file_id = ${file} ORDER BY a.created_at DESC LIMIT 1`,
      );
      return row.id;
    },
    async mails(kind) {
      const { rows } = await sql<{
        recipient: string;
        subject: string;
        text: string;
        attachments: Attached[];
      }>`
        SELECT recipient, subject, text_body AS text, attachments FROM mails WHERE kind = ${kind} ORDER BY id`.execute(
        db,
      );
      return rows;
    },
    async attachment(id) {
      return (await one<{ bytes: Buffer }>(sql`SELECT bytes FROM files WHERE id = ${id}`)).bytes;
    },
    async schedule(name) {
      const { handover } = await import('#src/handover/slice.js');
      await handover.schedules?.find((each) => each.name === name)?.run(app.kernel);
      await app.settle();
    },
  };
}

/** The value that a field of a page has, hidden or not. */
export function hidden(html: string, name: string): string {
  const select = new RegExp(`<select[^>]*name="${name}".*?</select>`, 's').exec(html)?.[0];
  const tag = select
    ? /<option[^>]* selected[^>]*>/.exec(select)?.[0]
    : new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0];
  return / value="([^"]*)"/.exec(tag ?? '')?.[1] ?? '';
}

/** Times that a page offers. */
export function timesOn(html: string): string[] {
  return [...html.matchAll(/name="times?" value="(\d{4}-[^"]+Z)"/g)].map((match) => match[1] ?? '');
}

/** What an order freezes of the catalogue, as the countersigned order has it. */
async function frozenTerms(kernel: Kernel, centre: string, quantity: number): Promise<Partial<Terms>> {
  const now = kernel.clock();
  const [product] = await catalogueAt(kernel.db, 'product', now);
  const mission = await entryAt(kernel.db, 'mission', centre, now);
  if (!product || !mission) throw new Error('the catalogue of the test has no product or no mission');
  const { name, supplier, years, usages, support, unitPrice, vatRate, qualified } = product.data;
  const { label, price, vatRegime, vatRate: rate, vatMention, hours, deliberation } = mission.data;
  return {
    version: 1,
    product: {
      entryId: product.id,
      code: product.code,
      name,
      supplier,
      years,
      usages,
      support,
      unitPrice,
      vatRate,
      qualified,
    },
    mission: { entryId: mission.id, label, price, vatRegime, vatRate: rate, vatMention, hours, deliberation },
    quantity,
    frozenAt: now.toISOString(),
  };
}
