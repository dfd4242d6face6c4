import { Hono } from 'hono';
import { findRepresented } from '#src/directory/correspondents/correspondent-store.js';
import {
  countUnsettled,
  differencesOf,
  rowById,
  unsettledPaging,
  unsettledRows,
} from '#src/directory/store.js';
import { hasPart } from '#src/platform/acts/actor.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { pageWanted } from '#src/platform/lists/paging.js';
import { searched } from '#src/platform/lists/search.js';
import { uuidPattern } from '#src/platform/uuid.js';
import { type FieldErrors, readForm, type Typed } from '#src/platform/web/form.js';
import { notFound, page, refused, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { addOrganisation, addOrganisationInput } from './add-organisation.js';
import { AddOrganisationPage } from './add-organisation.page.js';
import { FindOrganisationPage } from './find-organisation.page.js';
import { type Difference, OrganisationPage, UnsettledPage } from './organisation.page.js';
import { organisationPaths } from './organisation-paths.js';
import { deliveryCentreFor, organisationOf } from './organisations.js';
import { searchOrganisations } from './search-organisations.js';
import { confirmOrganisation, settleDifference, settleDifferenceInput } from './vouch-for-organisation.js';

const id = `:id{${uuidPattern}}`;

/** The directory's pages: anybody signed in finds and adds an organisation; purchasing officers vouch for it. */
export function organisationRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();
  app.use('/organismes/*', signedIn);

  app.get('/organismes', async (c) => {
    const query = (c.req.query('q') ?? '').slice(0, 200);
    const found = query.trim() === '' ? undefined : await searchOrganisations(web.db, query, personOf(c));
    const officer = hasPart(personOf(c), 'purchasing-officer');
    return page(
      c,
      { title: query ? `«\u00a0${query}\u00a0»\u202f: organismes` : 'Organismes' },
      <FindOrganisationPage {...{ query, found, officer }} />,
    );
  });

  app.get('/organismes/nouveau', (c) => askOrganisation(c, {}, {}));

  app.post('/organismes/nouveau', async (c) => {
    const form = await readForm(c, addOrganisationInput);
    if (!form.ok) return askOrganisation(c, form.typed, form.errors, undefined, 422);
    const actor = personOf(c);
    const added = await web.kernel.transact(actor, (act) => addOrganisation(act, actor, form.value));
    if (!isRefusal(added)) return c.redirect(organisationPaths.organisation(added.id), 303);
    return refused(c, added, ({ sentence }, status) => askOrganisation(c, form.typed, {}, sentence, status));
  });

  app.get('/organismes/a-confirmer', async (c) => {
    if (!hasPart(personOf(c), 'purchasing-officer')) return notFound(c);
    const query = new URL(c.req.url).searchParams;
    const words = searched(query);
    const wanted = pageWanted(query, unsettledPaging);
    const found = await unsettledRows(web.db, words, wanted);
    const rows = found.rows.map((row) => ({ ...organisationOf(row), differences: row.differences }));
    return page(
      c,
      { title: 'Organismes à confirmer', width: 'desk' },
      <UnsettledPage
        list={{
          path: organisationPaths.unsettled,
          query,
          wanted,
          page: { ...found, rows },
          total: await countUnsettled(web.db, words),
        }}
      />,
    );
  });

  app.get(`/organismes/${id}`, (c) => showOrganisation(web, c));

  app.post(`/organismes/${id}/confirmation`, (c) =>
    conclude(
      c,
      web.kernel.transact(personOf(c), (act) => confirmOrganisation(act, idOf(c))),
    ),
  );

  app.post(`/organismes/${id}/ecarts`, async (c) => {
    if (!hasPart(personOf(c), 'purchasing-officer')) return notFound(c);
    const form = await readForm(c, settleDifferenceInput);
    if (!form.ok) return showOrganisation(web, c, 422);
    return conclude(
      c,
      web.kernel.transact(personOf(c), (act) => settleDifference(act, idOf(c), form.value)),
    );
  });

  return app;
}

async function showOrganisation(web: Web, c: WebContext, status: 200 | 422 = 200): Promise<Response> {
  const actor = personOf(c);
  const officer = hasPart(actor, 'purchasing-officer');
  const row = await rowById(web.db, idOf(c));
  const organisation = row && organisationOf(row);
  const hidden = organisation?.unconfirmed && row?.added_by !== actor.id && !officer;
  if (!row || !organisation || hidden) return notFound(c);
  const differences = officer ? await differencesOf(web.db, row.id) : [];
  const centre = await deliveryCentreFor(web.db, row.department);
  const represents = (await findRepresented(web.db, actor, row.id)) !== undefined;
  return page(
    c,
    { title: organisation.name, width: 'reading', status },
    <OrganisationPage
      {...{ organisation, officer, represents }}
      deliveryCentre={centre?.name}
      differences={differences.map(
        ({ field, registered }): Difference => ({ field, typed: row[field], registered }),
      )}
    />,
  );
}

async function conclude(c: WebContext, outcome: Promise<true | Refusal>): Promise<Response> {
  return isRefusal(await outcome) ? notFound(c) : c.redirect(organisationPaths.organisation(idOf(c)), 303);
}

function askOrganisation(
  c: WebContext,
  typed: Typed,
  errors: FieldErrors,
  refusal?: string,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  return page(
    c,
    { title: 'Ajouter un organisme', width: 'reading', status, invalid: status !== 200 },
    <AddOrganisationPage {...{ typed, errors, refusal }} />,
  );
}

function idOf(c: WebContext): string {
  return c.req.param('id') ?? '';
}
