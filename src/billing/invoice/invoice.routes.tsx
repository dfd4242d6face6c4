import { Hono } from 'hono';
import { billingPaths, idOf, idPattern } from '#src/billing/paths.js';
import { readInvoice } from '#src/billing/reading.js';
import type { Refusal } from '#src/platform/acts/refusal.js';
import { notFound, page } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { InvoicePage } from './invoice.page.js';

/** `/factures/…`: an invoice issued, for the accountants of its issuer. */
export function invoiceRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();
  app.get(billingPaths.invoice(`:id${idPattern}`), (c) => showInvoice(web, c));
  return app;
}

/** The invoice as it stands, with the sentence of a refusal. */
export async function showInvoice(web: Web, c: WebContext, refusal?: Refusal): Promise<Response> {
  const now = web.kernel.clock();
  const found = await readInvoice(web.db, personOf(c), idOf(c), now);
  if (!found) return notFound(c);
  return page(
    c,
    { title: `Facture ${found.invoice.number}`, status: refusal ? 409 : 200 },
    <InvoicePage view={{ ...found, now, refusal: refusal?.sentence }} />,
  );
}
