import { Hono } from 'hono';
import { z } from 'zod';
import { catalogueAt, entryAt, settingAt } from '#src/catalogue/index.js';
import { addressDoubts, searchOrganisations } from '#src/directory/index.js';
import {
  type FieldErrors,
  type Nested,
  parseForm,
  readForm,
  retype,
  type Typed,
  typedText,
} from '#src/platform/form.js';
import { notFound, page, refused, signedIn } from '#src/platform/http.js';
import { isRefusal, type Refusal } from '#src/platform/refusal.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web.js';
import type { SectionView } from './answer-section.page.js';
import { sectionTitles } from './answer-section.page.js';
import {
  billingAnswers,
  correspondentAnswers,
  holdersAnswers,
  organisationAnswers,
  type Section,
  sections,
  signatoryAnswers,
} from './answers.js';
import { askForSignature } from './ask-for-signature.js';
import { CheckOrderPage } from './check-order.page.js';
import { draftOrder, draftOrderInput } from './draft-order.js';
import { HoldersSection } from './holders-section.page.js';
import { judgeAnswers, usageToConfirm } from './judge-answers.js';
import { partsIn } from './parts-in-order.js';
import { orderPaths, sectionSlugs } from './paths.js';
import { usageNames } from './reading.js';
import { saveAnswers } from './save-answers.js';
import {
  BillingSection,
  CorrespondentSection,
  OrganisationSection,
  SignatorySection,
} from './sections.page.js';
import { sendAgain } from './send-again.js';
import { StartOrderPage } from './start-order.page.js';
import { type FoundOrder, findOrder, signaturesOf } from './store.js';
import { amounts, coveredHash, productOnSale } from './terms.js';

/** What one section's form holds, to be judged when it is posted. */
const schemas: Readonly<Record<Section, z.ZodType>> = {
  organisation: organisationAnswers,
  correspondent: correspondentAnswers,
  holders: z.object({ holders: holdersAnswers }),
  signatory: signatoryAnswers,
  billing: billingAnswers,
};

const posted = z.object({
  version: z.coerce.number().int().optional().catch(undefined),
  suite: z.string().optional(),
});

/** Steps 1 of the relay: the organisation, both forms in one go, their check. */
export function draftRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();
  app.use('/commandes/*', signedIn);

  app.get(orderPaths.start, async (c) => {
    const query = (c.req.query('q') ?? '').trim().slice(0, 100);
    return startPage(web, c, query);
  });

  app.post(orderPaths.list, async (c) => {
    const form = await readForm(c, draftOrderInput);
    // what was looked for comes back with the sentence, so that there is something to choose from
    const show = (message: string, status: 409 | 422): Promise<Response> =>
      startPage(web, c, typedText(form.typed, 'q').trim().slice(0, 100), { message, status });
    if (!form.ok) return show(Object.values(form.errors)[0] ?? '', 422);
    const actor = personOf(c);
    const result = await web.kernel.transact(actor, (act) => draftOrder(act, actor, form.value));
    if (isRefusal(result)) return refused(c, result, (refusal, status) => show(refusal.sentence, status));
    return c.redirect(orderPaths.section(result.id, 'organisation'), 303);
  });

  for (const section of sections) {
    const path = `/commandes/:id/${sectionSlugs[section]}`;
    app.get(path, async (c) => {
      const order = await draftOf(web, c);
      if (!order) return notFound(c);
      return showSection(web, c, order, section, {
        typed: savedTyped(order, section),
        errors: {},
        refusal: undefined,
      });
    });
    app.post(path, (c) => postSection(web, c, section));
  }

  app.get('/commandes/:id/verification', async (c) => showCheck(web, c));
  app.post('/commandes/:id/demande-de-signature', (c) =>
    conclude(web, c, (id) => web.kernel.transact(personOf(c), (act) => askForSignature(act, id))),
  );
  app.post('/commandes/:id/renvoi', (c) =>
    conclude(web, c, (id) => web.kernel.transact(personOf(c), (act) => sendAgain(act, id))),
  );
  return app;
}

async function startPage(
  web: Web,
  c: WebContext,
  query: string,
  error?: { message: string; status: 409 | 422 },
): Promise<Response> {
  const found = await searchOrganisations(web.db, query, personOf(c));
  return page(
    c,
    {
      title: 'Nouvelle commande',
      width: 'reading',
      ...(error ? { status: error.status, invalid: true } : {}),
    },
    <StartOrderPage
      query={query}
      found={found.organisations}
      more={found.more}
      {...(error ? { error: error.message } : {})}
    />,
  );
}

async function conclude(web: Web, c: WebContext, step: (id: string) => Promise<unknown>): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const result = await step(id);
  if (isRefusal(result)) return refused(c, result, (refusal, status) => showCheck(web, c, refusal, status));
  return c.redirect(orderPaths.order(id), 303);
}

/** The order, where the person prepares it and it is still to be prepared. */
async function draftOf(web: Web, c: WebContext): Promise<FoundOrder | undefined> {
  const actor = personOf(c);
  const order = await findOrder(web.db, actor, c.req.param('id') ?? '');
  if (!order || !['draft', 'returned'].includes(order.state)) return undefined;
  const parts = partsIn(order, actor);
  return parts.includes('correspondent') || parts.includes('purchasing-officer') ? order : undefined;
}

function savedTyped(order: FoundOrder, section: Section): Typed {
  return retype(order.answers[section] ?? {}, section === 'holders' ? 'holders' : '');
}

async function postSection(web: Web, c: WebContext, section: Section): Promise<Response> {
  const body = await c.req.raw.clone().formData();
  const { version, suite } = posted.parse(
    Object.fromEntries([...body].filter(([name]) => name === 'version' || name === 'suite')),
  );
  const form = parseForm(body, schemas[section]);
  const { version: _, suite: __, ...rest } = form.nested as Record<string, Nested>;
  const kept = section === 'holders' ? edited(rest.holders, suite) : rest;
  const actor = personOf(c);
  const id = c.req.param('id') ?? '';
  const result = await web.kernel.transact(actor, (act) =>
    saveAnswers(act, id, section, kept as Nested, version ?? null),
  );
  const order = await findOrder(web.db, actor, id);
  if (isRefusal(result)) {
    return refused(c, result, (refusal, status) =>
      order
        ? showSection(
            web,
            c,
            order,
            section,
            { typed: form.typed, errors: {}, refusal: refusal.sentence },
            status,
          )
        : notFound(c),
    );
  }
  if (c.req.header('X-Autosave')) return c.body(null, 204, { 'X-Version': String(result.version) });
  if (suite === 'plus-tard') return c.redirect(orderPaths.order(id), 303);
  if (suite?.startsWith('ajouter') || suite?.startsWith('retirer')) {
    const count = Array.isArray(kept) ? kept.length : 1;
    return c.redirect(`${orderPaths.section(id, section)}#titulaire-${count}`, 303);
  }
  const errors = { ...(form.ok ? {} : form.errors), ...(await doubtsOf(web, section, form.typed)) };
  if (order && Object.keys(errors).length > 0) {
    return showSection(web, c, order, section, { typed: form.typed, errors, refusal: undefined }, 422);
  }
  const next = sections[sections.indexOf(section) + 1];
  return c.redirect(next ? orderPaths.section(id, next) : orderPaths.check(id), 303);
}

/** Adding or taking away a holder is a button of the form, so that nothing typed is lost on the way. */
function edited(holders: unknown, suite: string | undefined): Nested[] {
  const list = Array.isArray(holders) ? ([...holders] as Nested[]) : [];
  const removed = /^retirer-(\d+)$/.exec(suite ?? '');
  if (removed) list.splice(Number(removed[1]), 1);
  if (suite === 'ajouter') list.push({});
  return list;
}

/** Addresses that are likely wrong are asked about once, and kept when confirmed (rule 2); the same for usages. */
async function doubtsOf(web: Web, section: Section, typed: Typed): Promise<FieldErrors> {
  const errors: Record<string, string> = {};
  const ask = (field: string, confirmed: string): void => {
    const email = typed[field];
    const [doubt] = typeof email === 'string' && email !== '' ? addressDoubts(email) : [];
    if (doubt && typed[confirmed] !== 'oui') errors[`${field}.doubt`] = doubt.sentence;
  };
  if (section === 'signatory') ask('email', 'addressConfirmed');
  if (section !== 'holders') return errors;
  const product = await productOnSale(web.db, web.kernel.clock());
  for (let index = 0; typed[`holders.${index}.email`] !== undefined; index++) {
    const at = (name: string): string => `holders.${index}.${name}`;
    ask(at('email'), at('addressConfirmed'));
    for (const code of [typed[at('usages')] ?? []].flat()) {
      const usage = await entryAt(web.db, 'usage', code, web.kernel.clock());
      if (
        usage?.data.needsQualified &&
        !product?.data.qualified &&
        typed[at('qualifiedConfirmed')] !== 'oui'
      ) {
        errors[at('qualifiedConfirmed')] = usageToConfirm;
      }
    }
  }
  return errors;
}

async function showSection(
  web: Web,
  c: WebContext,
  order: FoundOrder,
  section: Section,
  form: Pick<SectionView, 'typed' | 'errors' | 'refusal'>,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const view: SectionView = {
    order: {
      id: order.id,
      number: order.number,
      organisationName: order.organisation_name,
      version: order.version,
    },
    ...form,
  };
  const options = {
    title: sectionTitles[section],
    status,
    invalid: status !== 200,
    width: 'reading',
  } as const;
  switch (section) {
    case 'organisation':
      return page(c, options, <OrganisationSection view={view} presumed={order.siret_presumed} />);
    case 'correspondent':
      return page(c, options, <CorrespondentSection view={view} />);
    case 'signatory':
      return page(c, options, <SignatorySection view={view} />);
    case 'billing':
      return page(c, options, <BillingSection view={view} />);
    case 'holders':
      return page(c, options, await holdersSection(web, order, view));
  }
}

async function holdersSection(
  web: Web,
  order: FoundOrder,
  view: SectionView,
): Promise<ReturnType<typeof HoldersSection>> {
  const now = web.kernel.clock();
  const product = await productOnSale(web.db, now);
  const mission = await entryAt(web.db, 'mission', order.delivery_centre_id, now);
  const usages = await catalogueAt(web.db, 'usage', now);
  const numbers = Object.keys(view.typed).map((name) => Number(/^holders\.(\d+)\./.exec(name)?.[1] ?? -1));
  const saved = Array.isArray(order.answers.holders) ? order.answers.holders.length : 0;
  return (
    <HoldersSection
      view={view}
      count={Math.max(1, saved, ...numbers.map((each) => each + 1))}
      limit={await settingAt(web.db, 'max-holders', now)}
      usages={usages.map(({ code, data }) => ({
        code,
        label: data.label,
        hint: data.available ? data.explanation : (data.unavailableBecause ?? ''),
        available: data.available && (product?.data.usages.includes(code) ?? true),
        needsQualified: data.needsQualified,
      }))}
      prices={{
        unitPrice: product?.data.unitPrice ?? 0,
        vatRate: product?.data.vatRate ?? 0,
        mission: mission?.data.price ?? 0,
        productName: product?.data.name ?? 'certificat',
        qualified: product?.data.qualified ?? false,
      }}
    />
  );
}

async function showCheck(
  web: Web,
  c: WebContext,
  refusal?: Refusal,
  status: 200 | 409 = 200,
): Promise<Response> {
  const order = await draftOf(web, c);
  if (!order) return notFound(c);
  const now = web.kernel.clock();
  const checked = await judgeAnswers(web.db, order, now);
  const product = await productOnSale(web.db, now);
  const mission = await entryAt(web.db, 'mission', order.delivery_centre_id, now);
  const quantity = Array.isArray(order.answers.holders) ? order.answers.holders.length : 0;
  const signed = (await signaturesOf(web.db, order.id)).some((each) =>
    order.documents_hash?.equals(each.documents_hash),
  );
  const maySendAgain =
    order.state === 'returned' &&
    signed &&
    checked.complete &&
    coveredHash(checked.answers) === order.terms?.coveredHash;
  return page(
    c,
    { title: 'Vérifiez la commande', status, width: 'reading' },
    <CheckOrderPage
      view={{
        order,
        problems: checked.complete ? [] : checked.problems,
        refusal: refusal?.sentence,
        usageNames: await usageNames(web.db, now),
        totals:
          product && mission
            ? {
                ...amounts(quantity, product.data.unitPrice, product.data.vatRate),
                mission: mission.data.price,
              }
            : null,
        maySendAgain,
        onBehalf: !partsIn(order, personOf(c)).includes('correspondent'),
      }}
    />,
  );
}
