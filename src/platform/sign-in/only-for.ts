import { createMiddleware } from 'hono/factory';
import type { Person } from '#src/platform/acts/actor.js';
import { notFound, signedIn } from '#src/platform/web/http.js';
import { personOf, type WebEnv } from '#src/platform/web/web.js';

/** Pages that exist for some people only: whoever is signed out signs in, and anybody else is told 404. */
export function onlyFor(may: (actor: Person) => boolean): ReturnType<typeof createMiddleware<WebEnv>> {
  return createMiddleware<WebEnv>(async (c, next) => {
    if (!c.get('actor')) return signedIn(c, next);
    return may(personOf(c)) ? next() : notFound(c);
  });
}
