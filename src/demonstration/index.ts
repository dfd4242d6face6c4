import type { App } from '#src/app.js';
import { calendar } from '#src/platform/actor.js';
import type { Log } from '#src/platform/log.js';
import { personaRoutes } from '#src/platform/personas.js';
import type { SignIn } from '#src/platform/sign-in.js';
import type { Web, WebRoutes } from '#src/platform/web.js';
import { fillCatalogue } from './catalogue.js';
import { fillOperators } from './operators.js';
import { fillPeople, personas } from './people.js';
import { fillTerritory } from './territory.js';

/** Fills the demonstration behind the pages: the territory and its people at once, then the orders. */
export async function fillDemonstration(app: Pick<App, 'kernel' | 'jobs'>, log: Log): Promise<void> {
  const started = Date.now();
  await app.kernel.transact(calendar, async (act) => {
    await fillTerritory(act);
    await fillOperators(act);
    await fillCatalogue(act);
    await fillPeople(act);
  });
  log.info({ milliseconds: Date.now() - started }, 'the territory of the demonstration is there');
}

/** Pages that only the demonstration has. */
export function demonstrationRoutes({ web, signIn }: { web: Web; signIn: SignIn }): readonly WebRoutes[] {
  return [personaRoutes(web, { signIn, personas: () => personas(web.db) })];
}
