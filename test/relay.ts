import { sql } from 'kysely';
import { chance } from '#src/demonstration/history/chance.js';
import { type FileStage, tellFiles } from '#src/demonstration/history/file-story.js';
import { openHistory } from '#src/demonstration/history/history.js';
import { type InvoiceStage, tellInvoices } from '#src/demonstration/history/invoice-story.js';
import { type OrderStage, tellOrder } from '#src/demonstration/history/order-story.js';
import { tellVisit, type VisitStage } from '#src/demonstration/history/visit-story.js';
import { inventedAddress } from '#src/demonstration/people-address.js';
import { findOrNamePerson, grantRole } from '#src/directory/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import { openApp, type TestApp } from './app.js';
import { Visitor } from './visitor.js';

type Granted = Parameters<typeof grantRole>[1]['part'];

export interface ToldOrder {
  readonly id: string;
  /** Of its holders' files, in the order of the holders. */
  readonly files: readonly string[];
}

export interface Relay extends TestApp {
  /** Everybody by name, signed in. */
  as(name: string): Promise<Visitor>;
  /** Whoever reads the mail of an address. */
  reading(email: string): Promise<Visitor>;
  tell(plan: {
    stage: OrderStage;
    files?: readonly FileStage[];
    visit?: VisitStage;
    invoices?: InvoiceStage;
  }): Promise<ToldOrder>;
  /** Three orders whose key is handed over, invoiced and to be invoiced, or whose visit is agreed on. */
  tellEnds(): Promise<{ done: ToldOrder; due: ToldOrder; agreed: ToldOrder }>;
  one<T>(query: ReturnType<typeof sql<T>>): Promise<T>;
}

const present = new Date('2026-11-24T09:00:00Z');

/** The whole application with the people of the relay, and orders of Acigné told through its own forms. */
export async function openRelay(proofs?: Parameters<typeof openApp>[1]): Promise<Relay> {
  const app = await openApp(present.toISOString(), proofs);
  const { acigne, noyal } = app.communes;
  const body = (name: string): string => app.operators.get(name) ?? '';
  const people: readonly [string, Granted, string | null][] = [
    ['Nolwenn Le Test', 'correspondent', acigne],
    ['Gaëlle Partante', 'certification-agent', noyal],
    ['Perrine Brouillon', 'correspondent', noyal],
    ['Gwenola Achat', 'purchasing-officer', body('Mégalis Bretagne')],
    ['Katell Démo', 'registration-officer', body('CCI Rennes')],
    ['Erwan Fictif', 'registration-officer', body('CCI Saint-Malo')],
    ['Bleuenn Remise', 'delivery-officer', body('CDG 35')],
    ['Rozenn Modèle', 'delivery-officer', body('CDG 29')],
    ['Armelle Facture', 'accountant', body('Mégalis Bretagne')],
    ['Soazig Compte', 'accountant', body('CDG 35')],
    ['Yvon Ailleurs', 'accountant', body('CDG 29')],
    ['Alan Réglage', 'administrator', null],
    ['Maïwenn Regard', 'auditor', null],
  ];
  await app.kernel.transact(calendar, async (act) => {
    for (const [name, part, of] of people) {
      const person = await findOrNamePerson(act.tx, { name, email: inventedAddress(name) });
      await grantRole(act, { personId: person.id, part, body: of });
    }
  });
  const history = openHistory(app, app.clock, present);
  let told = 0;
  const reading = async (email: string): Promise<Visitor> => {
    const person = await app.kernel.transact(calendar, (act) =>
      findOrNamePerson(act.tx, { name: email.split('@')[0] ?? '', email }),
    );
    const visitor = new Visitor(app.http);
    visitor.take(await app.signIn.openSession(person.id));
    return visitor;
  };
  const one: Relay['one'] = async (query) => {
    const { rows } = await query.execute(app.database.db);
    if (!rows[0]) throw new Error('nothing found');
    return rows[0];
  };
  const { siret } = await one(sql<{ siret: string }>`SELECT siret FROM organisations WHERE id = ${acigne}`);
  const tell: Relay['tell'] = async ({ stage, files = [], visit, invoices }) => {
    told += 1;
    app.clock.set(new Date(present.getTime() - 40 * 86_400_000));
    const luck = chance(told);
    const name = 'Nolwenn Le Test';
    const order = await tellOrder(
      history,
      luck,
      `r${told}`,
      {
        id: acigne,
        siret,
        city: 'Acigné',
        postalCode: '35690',
        correspondent: { name, email: inventedAddress(name) },
      },
      stage,
    );
    const stageOf = (index: number): FileStage => files[index % files.length] ?? 'invited';
    const made = stage === 'transmitted' ? await tellFiles(history, luck, order, stageOf) : [];
    const validated = made.filter((_, index) => stageOf(index) === 'validated');
    if (visit) await tellVisit(history, luck, order, validated, visit);
    if (invoices) await tellInvoices(history, order, invoices);
    app.clock.set(present);
    return { id: order.id, files: made };
  };
  return {
    ...app,
    as: (name) => reading(inventedAddress(name)),
    reading,
    one,
    tell,
    async tellEnds() {
      const validated = { stage: 'transmitted', files: ['validated'] } as const;
      return {
        done: await tell({ ...validated, visit: 'handed-over', invoices: 'sent' }),
        due: await tell({ ...validated, visit: 'handed-over', invoices: 'to-issue' }),
        agreed: await tell({ ...validated, visit: 'scheduled' }),
      };
    },
  };
}
