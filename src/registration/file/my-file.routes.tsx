import { Hono } from 'hono';
import { notFound, page, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { myDocumentsRoutes } from '#src/registration/documents/documents.routes.js';
import { filePaths } from '#src/registration/paths.js';
import type { FileSlots } from '#src/registration/slots.js';
import { filesOfHolder } from '#src/registration/store.js';
import { submitFileRoutes } from '#src/registration/submission/submit-file.routes.js';
import { myIdentityRoutes } from './identity.routes.js';
import { myFile, myPieces } from './my-file.js';
import { MyFilePage } from './my-file.page.js';
import { myOfficeRoutes } from './office.routes.js';
import { stepPage } from './step-page.js';

/** The holder's pages: `/mon-dossier/…`. Whoever is not the holder of the file finds nothing there. */
export function myFileRoutes(web: Web, slots: FileSlots): WebRoutes {
  const routes = new Hono<WebEnv>();
  routes.use('/mon-dossier/*', signedIn);

  routes.get('/mon-dossier', async (c) => {
    const [latest] = await filesOfHolder(web.db, personOf(c).email);
    return latest ? c.redirect(filePaths.mine(latest.id), 303) : notFound(c);
  });

  routes.get('/mon-dossier/:id', async (c) => {
    const view = await myFile(web, c);
    if (!view) return notFound(c);
    return page(
      c,
      { title: 'Mon dossier de certificat', width: 'reading' },
      <MyFilePage view={view} pieces={await myPieces(web, view)} stepPage={stepPage(slots, view, c)}>
        {await slots.cards(web.db, view.facts, personOf(c), view.now)}
      </MyFilePage>,
    );
  });

  for (const each of [myIdentityRoutes, myOfficeRoutes, myDocumentsRoutes, submitFileRoutes])
    routes.route('/', each(web));
  return routes;
}
