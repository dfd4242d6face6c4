import { Hono } from 'hono';
import { hasPart } from '#src/platform/actor.js';
import { signedIn } from '#src/platform/http.js';
import { onlyFor } from '#src/platform/only-for.js';
import type { Slice } from '#src/platform/slice.js';
import type { WebEnv } from '#src/platform/web.js';
import { actRoutes } from './acts.routes.js';
import { closeHeldVisit, closeVisits } from './close-visits.js';
import { invoiceRoutes } from './invoice.routes.js';
import { batchWorker } from './issue-batch.js';
import { listInvoicesRoutes } from './list-invoices.routes.js';
import { billHandover } from './open-lines.js';
import { billingPaths, idPattern } from './paths.js';
import { pdfRoutes } from './pdf.routes.js';
import { toIssueRoutes } from './to-issue.routes.js';

/** After the handover: billable lines, invoices of two issuers, credit notes. */
export const billing: Slice = {
  name: 'billing',
  routes: (web) => {
    const accountants = onlyFor((actor) => actor.door === null && hasPart(actor, 'accountant'));
    return new Hono<WebEnv>()
      .use(billingPaths.pdf(`:id${idPattern}`), signedIn)
      .use(billingPaths.creditPdf(`:id${idPattern}`), signedIn)
      .route('/', pdfRoutes(web))
      .use(billingPaths.toIssue, accountants)
      .use(`${billingPaths.toIssue}/*`, accountants)
      .route('/', toIssueRoutes(web))
      .route('/', listInvoicesRoutes(web))
      .route('/', invoiceRoutes(web))
      .route('/', actRoutes(web));
  },
  followers: [
    { on: ['handover.recorded'], run: billHandover },
    { on: ['appointment.held'], run: closeHeldVisit },
  ],
  workers: [batchWorker],
  schedules: [closeVisits],
};
