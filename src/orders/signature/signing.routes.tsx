import { Hono } from 'hono';
import type { z } from 'zod';
import { entryAt, textAt } from '#src/catalogue/index.js';
import { holdersOf } from '#src/orders/holder-store.js';
import { orderTable } from '#src/orders/order.js';
import { usageNames } from '#src/orders/order-page/reading.js';
import { partsIn } from '#src/orders/parts-in-order.js';
import { orderPaths } from '#src/orders/paths.js';
import { onBehalfWords } from '#src/orders/prepared-on-behalf.js';
import { refusals } from '#src/orders/refusals.js';
import { findOrder } from '#src/orders/store.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { permits } from '#src/platform/acts/steps.js';
import { type ReadForm, readForm, typedText } from '#src/platform/web/form.js';
import { notFound, page, refused, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { sealStates } from '#src/seals/index.js';
import { askSignatureCode, askSignatureCodeInput, signOrder, signOrderInput } from './sign-order.js';
import { type AcceptedConditions, SignOrderPage, type SignView } from './sign-order.page.js';
import { SignedOrderPage } from './signed-order.page.js';

/** The legal representative reads, accepts and signs. */
export function signingRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();
  app.use('/commandes/:id/signature/*', signedIn);
  app.use('/commandes/:id/signature', signedIn);

  app.get('/commandes/:id/signature', (c) => show(web, c, {}));
  app.get('/commandes/:id/signature/code', async (c) => {
    const order = await findOrder(web.db, personOf(c), c.req.param('id'));
    return order && partsIn(order, personOf(c)).includes('legal-representative')
      ? c.redirect(orderPaths.sign(order.id), 303)
      : notFound(c);
  });

  app.post('/commandes/:id/signature/code', async (c) => {
    const form = await readForm(c, askSignatureCodeInput);
    if (!form.ok) return show(web, c, ticked(form), 422);
    const actor = personOf(c);
    const result = await web.kernel.transact(actor, (act) =>
      askSignatureCode(act, actor, c.req.param('id'), form.value),
    );
    if (isRefusal(result))
      return refused(c, result, (refusal, status) =>
        show(web, c, { ...ticked(form), refusal: refusal.sentence }, status),
      );
    if (result === 'mailed') return show(web, c, { codeSentTo: actor.email });
    const typedCode = typedText(form.typed, 'code');
    const refusal = refusals.codeTooSoon(result.minutes).sentence;
    return show(web, c, { codeSentTo: actor.email, typedCode, refusal }, 409);
  });

  app.post('/commandes/:id/signature', async (c) => {
    const form = await readForm(c, signOrderInput);
    const actor = personOf(c);
    if (!form.ok) return show(web, c, { ...ticked(form), codeSentTo: actor.email }, 422);
    const result = await web.kernel.transact(actor, (act) =>
      signOrder(act, actor, c.req.param('id'), form.value),
    );
    if (result === 'signed') return c.redirect(`${orderPaths.sign(c.req.param('id'))}/faite`, 303);
    const refusal: Refusal = isRefusal(result)
      ? result
      : result === 'wrong'
        ? refusals.codeWrong
        : refusals.codeExpired;
    return refused(c, refusal, (no, status) =>
      show(
        web,
        c,
        {
          codeSentTo: actor.email,
          ...(isRefusal(result) ? { refusal: no.sentence } : { errors: { code: no.sentence } }),
        },
        status,
      ),
    );
  });

  app.get('/commandes/:id/signature/faite', async (c) => {
    const order = await findOrder(web.db, personOf(c), c.req.param('id'));
    const mine = order && partsIn(order, personOf(c)).includes('legal-representative');
    if (!mine || !order.submitted_at) return notFound(c);
    const form = order.form_file_id ?? '';
    const seal = form ? (await sealStates(web.db, [form])).get(form) : undefined;
    return page(
      c,
      { title: 'Commande signée', width: 'reading' },
      <SignedOrderPage order={order} seal={seal} now={web.kernel.clock()} />,
    );
  });
  return app;
}

function ticked(form: ReadForm<z.output<typeof askSignatureCodeInput>>): Pick<SignView, 'ticked' | 'errors'> {
  return {
    ticked: {
      conditions: typedText(form.typed, 'conditions') === 'oui',
      mission: typedText(form.typed, 'mission') === 'oui',
    },
    errors: form.ok ? {} : form.errors,
  };
}

async function show(
  web: Web,
  c: WebContext,
  form: Partial<Pick<SignView, 'ticked' | 'errors' | 'refusal' | 'codeSentTo' | 'typedCode'>>,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const actor = personOf(c);
  const order = await findOrder(web.db, actor, c.req.param('id') ?? '');
  if (!order) return notFound(c);
  const { terms, documents_hash: documents } = order;
  if (!terms || !documents || !permits(orderTable, order.state, 'sign', partsIn(order, actor))) {
    const mine = partsIn(order, actor).includes('legal-representative');
    return mine && order.submitted_at ? c.redirect(`${orderPaths.sign(order.id)}/faite`, 303) : notFound(c);
  }
  const view: SignView = {
    order: { ...order, terms },
    holders: await holdersOf(web.db, order.id),
    usageNames: await usageNames(web.db, web.kernel.clock()),
    documents: documents.toString('hex'),
    onBehalf: await onBehalfWords(web.db, order),
    conditions: await acceptedConditions(web, order.delivery_centre_id, new Date(terms.frozenAt)),
    ticked: { conditions: false, mission: false },
    errors: {},
    ...form,
  };
  return page(
    c,
    { title: 'Lire et signer', status, width: 'reading', invalid: status === 422 },
    <SignOrderPage view={view} />,
  );
}

/** What the boxes accept, to be read beside them. */
async function acceptedConditions(web: Web, centre: string, frozenAt: Date): Promise<AcceptedConditions> {
  const { data } = await textAt(web.db, 'conditions-order', frozenAt);
  const mission = await entryAt(web.db, 'mission', centre, frozenAt);
  return {
    order: {
      title: data.title,
      version: data.version,
      paragraphs: data.text.split(/\n\n+/),
      url: webAddress(data.url),
    },
    missionUrl: webAddress(mission?.data.conditionsUrl),
  };
}

/** An address as an administrator types it, often without its scheme. */
function webAddress(typed: string | null | undefined): string | undefined {
  if (!typed) return undefined;
  return /^https?:\/\//.test(typed) ? typed : `https://${typed}`;
}
