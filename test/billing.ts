import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Terms } from '#src/orders/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { calendar } from '#src/platform/acts/actor.js';
import { addressOf, openApp, type TestApp } from './app.js';
import type { Visitor } from './visitor.js';

export interface Billing extends TestApp {
  /** Accountants of both issuers, and somebody of the organisation that orders. */
  readonly megalis: Visitor;
  readonly centre: Visitor;
  readonly correspondent: Visitor;
  order(holders: readonly string[], more?: Partial<NewOrder>): Promise<OrderMade>;
  /** A visit that was agreed, for the holders of one order or of several. */
  visit(orders: readonly OrderMade[], startsAt?: Date): Promise<string>;
  /** A holder's key handed over at a visit: what the handover slice publishes. */
  handOver(visit: string, order: OrderMade, holder: number): Promise<void>;
  /** The fate of each holder is noted. */
  hold(visit: string): Promise<void>;
  miss(visit: string): Promise<void>;
  lines(order?: OrderMade): Promise<Line[]>;
  rows<T>(query: ReturnType<typeof sql<T>>): Promise<T[]>;
}

interface NewOrder {
  readonly organisation: string;
  readonly engagementNumber: string;
  readonly serviceCode: string;
  readonly unitPrice: number;
}

export interface OrderMade {
  readonly id: string;
  readonly number: string;
  readonly files: readonly string[];
}

export interface Line {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly quantity: number;
  readonly unit_price: number;
  readonly issuer: string;
}

/** The whole application, with orders whose keys are handed over by hand. */
export async function openBilling(now = '2026-12-02T09:00:00Z'): Promise<Billing> {
  const app = await openApp(now);
  const { db } = app.database;
  const megalis = app.operators.get('Mégalis Bretagne') ?? '';
  const centre = app.operators.get('CDG 35') ?? '';
  const rows = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> => (await query.execute(db)).rows;
  const one = async (query: ReturnType<typeof sql<{ id: string }>>): Promise<string> =>
    (await rows(query))[0]?.id ?? '';
  const author =
    await one(sql`INSERT INTO people (name, email) VALUES ('Nolwenn Le Test', 'nolwenn.le.test@exemple.fr')
    ON CONFLICT (email) DO UPDATE SET name = people.name RETURNING id`);
  const officer =
    await one(sql`INSERT INTO people (name, email) VALUES ('Bleuenn Remise', 'bleuenn.remise@exemple.fr')
    ON CONFLICT (email) DO UPDATE SET name = people.name RETURNING id`);
  let count = 0;
  const publish = (act: Act, type: string, about: Record<string, string>): Promise<void> =>
    act.publish({ type, about, data: {} });
  const orderOf = async (visit: string): Promise<string> =>
    (await rows(sql<{ order_id: string }>`SELECT order_id FROM appointment_facts WHERE id = ${visit}`))[0]
      ?.order_id ?? '';
  return {
    ...app,
    rows,
    megalis: await app.visitor('Armelle Facture', { part: 'accountant', body: megalis }),
    centre: await app.visitor('Soazig Compte', { part: 'accountant', body: centre }),
    correspondent: await app.visitor('Perrine Brouillon', {
      part: 'correspondent',
      body: app.communes.acigne,
    }),
    async order(holders, more = {}) {
      const organisation = more.organisation ?? app.communes.acigne;
      const number = `2026-35-${String(++count).padStart(4, '0')}`;
      const answers = {
        organisation: { address: '1 place de la Mairie', postalCode: '35690', city: 'Acigné' },
        correspondent: { email: 'nolwenn.le.test@exemple.fr' },
        billing: { engagementNumber: more.engagementNumber ?? '', serviceCode: more.serviceCode ?? '' },
      };
      const id = await one(sql`
        INSERT INTO orders (number, state, since, created_at, author_id, organisation_id, purchasing_body_id,
            delivery_centre_id, answers, signatory_email, terms, quantity, authority_reference, submitted_at, transmitted_at)
        VALUES (${number}, 'transmitted', ${app.clock()}, ${app.clock()}, ${author}, ${organisation}, ${megalis},
            ${centre}, ${JSON.stringify(answers)}::jsonb, 'maire@exemple.fr',
            ${JSON.stringify(termsOf(holders.length, more.unitPrice ?? 12_000))}::jsonb, ${holders.length},
            'AC-1', ${app.clock()}, ${app.clock()}) RETURNING id`);
      const files: string[] = [];
      for (const [index, name] of holders.entries()) {
        const [givenName, surname] = name.split(' ');
        const holder = await one(sql`
          INSERT INTO order_holders (order_id, position, given_name, surname, function, email, phone, situation, usages)
          VALUES (${id}, ${index + 1}, ${givenName}, ${surname}, 'Responsable des finances', ${addressOf(name)},
            '+33639980001', 'agent', '{authentication}') RETURNING id`);
        files.push(
          await one(sql`
          INSERT INTO holder_files (order_id, holder_id, state, since, created_at, email, given_names, surname, function,
              phone, situation, usages)
          VALUES (${id}, ${holder}, 'scheduled', ${app.clock()}, ${app.clock()}, ${addressOf(name)}, ${givenName},
              ${surname}, 'Responsable des finances', '+33639980001', 'agent', '{authentication}') RETURNING id`),
        );
      }
      return { id, number, files };
    },
    async visit(orders, startsAt = app.clock()) {
      const organisation = await rows(
        sql<{ id: string }>`SELECT organisation_id AS id FROM orders WHERE id = ${orders[0]?.id ?? ''}`,
      );
      // Each visit has an officer of its own: nobody is in two places at once.
      const goes = await one(sql`INSERT INTO people (name, email)
        VALUES ('Corentin Visite', ${`visite-${randomBytes(6).toString('hex')}@exemple.fr`}) RETURNING id`);
      const id = await one(sql`
        INSERT INTO appointments (delivery_centre_id, organisation_id, officer_id, state, since, created_at, minutes,
            place, starts_at, ends_at)
        VALUES (${centre}, ${organisation[0]?.id}, ${goes}, 'agreed', ${app.clock()}, ${app.clock()}, 60,
            'Mairie d’Acigné, salle du conseil', ${startsAt}, ${new Date(startsAt.getTime() + 3_600_000)}) RETURNING id`);
      for (const file of orders.flatMap((order) => order.files)) {
        await rows(sql`INSERT INTO appointment_files (appointment_id, file_id) VALUES (${id}, ${file})`);
      }
      return id;
    },
    async handOver(visit, order, holder) {
      const file = order.files[holder] ?? '';
      const serial = randomBytes(6).toString('hex').toUpperCase();
      const certificate = await one(sql`
        INSERT INTO certificates (file_id, order_id, state, since, requested_at, data_hash, request, der, token_serial,
            serial, issuer)
        VALUES (${file}, ${order.id}, 'live', ${app.clock()}, ${app.clock()}, '\\x00', '{}', '\\x00', ${serial},
            ${serial}, 'TEST') RETURNING id`);
      const token = await one(sql`
        INSERT INTO tokens (serial, file_id, order_id, certificate_id, delivery_centre_id, purchasing_body_id, state,
            since, keeper)
        VALUES (${serial}, ${file}, ${order.id}, ${certificate}, ${centre}, ${megalis}, 'handed-over', ${app.clock()},
            'holder') RETURNING id`);
      await app.kernel.transact(calendar, async (act) => {
        const { rows: made } = await sql<{ id: string }>`
          INSERT INTO handover_records (number, outcome, at, appointment_id, file_id, order_id, certificate_id, token_id,
              officer_id, statement)
          VALUES (${`R-${serial}`}, 'handed-over', ${act.now}, ${visit}, ${file}, ${order.id}, ${certificate}, ${token},
              ${officer}, '{}') RETURNING id`.execute(act.tx);
        await sql`UPDATE appointment_files SET open = false, outcome = 'handed-over', at = ${act.now}
          WHERE appointment_id = ${visit} AND file_id = ${file}`.execute(act.tx);
        await publish(act, 'handover.recorded', {
          order: order.id,
          file,
          appointment: visit,
          token,
          certificate,
          handover: made[0]?.id ?? '',
        });
      });
    },
    async hold(visit) {
      await app.kernel.transact(calendar, async (act) => {
        await sql`UPDATE appointments SET state = 'held' WHERE id = ${visit}`.execute(act.tx);
        await absent(act, visit);
        await publish(act, 'appointment.held', { order: await orderOf(visit), appointment: visit });
      });
    },
    async miss(visit) {
      await app.kernel.transact(calendar, async (act) => {
        await sql`UPDATE appointments SET state = 'no-show' WHERE id = ${visit}`.execute(act.tx);
        await absent(act, visit);
        await publish(act, 'appointment.missed', { order: await orderOf(visit), appointment: visit });
      });
    },
    lines: (order) =>
      rows(sql<Line>`SELECT l.id, l.kind, l.state, l.quantity, l.unit_price,
          CASE WHEN l.issuer_id = ${megalis} THEN 'Mégalis' WHEN l.issuer_id = ${centre} THEN 'CDG 35' END AS issuer
        FROM billable_lines l
        WHERE ${order === undefined} OR l.order_id = ${order?.id ?? null}
        ORDER BY l.kind, l.created_at, l.id`),
  };
}

/** Who did not come to a visit that is over. */
async function absent(act: Act, visit: string): Promise<void> {
  await sql`UPDATE appointment_files SET open = false, outcome = 'absent', at = ${act.now}
    WHERE appointment_id = ${visit} AND open`.execute(act.tx);
}

/** What the order froze: the product of the form at its price, and an intervention of 82 €. */
function termsOf(quantity: number, unitPrice: number): Terms {
  const net = quantity * unitPrice;
  return {
    version: 1,
    product: {
      entryId: 'product',
      code: 'audacio-rgs-2',
      name: 'Certificat numérique Audacio (RGS **)',
      supplier: 'chambersign',
      years: 3,
      usages: ['authentication'],
      support: 'clé cryptographique USB',
      unitPrice,
      vatRate: 20,
      qualified: false,
    },
    mission: {
      entryId: 'mission',
      label: 'Délivrance de certificats électroniques par le CDG 35 dans les locaux de l’organisme',
      price: 8_200,
      vatRegime: 'outside-scope',
      vatRate: 0,
      vatMention: 'TVA non applicable, article 256 B du CGI',
      hours: 1,
      deliberation: 'n° 13-61 du 2 décembre 2014',
    },
    acceptances: [],
    quantity,
    net,
    vat: net / 5,
    gross: net + net / 5,
    coveredHash: '',
    frozenAt: '2026-11-24T09:00:00.000Z',
  };
}
