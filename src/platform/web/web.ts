import type { Context, Hono } from 'hono';
import type { Kernel } from '#src/platform/acts/act.js';
import type { Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';
import type { Log } from '#src/platform/log.js';
import type { Shell } from '#src/platform/ui/layout.js';

/** What every request carries. */
export interface WebEnv {
  Variables: {
    /** Null when nobody is signed in. */
    actor: Person | null;
    requestId: string;
    /** Made on demand: only pages need it. Without counts where the page only says that there is none. */
    shell: (bare: boolean) => Promise<Shell>;
  };
}
export type WebContext = Context<WebEnv>;
export type WebRoutes = Hono<WebEnv>;

/** What routes may use. Pages read through `db`; every change goes through `kernel.transact`. */
export interface Web {
  readonly kernel: Kernel;
  readonly db: Database;
  readonly log: Log;
  readonly baseUrl: string;
  readonly demonstration: boolean;
}

/** The person signed in; routes behind `signedIn` have one. */
export function personOf(c: WebContext): Person {
  const actor = c.get('actor');
  if (!actor) throw new Error('a route behind signedIn was reached without a person');
  return actor;
}
