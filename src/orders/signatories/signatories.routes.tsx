import { Hono } from 'hono';
import { findRepresented, type Represented } from '#src/directory/index.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { uuidPattern } from '#src/platform/uuid.js';
import { notFound, page, refused, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { endSignatory } from './end-signatory.js';
import { EndSignatoryPage, SignatoriesPage } from './signatories.page.js';
import { signatoryPaths } from './signatory-paths.js';
import { signatoriesOf } from './signatory-store.js';

const list = `/organismes/:id{${uuidPattern}}/signataires`;
const end = `${list}/:person{${uuidPattern}}/fin`;

/** Who signs for an organisation: for its correspondents, and for the officers of the body that buys for it. */
export function signatoryRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();

  app.get(list, signedIn, async (c) => {
    const organisation = await represented(c);
    return organisation ? showList(c, organisation) : notFound(c);
  });

  app.get(end, signedIn, async (c) => {
    const organisation = await represented(c);
    return organisation ? askEnd(c, organisation) : notFound(c);
  });

  app.post(end, signedIn, async (c) => {
    const organisation = await represented(c);
    if (!organisation) return notFound(c);
    const actor = personOf(c);
    const outcome = await web.kernel.transact(actor, (act) =>
      endSignatory(act, actor, organisation.id, c.req.param('person') ?? ''),
    );
    if (!isRefusal(outcome)) return c.redirect(`${signatoryPaths.list(organisation.id)}?fait=termine`, 303);
    return refused(c, outcome, ({ sentence }, status) => askEnd(c, organisation, sentence, status));
  });

  function represented(c: WebContext): Promise<Represented | undefined> {
    return findRepresented(web.db, personOf(c), c.req.param('id') ?? '');
  }

  async function showList(
    c: WebContext,
    organisation: Represented,
    refusal?: string,
    again?: 409 | 422,
  ): Promise<Response> {
    return page(
      c,
      { title: `Signataires : ${organisation.name}`, again },
      <SignatoriesPage
        {...{ organisation, refusal, now: web.kernel.clock() }}
        people={await signatoriesOf(web.db, organisation.id)}
        ended={!again && c.req.query('fait') === 'termine'}
      />,
    );
  }

  /** One who signs no more already is told of on the list, where the refusal stands. */
  async function askEnd(
    c: WebContext,
    organisation: Represented,
    refusal?: string,
    again?: 409 | 422,
  ): Promise<Response> {
    const people = await signatoriesOf(web.db, organisation.id);
    const person = people.find(({ personId }) => personId === c.req.param('person'));
    if (!person) return refusal ? showList(c, organisation, refusal, again) : notFound(c);
    return page(
      c,
      { title: 'Ne signe plus pour l’organisme', width: 'reading', again },
      <EndSignatoryPage {...{ organisation, person, refusal }} />,
    );
  }

  return app;
}
