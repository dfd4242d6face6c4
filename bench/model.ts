import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { createApp } from '#src/app.js';
import { seedDefaults } from '#src/catalogue/index.js';
import { fillCatalogue } from '#src/demonstration/catalogue.js';
import { type Chance, chance } from '#src/demonstration/history/chance.js';
import { openHistory } from '#src/demonstration/history/history.js';
import { orderingCommunes, tellOrder } from '#src/demonstration/history/order-story.js';
import { fillOperators } from '#src/demonstration/operators.js';
import { fillTerritory } from '#src/demonstration/territory.js';
import { findOrNamePerson, grantRole } from '#src/directory/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import { settableClock } from '#src/platform/acts/clock.js';
import { openDatabase } from '#src/platform/database/database.js';
import { migrate } from '#src/platform/database/migrations.js';
import { createLog } from '#src/platform/log.js';
import { openSimulatedAuthority } from '#src/simulator/index.js';

/** Cookies of those who are measured, and the orders that the mass is made after. */
export interface Model {
  readonly secret: string;
  /** An order of 3 holders that awaits its signature, made through the product's own forms. */
  readonly orderId: string;
  readonly documents: string;
  readonly signatoryId: string;
  readonly office: string;
  readonly cookies: {
    readonly office: string;
    readonly buyer: string;
    readonly centre: string;
    readonly accountant: string;
    readonly administrator: string;
    readonly signatory: string;
    readonly holder: string;
    readonly correspondent: string;
  };
}

export const holderAddress = 'titulaire.mesure@exemple.fr';

/** Draws the last of each list, so that the order has 3 holders. */
const most: Chance = { ...chance(7), among: (list) => list.at(-1) ?? list[0] };

/** Migrates an empty database and fills it with the bodies, the catalogue, the communes and one order of each kind. */
export async function makeModel(url: string): Promise<Model> {
  const { db, pool, close } = openDatabase(url);
  await migrate(db);
  const now = new Date();
  const clock = settableClock(now);
  const secret = randomBytes(32).toString('base64url');
  const authority = await openSimulatedAuthority({ db, clock });
  const app = await createApp({
    db,
    pool,
    clock,
    log: createLog('error'),
    baseUrl: 'http://localhost',
    secret,
    demonstration: true,
    mail: { from: 'ne-pas-repondre@exemple.fr' },
    authority,
    jobsAtOnce: true,
  });
  const operators = await app.kernel.transact(calendar, async (act) => {
    await seedDefaults(act);
    await fillTerritory(act);
    const made = await fillOperators(act);
    await fillCatalogue(act);
    return made;
  });
  const history = openHistory(app, clock, now);
  const [commune] = await orderingCommunes(history, 1);
  if (!commune) throw new Error('the territory is empty');
  const { id, correspondent } = await tellOrder(history, most, 'modele', commune, 'to-sign');
  const { rows } = await sql<{
    documents: string;
    signatory: string;
    buyer: string;
    centre: string;
  }>`SELECT encode(documents_hash, 'hex') AS documents, signatory_email AS signatory,
       purchasing_body_id AS buyer, delivery_centre_id AS centre FROM orders WHERE id = ${id}`.execute(db);
  const [order] = rows;
  if (!order) throw new Error('the order of the model is missing');
  const office = operators.get('CCI Rennes') ?? '';

  const enter = async (
    name: string,
    email: string,
    role?: { part: Parameters<typeof grantRole>[1]['part']; body: string | null },
  ): Promise<{ id: string; cookie: string }> => {
    const person = await app.kernel.transact(calendar, async (act) => {
      const found = await findOrNamePerson(act.tx, { name, email });
      if (role) await grantRole(act, { personId: found.id, ...role });
      return found;
    });
    return { id: person.id, cookie: (await app.signIn.openSession(person.id)).split(';')[0] ?? '' };
  };
  await app.kernel.transact(calendar, (act) =>
    grantRole(act, { personId: correspondent.personId, part: 'correspondent', body: commune.id }),
  );
  const signatory = await enter('Malo Signataire', order.signatory);
  const cookies = {
    office: await enter('Rozenn Bureau', 'rozenn.bureau@exemple.fr', {
      part: 'registration-officer',
      body: office,
    }),
    buyer: await enter('Gwenola Achat', 'gwenola.achat@exemple.fr', {
      part: 'purchasing-officer',
      body: order.buyer,
    }),
    centre: await enter('Yann Centre', 'yann.centre@exemple.fr', {
      part: 'delivery-officer',
      body: order.centre,
    }),
    accountant: await enter('Enora Compte', 'enora.compte@exemple.fr', {
      part: 'accountant',
      body: order.centre,
    }),
    administrator: await enter('Alan Régie', 'alan.regie@exemple.fr', { part: 'administrator', body: null }),
    signatory,
    holder: await enter('Titouan Mesure', holderAddress),
    correspondent: await enter('Katell Mairie', 'katell.mairie@exemple.fr', {
      part: 'correspondent',
      body: commune.id,
    }),
  };
  await app.jobs.stop();
  await close();
  return {
    secret,
    orderId: id,
    documents: order.documents,
    signatoryId: signatory.id,
    office,
    cookies: Object.fromEntries(
      Object.entries(cookies).map(([who, { cookie }]) => [who, cookie]),
    ) as Model['cookies'],
  };
}
