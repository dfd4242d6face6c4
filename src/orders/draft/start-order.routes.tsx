import { Hono } from 'hono';
import { searchOrganisations } from '#src/directory/index.js';
import { orderPaths } from '#src/orders/paths.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { readForm, typedText } from '#src/platform/web/form.js';
import { page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { draftOrder, draftOrderInput } from './draft-order.js';
import { StartOrderPage } from './start-order.page.js';

/** An order begins with its organisation. */
export function startOrderRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();

  app.get(orderPaths.start, (c) => startPage(web, c, c.req.query('q') ?? ''));

  app.post(orderPaths.list, async (c) => {
    const form = await readForm(c, draftOrderInput);
    // What was looked for comes back with the sentence, so that there is something to choose from.
    const show = (message: string, status: 409 | 422): Promise<Response> =>
      startPage(web, c, typedText(form.typed, 'q'), { message, status });
    if (!form.ok) return show(Object.values(form.errors)[0] ?? '', 422);
    const actor = personOf(c);
    const result = await web.kernel.transact(actor, (act) => draftOrder(act, actor, form.value));
    if (isRefusal(result)) return refused(c, result, (refusal, status) => show(refusal.sentence, status));
    return c.redirect(orderPaths.section(result.id, 'organisation'), 303);
  });
  return app;
}

async function startPage(
  web: Web,
  c: WebContext,
  typed: string,
  error?: { message: string; status: 409 | 422 },
): Promise<Response> {
  const query = typed.trim().slice(0, 100);
  const found = await searchOrganisations(web.db, query, personOf(c));
  return page(
    c,
    {
      title: 'Nouvelle commande',
      width: 'reading',
      ...(error ? { status: error.status, invalid: true } : {}),
    },
    <StartOrderPage query={query} found={found.organisations} more={found.more} error={error?.message} />,
  );
}
