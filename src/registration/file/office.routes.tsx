import { Hono } from 'hono';
import { type Operator, registrationOffices } from '#src/directory/index.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { readForm } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { filePaths } from '#src/registration/paths.js';
import { officeInput } from './file-input.js';
import type { FileView } from './file-view.js';
import { chooseOffice } from './fill-in-file.js';
import { mayFill, myFile } from './my-file.js';
import { OfficePage } from './office.page.js';

/** `/mon-dossier/…/bureau`: the office that will judge the file, as the holder chooses it. */
export function myOfficeRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();

  const officePage = async (c: WebContext, view: FileView, error?: string, status?: 409 | 422) =>
    page(
      c,
      { title: 'Le bureau qui contrôle', width: 'reading', again: status },
      <OfficePage
        offices={nearestFirst(await registrationOffices(web.db), view)}
        chosen={view.facts.office_id}
        error={error}
        back={filePaths.mine(view.facts.id)}
        action={filePaths.office(view.facts.id)}
      />,
    );
  routes.get('/mon-dossier/:id/bureau', async (c) => {
    const view = await myFile(web, c);
    if (!view) return notFound(c);
    if (!mayFill(view)) return c.redirect(filePaths.mine(view.facts.id), 303);
    return officePage(c, view);
  });
  routes.post('/mon-dossier/:id/bureau', async (c) => {
    const view = await myFile(web, c);
    if (!view) return notFound(c);
    const form = await readForm(c, officeInput);
    if (!form.ok) return officePage(c, view, Object.values(form.errors)[0], 422);
    const { office } = form.value;
    const result = await web.kernel.transact(personOf(c), (act) => chooseOffice(act, view.facts.id, office));
    if (isRefusal(result)) return refused(c, result, ({ sentence }) => officePage(c, view, sentence, 409));
    return c.redirect(filePaths.mine(view.facts.id), 303);
  });
  return routes;
}

/** The offices of the department where the key will be handed over come first. */
function nearestFirst(offices: readonly Operator[], view: FileView): Operator[] {
  const here = new Set(view.centre?.departments ?? []);
  const near = (office: Operator): boolean => office.departments.some((each) => here.has(each));
  return [...offices.filter(near), ...offices.filter((office) => !near(office))];
}
