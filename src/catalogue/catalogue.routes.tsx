import { Hono } from 'hono';
import { z } from 'zod';
import { operatorsOf } from '#src/directory/index.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { parisDay } from '#src/platform/french/working-time.js';
import { formOf, parseForm, type Typed, typedText } from '#src/platform/web/form.js';
import { notFound, page, refused, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { mayConfigure } from './administrator.js';
import { KindPage, KindsPage } from './catalogue.pages.js';
import { addEntry, changeEntry, endEntry } from './entry/change-entry.js';
import { AddEntryPage, EntryPage, type FormView } from './entry/entry.page.js';
import { codeFor } from './entry/entry-code.js';
import { entryFormSchema, entryTyped } from './entry/entry-form.js';
import { listEntries, offeredFor, versionsInWords } from './entry/entry-views.js';
import type { Kind } from './kinds/kind-names.js';
import { type DataOf, definitions, kindWithSlug } from './kinds/kinds.js';
import { cataloguePaths } from './paths.js';
import { countsAt, rowsOfKind, versionsOf } from './store.js';

const endInput = z.object({ on: z.iso.date('Indiquez à partir de quel jour\u202f: une date complète.') });
type Status = 200 | 409 | 422;

/** The catalogue's pages: the installation's administrators only. */
export function catalogueRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();
  app.use('/catalogue/*', signedIn, async (c, next) => (mayConfigure(personOf(c)) ? next() : notFound(c)));

  app.get('/catalogue', async (c) =>
    page(
      c,
      { title: 'Configuration' },
      <KindsPage counts={await countsAt(web.db, today())} operators={(await operatorsOf(web.db)).length} />,
    ),
  );

  app.get('/catalogue/:kind', async (c) => {
    const kind = kindOf(c);
    if (!kind) return notFound(c);
    const group = kind === 'reason' ? (c.req.query('groupe') ?? '') : '';
    const entries = (await listEntries(web.db, kind, today())).filter(
      ({ code }) => group === '' || code.startsWith(`${group}.`),
    );
    return page(c, { title: definitions[kind].title }, <KindPage {...{ kind, entries, group }} />);
  });

  app.get('/catalogue/:kind/ajout', async (c) => {
    const kind = kindOf(c);
    return kind && definitions[kind].codes !== 'fixed' ? askNew(c, kind, {}, {}) : notFound(c);
  });

  app.post('/catalogue/:kind/ajout', async (c) => {
    const kind = kindOf(c);
    if (!kind || definitions[kind].codes === 'fixed') return notFound(c);
    const form = parseForm(await formOf(c), entryFormSchema(definitions[kind].fields));
    const body = typedText(form.typed, 'code');
    const unknownBody = (await bodiesFor(kind))?.every(({ value }) => value !== body) ?? false;
    const errors = {
      ...(unknownBody ? { code: 'Choisissez un organisme dans la liste.' } : {}),
      ...(form.ok ? {} : form.errors),
    };
    if (!form.ok || unknownBody) return askNew(c, kind, form.typed, errors, undefined, 422);
    const data = form.value.data as DataOf<Kind>;
    const taken = new Set((await rowsOfKind(web.db, kind)).map((row) => row.code));
    const code = definitions[kind].codes === 'free' ? codeFor(kind, data, taken) : body;
    const outcome = await web.kernel.transact(personOf(c), (act) =>
      addEntry(act, { kind, code, from: form.value.from, data }),
    );
    return conclude(c, outcome, kind, code, (refusal, status) =>
      askNew(c, kind, form.typed, {}, refusal, status),
    );
  });

  app.get('/catalogue/:kind/:code', async (c) => {
    const kind = kindOf(c);
    return kind ? showEntry(c, kind) : notFound(c);
  });

  app.post('/catalogue/:kind/:code', async (c) => {
    const kind = kindOf(c);
    if (!kind) return notFound(c);
    const form = parseForm(await formOf(c), entryFormSchema(definitions[kind].fields));
    if (!form.ok) return showEntry(c, kind, { ...form, status: 422 });
    const outcome = await web.kernel.transact(personOf(c), (act) =>
      changeEntry(act, {
        kind,
        code: codeOf(c),
        from: form.value.from,
        data: form.value.data as DataOf<Kind>,
      }),
    );
    return conclude(c, outcome, kind, codeOf(c), (refusal, status) =>
      showEntry(c, kind, { typed: form.typed, errors: {}, refusal, status }),
    );
  });

  app.post('/catalogue/:kind/:code/fin', async (c) => {
    const kind = kindOf(c);
    if (!kind) return notFound(c);
    const form = parseForm(await formOf(c), endInput);
    if (!form.ok) return showEntry(c, kind, { errors: form.errors, status: 422 });
    const outcome = await web.kernel.transact(personOf(c), (act) =>
      endEntry(act, { kind, code: codeOf(c), on: form.value.on }),
    );
    return conclude(c, outcome, kind, codeOf(c), (refusal, status) =>
      showEntry(c, kind, { refusal, status }),
    );
  });

  async function showEntry(
    c: WebContext,
    kind: Kind,
    given: { typed?: Typed; errors?: FormView['errors']; refusal?: string; status?: Status } = {},
  ): Promise<Response> {
    const code = codeOf(c);
    const versions = await versionsOf(web.db, kind, code);
    const latest = versions.findLast((version) => version.valid_to !== version.valid_from);
    if (!latest) return notFound(c);
    const current = versions.find(
      ({ valid_from, valid_to }) => valid_from <= today() && (valid_to === null || valid_to > today()),
    );
    const data = (current ?? latest).data as Record<string, unknown>;
    const typed = given.typed ?? entryTyped(definitions[kind].fields, data);
    const offered = await offeredFor(web.db, kind, today());
    const name = (definitions[kind].name as (data: unknown) => string)(data);
    const { status = 200, errors = {}, refusal } = given;
    return page(
      c,
      { title: name, width: 'reading', status, invalid: status !== 200 },
      <EntryPage
        {...{ code, name }}
        form={{ kind, typed, errors, refusal, offered, today: today() }}
        versions={await versionsInWords(web.db, kind, versions, offered)}
        now={web.kernel.clock()}
        done={c.req.query('fait') === 'oui'}
      />,
    );
  }

  async function askNew(
    c: WebContext,
    kind: Kind,
    typed: Typed,
    errors: FormView['errors'],
    refusal?: string,
    status: Status = 200,
  ): Promise<Response> {
    const offered = await offeredFor(web.db, kind, today());
    return page(
      c,
      { title: `Ajouter\u202f: ${definitions[kind].one}`, width: 'reading', status, invalid: status !== 200 },
      <AddEntryPage
        form={{ kind, typed, errors, refusal, offered, today: today() }}
        bodies={await bodiesFor(kind)}
      />,
    );
  }

  async function bodiesFor(kind: Kind): Promise<{ value: string; label: string }[] | undefined> {
    const { codes } = definitions[kind];
    if (codes !== 'delivery-centre' && codes !== 'operator') return undefined;
    const buyers = codes === 'operator' ? await operatorsOf(web.db, 'purchasing-body') : [];
    return [...buyers, ...(await operatorsOf(web.db, 'delivery-centre'))].map((body) => ({
      value: body.organisationId,
      label: body.name,
    }));
  }

  function today(): string {
    return parisDay(web.kernel.clock());
  }

  return app;
}

async function conclude(
  c: WebContext,
  outcome: object | undefined,
  kind: Kind,
  code: string,
  show: (refusal: string, status: 409) => Promise<Response>,
): Promise<Response> {
  if (!isRefusal(outcome)) return c.redirect(`${cataloguePaths.entry(kind, code)}?fait=oui`, 303);
  return refused(c, outcome as Refusal, ({ sentence }, status) => show(sentence, status));
}

function kindOf(c: WebContext): Kind | undefined {
  return kindWithSlug(c.req.param('kind') ?? '');
}

function codeOf(c: WebContext): string {
  return c.req.param('code') ?? '';
}
