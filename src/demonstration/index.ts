import { type App, type AppParts, createApp } from '#src/app.js';
import { calendar } from '#src/platform/actor.js';
import { type Clock, settableClock } from '#src/platform/clock.js';
import { personaRoutes } from '#src/platform/personas.js';
import type { SignIn } from '#src/platform/sign-in.js';
import type { Web, WebRoutes } from '#src/platform/web.js';
import { fillCatalogue } from './catalogue.js';
import { fillHistory, type Progress, readProgress } from './history/fill-history.js';
import { openHistory } from './history/history.js';
import { fillOperators } from './operators.js';
import { fillPeople, personas } from './people.js';
import { fillTerritory } from './territory.js';

export interface Demonstration {
  /** The territory, the bodies of the relay and their people: within seconds. */
  fillTerritory(app: Pick<App, 'kernel'>): Promise<void>;
  /** The orders, told one after another behind the pages; ends early when `stop` is called. */
  fillOrders(): Promise<void>;
  /** How far the orders are; null when all are told. */
  filling(): Promise<Progress | null>;
  stop(): void;
}

/** The demonstration of an installation: given what its application is made of. */
export function openDemonstration(
  parts: Omit<AppParts, 'clock' | 'authority'> & {
    readonly now: () => Date;
    /** How many orders are told. */
    readonly orders: number;
    readonly authorityAt: (clock: Clock) => AppParts['authority'];
  },
): Demonstration {
  const { orders } = parts;
  let stopped = false;
  let whole = false;
  return {
    async fillTerritory(app) {
      await app.kernel.transact(calendar, async (act) => {
        await fillTerritory(act);
        await fillOperators(act);
        await fillCatalogue(act);
        await fillPeople(act);
      });
    },
    async fillOrders() {
      const present = parts.now();
      const clock = settableClock(present);
      const { smtpUrl: _, ...mail } = parts.mail;
      const app = await createApp({
        ...parts,
        mail,
        clock,
        authority: parts.authorityAt(clock),
        jobsAtOnce: true,
      });
      await fillHistory(openHistory(app, clock, present), orders, present, parts.log, () => stopped);
    },
    async filling() {
      if (whole) return null;
      const progress = await readProgress(parts.db);
      whole = progress.done >= orders;
      return whole ? null : { done: progress.done, total: orders };
    },
    stop() {
      stopped = true;
    },
  };
}

/** Pages that only the demonstration has. */
export function demonstrationRoutes({ web, signIn }: { web: Web; signIn: SignIn }): readonly WebRoutes[] {
  return [personaRoutes(web, { signIn, personas: () => personas(web.db) })];
}
