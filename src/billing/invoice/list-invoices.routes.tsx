import { Hono } from 'hono';
import { countsOf } from '#src/billing/lines/list-lines.js';
import { billingPaths } from '#src/billing/paths.js';
import { invoiceFilters, ownIssuers } from '#src/billing/reading.js';
import { parisDay } from '#src/platform/french/working-time.js';
import { pageWanted } from '#src/platform/lists/paging.js';
import { notFound, page } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { exportInvoices } from './export-invoices.js';
import { countInvoices, invoicePaging, listInvoices } from './list-invoices.js';
import { ListInvoicesPage } from './list-invoices.page.js';

/** The invoices issued, and the same as a table to keep. */
export function listInvoicesRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();
  const { kernel, db } = web;

  app.get(billingPaths.issued, (c) => showList(web, c));
  app.get(billingPaths.export, async (c) => {
    const query = new URL(c.req.url).searchParams;
    const issuers = await ownIssuers(db, personOf(c));
    const issuer = issuers.find(({ id }) => id === query.get('emetteur')) ?? issuers[0];
    if (!issuer) return notFound(c);
    const today = parisDay(kernel.clock());
    const filters = invoiceFilters(query);
    const format = query.get('format') === 'plain' ? 'plain' : 'french';
    return csvResponse(
      exportInvoices(db, issuer.id, filters, today, format),
      `factures-${filters.from ?? 'debut'}-${filters.until ?? today}.csv`,
    );
  });
  return app;
}

async function showList(web: Web, c: WebContext): Promise<Response> {
  const { db, kernel } = web;
  const today = parisDay(kernel.clock());
  const query = new URL(c.req.url).searchParams;
  const issuers = await ownIssuers(db, personOf(c));
  const issuer = (issuers.find(({ id }) => id === query.get('emetteur')) ?? issuers[0])?.id ?? '';
  const filters = invoiceFilters(query);
  const wanted = pageWanted(query, invoicePaging);
  const found = await listInvoices(db, issuer, filters, wanted, today);
  return page(
    c,
    { title: 'Factures émises', width: 'desk' },
    <ListInvoicesPage
      view={{
        list: {
          path: billingPaths.issued,
          query,
          wanted,
          page: found,
          total: await countInvoices(db, issuer, filters, today),
        },
        filters,
        counts: await countsOf(db, [issuer]),
        issuers,
        issuer,
        today,
      }}
    />,
  );
}

function csvResponse(pieces: AsyncGenerator<string>, name: string): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  });
}
