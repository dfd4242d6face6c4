import { Hono } from 'hono';
import type { z } from 'zod';
import { billingPaths, idOf, idPattern } from '#src/billing/paths.js';
import { readInvoice } from '#src/billing/reading.js';
import type { InvoiceFacts } from '#src/billing/rows.js';
import { orderFacts } from '#src/billing/store.js';
import { reasonsAt } from '#src/catalogue/index.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { permits } from '#src/platform/acts/steps.js';
import { parisDay } from '#src/platform/french/working-time.js';
import type { Html } from '#src/platform/ui/index.js';
import { type Again, readForm } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { type ActView, CreditPage, PaymentPage, SendPage } from './acts.page.js';
import { creditInput, creditInvoice } from './credit-invoice.js';
import { type InvoiceStep, invoiceTable } from './invoice.js';
import { showInvoice } from './invoice.routes.js';
import { markPaid, paymentInput } from './mark-paid.js';
import { recipientsOf } from './recipients.js';
import { lastSent, sendInput, sendInvoice } from './send-invoice.js';

/** What an accountant does with an invoice, each on its page. */
export function actRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();
  for (const act of actsOf(web)) {
    app.get(act.path(`:id${idPattern}`), (c) => act.show(c, {}));
    app.post(act.path(`:id${idPattern}`), async (c) => {
      const id = idOf(c);
      const form = await readForm(c, act.input);
      if (!form.ok) return act.show(c, { typed: form.typed, errors: form.errors, status: 422 });
      const done = await act.take(c, id, form.value);
      if (!isRefusal(done)) return c.redirect(billingPaths.invoice(id), 303);
      return refused(c, done, (refusal, status) => act.show(c, { typed: form.typed, refusal, status }));
    });
  }
  return app;
}

/** A form shown again, with the refusal itself: its state may leave no question to ask. */
export interface Shown extends Omit<Again, 'refusal'> {
  readonly refusal?: Refusal;
}

interface InvoiceAct {
  readonly path: (id: string) => string;
  readonly input: z.ZodType;
  readonly take: (c: WebContext, id: string, value: unknown) => Promise<Refusal | undefined>;
  readonly show: (c: WebContext, shown: Shown) => Promise<Response>;
}

/** Send, note the payment, credit: each a page with one question. */
function actsOf(web: Web): InvoiceAct[] {
  const { kernel, db } = web;
  /** A step that the state no longer allows has no question to ask: the invoice's page says what became of it. */
  const ask = async (
    c: WebContext,
    shown: Shown,
    steps: readonly InvoiceStep[],
    title: (invoice: InvoiceFacts) => string,
    question: (view: ActView, invoice: InvoiceFacts) => Promise<Html>,
  ): Promise<Response> => {
    const found = await readInvoice(db, personOf(c), idOf(c), kernel.clock());
    if (!found) return notFound(c);
    const { invoice } = found;
    const open = steps.some((step) => permits(invoiceTable, invoice.state, step, ['accountant']));
    if (!open) return shown.refusal ? showInvoice(web, c, shown.refusal) : notFound(c);
    const view = { typed: shown.typed ?? {}, errors: shown.errors ?? {}, refusal: shown.refusal?.sentence };
    return page(
      c,
      {
        title: title(invoice),
        width: 'reading',
        status: shown.status ?? 200,
        invalid: shown.status === 422,
      },
      await question(view, invoice),
    );
  };
  return [
    {
      path: billingPaths.send,
      input: sendInput,
      take: (c, id, value) =>
        kernel.transact(personOf(c), (act) =>
          sendInvoice(act, { id, ...(value as z.output<typeof sendInput>) }),
        ),
      show: (c, shown) =>
        ask(
          c,
          shown,
          ['send', 'send-again'],
          (invoice) => `Envoyer la facture ${invoice.number}`,
          async (view, invoice) => (
            <SendPage
              view={view}
              invoice={invoice}
              sentBefore={lastSent(invoice)}
              recipients={await recipientsOf(db, await orderFacts(db, invoice.order_id))}
            />
          ),
        ),
    },
    {
      path: billingPaths.pay,
      input: paymentInput,
      take: (c, id, value) =>
        kernel.transact(personOf(c), (act) =>
          markPaid(act, { id, ...(value as z.output<typeof paymentInput>) }),
        ),
      show: (c, shown) =>
        ask(
          c,
          shown,
          ['mark-paid'],
          (invoice) => `Paiement de la facture ${invoice.number}`,
          async (view, invoice) => (
            <PaymentPage view={view} invoice={invoice} today={parisDay(kernel.clock())} />
          ),
        ),
    },
    {
      path: billingPaths.credit,
      input: creditInput,
      take: (c, id, value) =>
        kernel.transact(personOf(c), (act) =>
          creditInvoice(act, { id, ...(value as z.output<typeof creditInput>) }),
        ),
      show: (c, shown) =>
        ask(
          c,
          shown,
          ['credit'],
          (invoice) => `Avoir sur la facture ${invoice.number}`,
          async (view, invoice) => (
            <CreditPage
              view={view}
              invoice={invoice}
              reasons={await reasonsAt(db, 'credit-note', kernel.clock())}
            />
          ),
        ),
    },
  ];
}
