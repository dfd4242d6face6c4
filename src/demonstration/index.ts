import { sql } from 'kysely';
import { type App, type AppParts, createApp } from '#src/app.js';
import { findOrNamePerson } from '#src/directory/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import { type Clock, settableClock } from '#src/platform/acts/clock.js';
import type { Database } from '#src/platform/database/database.js';
import { personaRoutes } from '#src/platform/sign-in/personas.js';
import type { SignIn } from '#src/platform/sign-in/sign-in.js';
import type { Web, WebRoutes } from '#src/platform/web/web.js';
import { authorityRoutes } from './authority.routes.js';
import { fillCatalogue } from './catalogue.js';
import { fillHistory, openProgress, type Progress, readProgress } from './history/fill-history.js';
import { openHistory } from './history/history.js';
import { fillOperators } from './operators.js';
import { fillPeople, personas } from './people.js';
import { fillTerritory } from './territory.js';

interface Demonstration {
  /** The territory, the bodies of the relay and their people: within seconds. */
  fillTerritory(app: Pick<App, 'kernel'>): Promise<void>;
  /** The orders, some at once, behind the pages; once `stop` is called none is begun any more. */
  fillOrders(): Promise<void>;
  stop(): void;
}

/** Orders told at the same time: while one waits for the database, another is typeset. */
export const atOnce = 6;

/** The demonstration of an installation: given what its application is made of. */
export function openDemonstration(
  parts: Omit<AppParts, 'clock' | 'authority'> & {
    readonly now: () => Date;
    /** How many orders are told. */
    readonly orders: number;
    /** The authority and its seal, for whom it is the time of this clock. */
    readonly authorityAt: (
      clock: Clock,
    ) => AppParts['authority'] & { readonly proofs: NonNullable<AppParts['proofs']> };
  },
): Demonstration {
  const { orders } = parts;
  let stopped = false;
  return {
    async fillTerritory(app) {
      if (await readProgress(parts.db)) return;
      await app.kernel.transact(calendar, async (act) => {
        // What people search from the first page on is there for good, however the rest of the history is written.
        await sql`SET LOCAL synchronous_commit = on`.execute(act.tx);
        await fillTerritory(act);
        await fillOperators(act);
        await fillCatalogue(act);
        await fillPeople(act);
        await openProgress(act.tx);
      });
    },
    async fillOrders() {
      if (((await readProgress(parts.db))?.done ?? 0) >= orders) return;
      const present = parts.now();
      const { smtpUrl: _, ...mail } = parts.mail;
      const histories = Array.from({ length: atOnce }, async () => {
        const clock = settableClock(present);
        const authority = parts.authorityAt(clock);
        const { proofs } = authority;
        const app = await createApp({ ...parts, mail, clock, authority, proofs, jobsAtOnce: true });
        return openHistory(app, clock, present);
      });
      await fillHistory(await Promise.all(histories), orders, parts.log, () => stopped);
    },
    stop() {
      stopped = true;
    },
  };
}

/** How far the orders are, for the banner; null when the territory is there and the last of them is begun. */
export function fillingOf(db: Database, orders: number): () => Promise<Progress | null> {
  let whole = false;
  return async () => {
    if (whole) return null;
    const progress = await readProgress(db);
    whole = progress !== undefined && progress.done >= orders;
    return whole ? null : { done: progress?.done ?? 0, total: orders };
  };
}

/** Pages that only the demonstration has. */
export function demonstrationRoutes({ web, signIn }: { web: Web; signIn: SignIn }): readonly WebRoutes[] {
  return [
    personaRoutes(web, {
      signIn,
      personas: () => personas(web.db),
      personOf: async ({ name, email }) =>
        (await web.kernel.transact(calendar, (act) => findOrNamePerson(act.tx, { name, email }))).id,
    }),
    authorityRoutes(web),
  ];
}
