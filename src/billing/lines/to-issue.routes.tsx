import { Hono } from 'hono';
import { z } from 'zod';
import { FruitlessPage } from '#src/billing/invoice/acts.page.js';
import type { Shown } from '#src/billing/invoice/acts.routes.js';
import { BatchPage } from '#src/billing/issue/batch.page.js';
import { startBatch } from '#src/billing/issue/issue-batch.js';
import { issueInvoice } from '#src/billing/issue/issue-invoice.js';
import { readBatch } from '#src/billing/issue/read-batch.js';
import { billingPaths, idOf, idPattern } from '#src/billing/paths.js';
import { invoiceOfLine, ownIssuers, readLine } from '#src/billing/reading.js';
import { refusals } from '#src/billing/refusals.js';
import { orderFacts } from '#src/billing/store.js';
import { delayAt, dueDates, reasonsAt, settingAt } from '#src/catalogue/index.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { pageWanted } from '#src/platform/lists/paging.js';
import { searched } from '#src/platform/lists/search.js';
import { readForm } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { billFruitlessVisit, fruitlessInput, fruitlessVisits } from './bill-fruitless-visit.js';
import { completeLine, lineInput } from './complete-line.js';
import { LinePage } from './line.page.js';
import { countLines, countsOf, linePaging, linesToIssue } from './list-lines.js';
import { interventionPrice } from './open-lines.js';
import { ToIssuePage } from './to-issue.page.js';

const chosen = z.object({
  ligne: z
    .union([z.uuid(), z.array(z.uuid()).max(200)])
    .optional()
    .transform((value) => (value === undefined ? [] : [...new Set([value].flat())])),
});

/** `/factures`: what is to be invoiced, one line or several at once. */
export function toIssueRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();
  const { kernel, db } = web;

  app.get(billingPaths.toIssue, (c) => showToIssue(web, c));
  app.post(billingPaths.issue, async (c) => {
    const actor = personOf(c);
    const form = await readForm(c, chosen);
    const lines = form.ok ? form.value.ligne : [];
    if (lines.length === 0) return showToIssue(web, c, refusals.nothingChosen);
    const [only] = lines;
    if (lines.length === 1 && only) {
      const issued = await kernel.transact(actor, (act) => issueInvoice(act, only));
      if (!isRefusal(issued)) return c.redirect(billingPaths.invoice(issued.id), 303);
      return refused(c, issued, (refusal) => showToIssue(web, c, refusal));
    }
    const batch = await kernel.transact(actor, (act) => startBatch(act, lines));
    if (!isRefusal(batch)) return c.redirect(billingPaths.batch(batch.id), 303);
    return refused(c, batch, (refusal) => showToIssue(web, c, refusal));
  });
  app.get(billingPaths.batch(`:id${idPattern}`), async (c) => {
    const lines = await readBatch(db, personOf(c), idOf(c));
    if (lines.length === 0) return notFound(c);
    return page(c, { title: 'Émission de plusieurs factures' }, <BatchPage id={idOf(c)} lines={lines} />);
  });

  app.get(billingPaths.line(`:id${idPattern}`), (c) => showLine(web, c));
  app.post(billingPaths.line(`:id${idPattern}`), async (c) => {
    const id = idOf(c);
    const form = await readForm(c, lineInput);
    if (!form.ok) return showLine(web, c, { typed: form.typed, errors: form.errors, status: 422 });
    const done = await kernel.transact(personOf(c), (act) => completeLine(act, { id, ...form.value }));
    if (!isRefusal(done)) return c.redirect(billingPaths.line(id), 303);
    return refused(c, done, (refusal, status) => showLine(web, c, { typed: form.typed, refusal, status }));
  });
  app.post(billingPaths.issueLine(`:id${idPattern}`), async (c) => {
    const id = idOf(c);
    const issued = await kernel.transact(personOf(c), (act) => issueInvoice(act, id));
    if (!isRefusal(issued)) return c.redirect(billingPaths.invoice(issued.id), 303);
    return refused(c, issued, (refusal, status) => showLine(web, c, { refusal, status }));
  });

  app.get(billingPaths.fruitless(`:id${idPattern}`), (c) => showFruitless(web, c));
  app.post(billingPaths.fruitless(`:id${idPattern}`), async (c) => {
    const appointment = idOf(c);
    const form = await readForm(c, fruitlessInput);
    if (!form.ok) return showFruitless(web, c, { typed: form.typed, errors: form.errors, status: 422 });
    const done = await kernel.transact(personOf(c), (act) =>
      billFruitlessVisit(act, { appointment, ...form.value }),
    );
    if (!isRefusal(done)) return c.redirect(billingPaths.line(done.line), 303);
    return refused(c, done, (refusal, status) =>
      showFruitless(web, c, { typed: form.typed, refusal, status }),
    );
  });
  return app;
}

async function showToIssue(web: Web, c: WebContext, refusal?: Refusal): Promise<Response> {
  const { db, kernel } = web;
  const actor = personOf(c);
  const now = kernel.clock();
  const query = new URL(c.req.url).searchParams;
  const issuers = await ownIssuers(db, actor);
  const issuer = (issuers.find(({ id }) => id === query.get('emetteur')) ?? issuers[0])?.id ?? '';
  const text = searched(query);
  const wanted = pageWanted(query, linePaging);
  const found = await linesToIssue(db, issuer, text, wanted);
  const delay = await delayAt(db, 'invoice-issue', now);
  const charged = await settingAt(db, 'bill-fruitless-visit', now);
  return page(
    c,
    { title: 'À facturer', width: 'desk', status: refusal ? 409 : 200 },
    <ToIssuePage
      view={{
        list: {
          path: billingPaths.toIssue,
          query,
          wanted,
          page: {
            ...found,
            rows: found.rows.map((row) => ({ ...row, late: dueDates(delay, row.since).end <= now })),
          },
          total: await countLines(db, issuer, text),
        },
        issuers,
        issuer,
        counts: await countsOf(db, [issuer]),
        fruitless: charged ? await fruitlessVisits(db, actor) : [],
        now,
        refusal: refusal?.sentence,
      }}
    />,
  );
}

async function showLine(web: Web, c: WebContext, shown: Shown = {}): Promise<Response> {
  const { db, kernel } = web;
  const now = kernel.clock();
  const id = idOf(c);
  const found = await readLine(db, personOf(c), id, now);
  if (!found) return notFound(c);
  const invoice = await invoiceOfLine(db, id);
  if (invoice && !shown.refusal) return c.redirect(billingPaths.invoice(invoice), 303);
  const { line } = found;
  const kept = {
    quantity: String(line.quantity),
    quantityReason: line.quantity_reason,
    engagementNumber: line.engagement_number,
    serviceCode: line.service_code,
  };
  return page(
    c,
    {
      title: `À facturer : ${line.organisation_name}`,
      status: shown.status ?? 200,
      invalid: shown.status === 422,
    },
    <LinePage
      view={{
        ...found,
        typed: shown.typed ?? kept,
        errors: shown.errors ?? {},
        refusal: shown.refusal?.sentence,
        now,
      }}
    />,
  );
}

async function showFruitless(web: Web, c: WebContext, shown: Shown = {}): Promise<Response> {
  const { db, kernel } = web;
  const now = kernel.clock();
  const [visit] = await fruitlessVisits(db, personOf(c), idOf(c));
  const terms = visit?.order_id ? (await orderFacts(db, visit.order_id)).terms : null;
  if (!visit || !terms || !(await settingAt(db, 'bill-fruitless-visit', now))) return notFound(c);
  return page(
    c,
    {
      title: 'Facturer un déplacement sans remise',
      width: 'reading',
      status: shown.status ?? 200,
      invalid: shown.status === 422,
    },
    <FruitlessPage
      view={{ typed: shown.typed ?? {}, errors: shown.errors ?? {}, refusal: shown.refusal?.sentence }}
      visit={visit}
      price={interventionPrice(terms).unit_price}
      reasons={await reasonsAt(db, 'fruitless-visit', now)}
    />,
  );
}
