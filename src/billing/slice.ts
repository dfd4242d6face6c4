import { Hono } from 'hono';
import { hasPart } from '#src/platform/acts/actor.js';
import { onlyFor } from '#src/platform/sign-in/only-for.js';
import type { Slice } from '#src/platform/slice.js';
import { signedIn } from '#src/platform/web/http.js';
import type { WebEnv } from '#src/platform/web/web.js';
import { actRoutes } from './invoice/acts.routes.js';
import { invoiceRoutes } from './invoice/invoice.routes.js';
import { listInvoicesRoutes } from './invoice/list-invoices.routes.js';
import { pdfRoutes } from './invoice/pdf.routes.js';
import { batchWorker } from './issue/issue-batch.js';
import { closeHeldVisit, closeVisits } from './lines/close-visits.js';
import { billHandover } from './lines/open-lines.js';
import { toIssueRoutes } from './lines/to-issue.routes.js';
import { billingPaths, idPattern } from './paths.js';

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
