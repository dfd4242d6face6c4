import { Hono } from 'hono';
import { z } from 'zod';
import { phoneField, textField } from '#src/directory/fields.js';
import { formatPhone } from '#src/directory/phone.js';
import { onlyFor } from '#src/platform/sign-in/only-for.js';
import type { FormError } from '#src/platform/ui/index.js';
import { readForm, typedText } from '#src/platform/web/form.js';
import { formErrors } from '#src/platform/web/form-errors.js';
import { page } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { AccountPage } from './account.page.js';
import { personById, savePerson } from './people.js';
import { rolePaths } from './role-paths.js';
import { rolesOf } from './role-store.js';

const accountForm = z.object({
  nom: textField({ what: 'votre prénom et votre nom', max: 120 }),
  telephone: z.union([z.literal('').transform(() => null), phoneField]).optional(),
});

/** Somebody's own page. A session limited by a door has none. */
export function accountRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();
  app.use(
    '/compte',
    onlyFor((actor) => actor.door === null),
  );

  app.get('/compte', async (c) => {
    const person = await personById(web.db, personOf(c).id);
    const typed = { name: person?.name ?? '', phone: person?.phone ? formatPhone(person.phone) : '' };
    return show(c, typed, []);
  });

  app.post('/compte', async (c) => {
    const form = await readForm(c, accountForm);
    if (!form.ok) {
      const typed = { name: typedText(form.typed, 'nom'), phone: typedText(form.typed, 'telephone') };
      return show(c, typed, formErrors(form.errors));
    }
    const { nom: name, telephone: phone = null } = form.value;
    const { id } = personOf(c);
    await web.kernel.transact(personOf(c), (act) => savePerson(act, { id, name, phone }));
    return c.redirect(`${rolePaths.account}?fait=enregistre`, 303);
  });

  async function show(
    c: WebContext,
    typed: { name: string; phone: string },
    errors: readonly FormError[],
  ): Promise<Response> {
    const { id, email } = personOf(c);
    const roles = await rolesOf(web.db, id);
    const invalid = errors.length > 0;
    const saved = c.req.query('fait') === 'enregistre' && !invalid;
    return page(
      c,
      { title: 'Mon compte', width: 'reading', status: invalid ? 422 : 200, invalid },
      <AccountPage {...{ email, typed, roles, errors, saved }} />,
    );
  }

  return app;
}
