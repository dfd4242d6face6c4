import { Hono } from 'hono';
import { z } from 'zod';
import {
  billingAnswers,
  correspondentAnswers,
  holdersAnswers,
  organisationAnswers,
  type Section,
  sections,
  signatoryAnswers,
} from '#src/orders/answers.js';
import { orderPaths, sectionSlugs } from '#src/orders/paths.js';
import type { FoundOrder } from '#src/orders/rows.js';
import { findOrder } from '#src/orders/store.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { type Again, formOf, type Nested, parseForm, retype, type Typed } from '#src/platform/web/form.js';
import { notFound, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { answerDoubts } from './answer-doubts.js';
import { addressClashes } from './check-answers.js';
import { findDraft } from './find-draft.js';
import { sectionsToMend } from './judge-answers.js';
import { saveAnswers } from './save-answers.js';
import { showSection } from './show-section.js';

/** Both forms of the order, a page for each of their sections. */
export function sectionRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();

  app.get('/commandes/:id/suite', async (c) => {
    const order = await findDraft(web, c);
    if (!order) return notFound(c);
    const open = await sectionsToMend(web.db, order, web.kernel.clock());
    const first = sections.find((section) => open.has(section));
    return c.redirect(first ? orderPaths.section(order.id, first) : orderPaths.check(order.id), 303);
  });

  for (const section of sections) {
    const path = `/commandes/:id/${sectionSlugs[section]}`;
    app.get(path, async (c) => {
      const order = await findDraft(web, c);
      return order ? showSection(web, c, order, section, { typed: savedTyped(order, section) }) : notFound(c);
    });
    app.post(path, (c) => postSection(web, c, section));
  }
  return app;
}

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

function savedTyped(order: FoundOrder, section: Section): Typed {
  return retype(order.answers[section] ?? {}, section === 'holders' ? 'holders' : '');
}

async function postSection(web: Web, c: WebContext, section: Section): Promise<Response> {
  const body = await formOf(c);
  const { version, suite } = posted.parse(
    Object.fromEntries([...body].filter(([name]) => name === 'version' || name === 'suite')),
  );
  const form = parseForm(body, schemas[section]);
  const { version: _, suite: __, ...rest } = form.nested as Record<string, Nested>;
  const kept = section === 'holders' ? edited(rest.holders, suite) : rest;
  const actor = personOf(c);
  const id = c.req.param('id') ?? '';
  const fromCheck = c.req.query('depuis') === 'verification';
  const here = fromCheck ? orderPaths.sectionFromCheck : orderPaths.section;
  const result = await web.kernel.transact(actor, (act) =>
    saveAnswers(act, id, section, kept as Nested, version ?? null),
  );
  const again = async (why: Again): Promise<Response> => {
    const order = await findOrder(web.db, actor, id);
    return order ? showSection(web, c, order, section, { typed: form.typed, ...why }) : notFound(c);
  };
  if (isRefusal(result)) {
    return refused(c, result, (refusal, status) => again({ refusal: refusal.sentence, status }));
  }
  if (c.req.header('X-Autosave')) return c.body(null, 204, { 'X-Version': String(result.version) });
  if (suite === 'plus-tard') return c.redirect(orderPaths.order(id), 303);
  if (suite?.startsWith('ajouter') || suite?.startsWith('retirer')) {
    const count = Array.isArray(kept) ? kept.length : 1;
    return c.redirect(`${here(id, section)}#titulaire-${count}`, 303);
  }
  const saved = (await findOrder(web.db, actor, id))?.answers ?? {};
  const errors = {
    ...clashesHere(addressClashes(saved, section), section),
    ...(form.ok ? {} : form.errors),
    ...(await answerDoubts(web, id, section, form.typed)),
  };
  if (Object.keys(errors).length > 0) return again({ errors, status: 422 });
  const next = fromCheck ? undefined : sections[sections.indexOf(section) + 1];
  return c.redirect(next ? orderPaths.section(id, next) : orderPaths.check(id), 303);
}

/** Of the addresses that clash, those of one section, by the names of its form. */
function clashesHere(problems: ReturnType<typeof addressClashes>, section: Section): Record<string, string> {
  const own = problems.filter(({ field }) => field.startsWith(`${section}.`));
  return Object.fromEntries(
    own.map(({ field, message }) => [
      section === 'holders' ? field : field.slice(section.length + 1),
      message,
    ]),
  );
}

/** Adding or taking away a holder is a button of the form, so that nothing typed is lost on the way. */
function edited(holders: unknown, suite: string | undefined): Nested[] {
  const list = Array.isArray(holders) ? ([...holders] as Nested[]) : [];
  const removed = /^retirer-(\d+)$/.exec(suite ?? '');
  if (removed) list.splice(Number(removed[1]), 1);
  if (suite === 'ajouter') list.push({});
  return list;
}
