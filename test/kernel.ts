import { createKernel, type Kernel, type KernelParts, noJobs } from '#src/platform/acts/act.js';
import type { Person, Role } from '#src/platform/acts/actor.js';
import { settableClock, systemClock } from '#src/platform/acts/clock.js';
import { type FreshDatabase, freshDatabase } from './database.js';

export const testSecret = 'a secret of the tests, long enough to sign with';

/** A kernel as tests want it, but for what they give: at the machine's hour, beside which nothing runs. */
export function testKernel(parts: Pick<KernelParts, 'db'> & Partial<KernelParts>): Kernel {
  return createKernel({
    clock: systemClock,
    baseUrl: 'http://localhost',
    test: true,
    secret: testSecret,
    followers: new Map(),
    jobs: noJobs,
    ...parts,
  });
}

export interface Bench extends FreshDatabase {
  kernel: Kernel;
  clock: ReturnType<typeof settableClock>;
  /** Somebody signed in who is in the database, with roles that need not be. */
  person(name: string, roles?: readonly Role[]): Promise<Person>;
}

/** A kernel on a fresh database, without jobs: for use cases of the slices that come first. */
export async function openBench(now = '2026-11-24T09:00:00Z'): Promise<Bench> {
  const database = await freshDatabase();
  const clock = settableClock(new Date(now));
  const kernel = testKernel({ db: database.db, clock });
  return {
    ...database,
    kernel,
    clock,
    async person(name, roles = []) {
      const email = `${name
        .toLowerCase()
        .normalize('NFD')
        .replaceAll(/[^a-z]+/g, '.')}@exemple.fr`;
      const { rows } = await database.pool.query(
        'INSERT INTO people (name, email, email_verified) VALUES ($1, $2, true) RETURNING id',
        [name, email],
      );
      return { kind: 'person', id: rows[0].id, name, email, roles, door: null };
    },
  };
}
