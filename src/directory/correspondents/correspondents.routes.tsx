import { Hono } from 'hono';
import { addressDoubts } from '#src/directory/address-doubts.js';
import { rolePaths } from '#src/directory/roles/role-paths.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import type { FormError } from '#src/platform/ui/index.js';
import { uuidPattern } from '#src/platform/uuid.js';
import { readForm, type Typed, typedText } from '#src/platform/web/form.js';
import { formErrors } from '#src/platform/web/form-errors.js';
import { notFound, page, refused, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { addCorrespondent, addCorrespondentInput } from './add-correspondent.js';
import { correspondentPaths } from './correspondent-paths.js';
import { correspondentsOf, findRepresented, type Represented } from './correspondent-store.js';
import { CorrespondentsPage, EndCorrespondentPage } from './correspondents.page.js';
import { endCorrespondent, endCorrespondentInput } from './end-correspondent.js';

const list = `/organismes/:id{${uuidPattern}}/correspondants`;
const end = `${list}/:role{${uuidPattern}}/fin`;

/** The correspondents of an organisation: for themselves, and for the officers of the body that buys for it. */
export function correspondentRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();

  app.get(list, signedIn, async (c) => {
    const organisation = await represented(c);
    return organisation ? showList(c, organisation) : notFound(c);
  });

  app.post(list, signedIn, async (c) => {
    const organisation = await represented(c);
    if (!organisation) return notFound(c);
    const form = await readForm(c, addCorrespondentInput);
    if (!form.ok) return showList(c, organisation, form.typed, formErrors(form.errors), 422);
    const { sure, ...input } = form.value;
    const [doubt] = addressDoubts(input.email);
    if (doubt && sure === undefined) {
      return showList(c, organisation, form.typed, [{ field: 'sure', message: doubt.sentence }], 422);
    }
    const actor = personOf(c);
    const outcome = await web.kernel.transact(actor, (act) =>
      addCorrespondent(act, actor, organisation.id, input),
    );
    if (!isRefusal(outcome))
      return c.redirect(`${correspondentPaths.list(organisation.id)}?fait=ajoute`, 303);
    return refused(c, outcome, ({ sentence }, status) =>
      showList(c, organisation, form.typed, [{ message: sentence }], status),
    );
  });

  app.get(end, signedIn, async (c) => {
    const organisation = await represented(c);
    return organisation ? askEnd(c, organisation) : notFound(c);
  });

  app.post(end, signedIn, async (c) => {
    const organisation = await represented(c);
    if (!organisation) return notFound(c);
    const form = await readForm(c, endCorrespondentInput);
    if (!form.ok) return askEnd(c, organisation, undefined, 422);
    const actor = personOf(c);
    const outcome = await web.kernel.transact(actor, (act) =>
      endCorrespondent(act, actor, organisation.id, c.req.param('role') ?? '', form.value),
    );
    if (isRefusal(outcome)) {
      return refused(c, outcome, ({ sentence }, status) => askEnd(c, organisation, sentence, status));
    }
    // Whoever ended their own role may not see the list any more.
    const own = outcome.personId === actor.id;
    const next = own ? rolePaths.account : `${correspondentPaths.list(organisation.id)}?fait=termine`;
    return c.redirect(next, 303);
  });

  function represented(c: WebContext): Promise<Represented | undefined> {
    return findRepresented(web.db, personOf(c), c.req.param('id') ?? '');
  }

  async function showList(
    c: WebContext,
    organisation: Represented,
    form: Typed = {},
    errors: readonly FormError[] = [],
    again?: 409 | 422,
  ): Promise<Response> {
    const done = { ajoute: 'added', termine: 'ended' } as const;
    return page(
      c,
      { title: `Correspondants : ${organisation.name}`, again },
      <CorrespondentsPage
        {...{ organisation, errors, now: web.kernel.clock() }}
        people={await correspondentsOf(web.db, organisation.id)}
        typed={{
          name: typedText(form, 'name'),
          email: typedText(form, 'email'),
          phone: typedText(form, 'phone'),
        }}
        done={again ? undefined : done[(c.req.query('fait') ?? '') as keyof typeof done]}
      />,
    );
  }

  /** One who is correspondent no more is told on the list, where the refusal stands. */
  async function askEnd(
    c: WebContext,
    organisation: Represented,
    refusal?: string,
    again?: 409 | 422,
  ): Promise<Response> {
    const people = await correspondentsOf(web.db, organisation.id);
    const person = people.find(({ id }) => id === c.req.param('role'));
    if (!person) {
      return refusal ? showList(c, organisation, {}, [{ message: refusal }], again) : notFound(c);
    }
    const last = people.length === 1;
    const themself = person.personId === personOf(c).id;
    return page(
      c,
      { title: 'Mettre fin au rôle d’un correspondant', width: 'reading', again },
      <EndCorrespondentPage {...{ organisation, person, themself, last, refusal }} />,
    );
  }

  return app;
}
