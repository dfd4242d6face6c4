import { Hono } from 'hono';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { pageWanted } from '#src/platform/lists/paging.js';
import { searched } from '#src/platform/lists/search.js';
import { onlyFor } from '#src/platform/sign-in/only-for.js';
import type { FormError } from '#src/platform/ui/index.js';
import { uuidPattern } from '#src/platform/uuid.js';
import { readForm, type Typed, typedText } from '#src/platform/web/form.js';
import { formErrors } from '#src/platform/web/form-errors.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { endRole } from './end-role.js';
import { grantRoleByHand, grantRoleInput } from './grant-role.js';
import { ChooseBodyPage, GrantRolePage } from './grant-role.page.js';
import {
  administeredBodies,
  administers,
  administersSome,
  installation,
  isGrantedPart,
  type RoleBody,
} from './role.js';
import { rolePaths } from './role-paths.js';
import {
  countRoles,
  findBody,
  findRole,
  listOperators,
  listRoles,
  type RoleRow,
  rolePaging,
  searchBodies,
} from './role-store.js';
import { EndRolePage, RolesPage } from './roles.page.js';

/** Roles in force, granted and ended: administrators only, each in the bodies that are theirs. */
export function roleRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();
  app.use('/roles/*', onlyFor(administersSome));

  app.get('/roles', async (c) => {
    const query = new URL(c.req.url).searchParams;
    const part = query.get('role') ?? '';
    const search = {
      bodies: administeredBodies(personOf(c)),
      ended: query.get('etat') === 'termines',
      part: isGrantedPart(part) ? part : undefined,
      words: searched(query, 'mots'),
    };
    const wanted = pageWanted(query, rolePaging);
    const list = {
      path: rolePaths.list,
      query,
      wanted,
      page: await listRoles(web.db, search, wanted),
      total: await countRoles(web.db, search),
    };
    const done = { accorde: 'granted', termine: 'ended' } as const;
    return page(
      c,
      { title: 'Rôles', width: 'desk' },
      <RolesPage
        {...{ list, now: web.kernel.clock() }}
        done={done[(query.get('fait') ?? '') as keyof typeof done]}
      />,
    );
  });

  app.get('/roles/nouveau', async (c) => {
    const actor = personOf(c);
    const among = administeredBodies(actor);
    const words = searched(new URL(c.req.url).searchParams, 'mots');
    const operators = await listOperators(web.db, among);
    const offered: RoleBody[] = among === 'all' ? [installation, ...operators] : operators;
    const found = words.length > 1 ? await searchBodies(web.db, words, among) : undefined;
    return page(c, { title: 'Accorder un rôle' }, <ChooseBodyPage {...{ offered, words, found }} />);
  });

  app.get(`/roles/nouveau/:body{${uuidPattern}|installation}`, async (c) => {
    const body = await bodyOf(c);
    return body ? askRole(c, body, {}, []) : notFound(c);
  });

  app.post(`/roles/nouveau/:body{${uuidPattern}|installation}`, async (c) => {
    const body = await bodyOf(c);
    if (!body) return notFound(c);
    const form = await readForm(c, grantRoleInput);
    if (!form.ok) return askRole(c, body, form.typed, formErrors(form.errors), 422);
    const outcome = await web.kernel.transact(personOf(c), (act) =>
      grantRoleByHand(act, { ...form.value, body: body.id }),
    );
    if (!isRefusal(outcome)) return c.redirect(`${rolePaths.list}?fait=accorde`, 303);
    return refused(c, outcome, ({ sentence }, status) =>
      askRole(c, body, form.typed, [{ message: sentence }], status),
    );
  });

  app.get(`/roles/:role{${uuidPattern}}/fin`, async (c) => {
    const role = await roleOf(c);
    return role ? askEnd(c, role) : notFound(c);
  });

  app.post(`/roles/:role{${uuidPattern}}/fin`, async (c) => {
    const role = await roleOf(c);
    if (!role) return notFound(c);
    const refusal = await web.kernel.transact(personOf(c), (act) => endRole(act, role.id));
    if (!refusal) return c.redirect(`${rolePaths.list}?fait=termine`, 303);
    return refused(c, refusal, ({ sentence }, status) => askEnd(c, role, sentence, status));
  });

  async function bodyOf(c: WebContext): Promise<RoleBody | undefined> {
    const id = c.req.param('body') ?? '';
    const body = id === 'installation' ? installation : await findBody(web.db, id);
    return body && administers(personOf(c), body.id) ? body : undefined;
  }

  async function roleOf(c: WebContext): Promise<RoleRow | undefined> {
    const role = await findRole(web.db, c.req.param('role') ?? '');
    return role && administers(personOf(c), role.body) ? role : undefined;
  }

  return app;
}

function askRole(
  c: WebContext,
  body: RoleBody,
  form: Typed,
  errors: readonly FormError[],
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const typed = {
    email: typedText(form, 'adresse'),
    name: typedText(form, 'nom'),
    part: typedText(form, 'role'),
  };
  return page(
    c,
    { title: 'Accorder un rôle', width: 'reading', status, invalid: status !== 200 },
    <GrantRolePage {...{ body, typed, errors }} />,
  );
}

function askEnd(c: WebContext, role: RoleRow, refusal?: string, status: 200 | 409 = 200): Promise<Response> {
  return page(
    c,
    { title: 'Mettre fin à un rôle', width: 'reading', status },
    <EndRolePage {...{ role, refusal }} />,
  );
}
