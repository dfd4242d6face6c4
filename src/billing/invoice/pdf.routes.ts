import { Hono } from 'hono';
import { billingPaths, idOf, idPattern } from '#src/billing/paths.js';
import type { InvoiceFacts } from '#src/billing/rows.js';
import { fileResponse, readFile } from '#src/platform/web/files.js';
import { notFound } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { findInvoice } from './invoice-store.js';

/** The PDFs, for the accountants of the issuer and for those who follow the order in the organisation. */
export function pdfRoutes(web: Web): WebRoutes {
  const answer = async (c: WebContext, file: (invoice: InvoiceFacts) => string | null): Promise<Response> => {
    const invoice = await findInvoice(web.db, personOf(c), idOf(c));
    const id = invoice && file(invoice);
    const stored = id ? await readFile(web.db, id) : undefined;
    return stored ? fileResponse(stored) : notFound(c);
  };
  return new Hono<WebEnv>()
    .get(billingPaths.pdf(`:id${idPattern}`), (c) => answer(c, (invoice) => invoice.file_id))
    .get(billingPaths.creditPdf(`:id${idPattern}`), (c) => answer(c, (invoice) => invoice.credit_file_id));
}
