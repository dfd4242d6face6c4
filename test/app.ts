import { sql } from 'kysely';
import { type App, createApp } from '#src/app.js';
import { seedDefaults } from '#src/catalogue/index.js';
import { fillCatalogue } from '#src/demonstration/catalogue.js';
import { fillOperators, type Operators } from '#src/demonstration/operators.js';
import { findOrNamePerson, grantRole, importOrganisations, presumedSiret } from '#src/directory/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import { settableClock } from '#src/platform/acts/clock.js';
import { createLog } from '#src/platform/log.js';
import type { Proofs } from '#src/seals/index.js';
import { openSimulatedAuthority, type SimulatedAuthority } from '#src/simulator/index.js';
import { type FreshDatabase, freshDatabase } from './database.js';
import { Visitor } from './visitor.js';

export interface TestApp extends App {
  readonly database: FreshDatabase;
  readonly clock: ReturnType<typeof settableClock>;
  readonly operators: Operators;
  readonly authority: SimulatedAuthority;
  /** Identifiers of two communes: Acigné and Noyal-sur-Vilaine. */
  readonly communes: { readonly acigne: string; readonly noyal: string };
  /** A browser of somebody signed in, with a role where one is given. */
  visitor(
    name: string,
    role?: { part: Parameters<typeof grantRole>[1]['part']; body: string | null },
  ): Promise<Visitor>;
  /** A browser with nobody signed in. */
  stranger(): Visitor;
  /** Runs the jobs that wait and what follows from them. */
  settle(): Promise<void>;
  /** The latest mail to an address, as text. */
  mailTo(email: string): Promise<{ subject: string; text: string; kind: string }>;
  close(): Promise<void>;
}

/** The whole application on a database of its own, with the bodies of the relay and two communes. */
export async function openApp(
  now = '2026-11-24T09:00:00Z',
  proofs: (simulated: Proofs) => Proofs = (simulated) => simulated,
): Promise<TestApp> {
  const database = await freshDatabase();
  const clock = settableClock(new Date(now));
  const log = createLog('silent');
  const authority = await openSimulatedAuthority({ db: database.db, clock });
  const app = await createApp({
    db: database.db,
    pool: database.pool,
    clock,
    log,
    baseUrl: 'http://localhost',
    secret: 'a secret of the tests, long enough to sign with',
    demonstration: true,
    mail: { from: 'ne-pas-repondre@exemple.fr' },
    authority,
    proofs: proofs(authority.proofs),
  });
  const operators = await app.kernel.transact(calendar, async (act) => {
    await seedDefaults(act);
    const made = await fillOperators(act);
    await fillCatalogue(act);
    await importOrganisations(act, 'tests', [
      commune('Acigné', 'Commune d’Acigné', '213500010', '35690'),
      commune('Noyal-sur-Vilaine', 'Commune de Noyal-sur-Vilaine', '213502073', '35530'),
    ]);
    return made;
  });
  const idOf = async (name: string): Promise<string> => {
    const { rows } = await sql<{
      id: string;
    }>`SELECT id FROM organisations WHERE short_name = ${name}`.execute(database.db);
    return rows[0]?.id ?? '';
  };
  return {
    ...app,
    database,
    clock,
    operators,
    authority,
    communes: { acigne: await idOf('Acigné'), noyal: await idOf('Noyal-sur-Vilaine') },
    async visitor(name, role) {
      const person = await app.kernel.transact(calendar, async (act) => {
        const found = await findOrNamePerson(act.tx, { name, email: addressOf(name) });
        if (role) await grantRole(act, { personId: found.id, ...role });
        return found;
      });
      const visitor = new Visitor(app.http);
      visitor.take(await app.signIn.openSession(person.id));
      return visitor;
    },
    stranger: () => new Visitor(app.http),
    settle: () => app.jobs.drain(app.kernel),
    async mailTo(email) {
      const { rows } = await sql<{ subject: string; text: string; kind: string }>`
        SELECT subject, text_body AS text, kind FROM mails WHERE recipient = ${email} ORDER BY id DESC LIMIT 1`.execute(
        database.db,
      );
      if (!rows[0]) throw new Error(`no mail to ${email}`);
      return rows[0];
    },
    async close() {
      await app.jobs.stop();
      await database.drop();
    },
  };
}

/** « Nolwenn Le Test » → nolwenn.le.test@exemple.fr */
export function addressOf(name: string): string {
  const plain = name.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
  return `${plain.replaceAll(/[^a-z]+/g, '.')}@exemple.fr`;
}

function commune(
  shortName: string,
  name: string,
  siren: string,
  postalCode: string,
): Parameters<typeof importOrganisations>[2][number] {
  return {
    kind: 'commune',
    name,
    shortName,
    siret: presumedSiret(siren),
    siretPresumed: true,
    postalCode,
    postalCodes: [postalCode],
    city: shortName,
    department: '35',
  };
}
