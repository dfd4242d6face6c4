import { Hono } from 'hono';
import { z } from 'zod';
import { operatorOf, type Party } from '#src/directory/index.js';
import { fileResponse, readFile } from '#src/platform/files.js';
import { type FieldErrors, readForm, type Typed } from '#src/platform/form.js';
import { notFound, page, refused } from '#src/platform/http.js';
import { isRefusal, type Refusal } from '#src/platform/refusal.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web.js';
import {
  choicesOnFile,
  type FileFacts,
  fileDelays,
  filePaths,
  holderName,
  openRows,
  partiesOnFile,
  whoseTurnOfFile,
} from '#src/registration/index.js';
import { latestSealed, sealStates } from '#src/seals/index.js';
import { pickTime } from './agree-visit.js';
import { handBack, noneSuits, offerDefects, offerInput, offerTimes } from './answer-times.js';
import { cancelVisit } from './cancel-visit.js';
import { FileVisitPage } from './file-visit.page.js';
import type { FileVisitView } from './file-visit-view.js';
import { freeTimes } from './free-times.js';
import { moveToFree, moveToFreeInput } from './move-visit.js';
import { MoveToFreePage } from './move-visit.page.js';
import { OfferTimesPage } from './offer-times.page.js';
import { calendarResponse } from './officer-visits.routes.js';
import { handoverPaths } from './paths.js';
import { instant } from './propose-visit.js';
import { reasonedStep } from './reasoned-step.js';
import { reasonChoices } from './reasons.js';
import { recordsOfFile } from './record-store.js';
import { refusals } from './refusals.js';
import { isUuid, tables } from './store.js';
import { reasonInput } from './token-steps.js';
import type { Visit } from './types.js';
import { offeredFor } from './visit-page-data.js';
import { visitSettings } from './visit-settings.js';
import { openVisitOf } from './visit-store.js';

interface Found {
  readonly file: FileFacts;
  readonly parties: readonly Party[];
  readonly visit: Visit | undefined;
}
interface More {
  readonly typed?: Typed;
  readonly errors?: FieldErrors;
  readonly refusal?: string;
  readonly status?: 409 | 422;
}
const side: readonly Party[] = ['correspondent', 'holder'];

/** `/rendez-vous/dossier/…`: the visit of one holder, for that holder, their organisation and who follows the file. */
export function fileVisitRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();

  const found = async (c: WebContext, as?: readonly Party[]): Promise<Found | undefined> => {
    const id = c.req.param('file') ?? '';
    if (!isUuid(id)) return undefined;
    const file = await tables(web.db)
      .selectFrom('file_facts')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    const parties = file ? partiesOnFile(file, personOf(c)) : [];
    if (!file || !parties.some((party) => !as || as.includes(party))) return undefined;
    return { file, parties, visit: await openVisitOf(web.db, file.id) };
  };

  const show = async (c: WebContext, { file, parties, visit }: Found, more: More = {}): Promise<Response> => {
    const now = web.kernel.clock();
    const delays = await fileDelays(web.db, now);
    const choices = choicesOnFile(file, now, delays, parties);
    const besides = openRows(file, now).filter((row) => row.by.some((party) => parties.includes(party)));
    const holder = parties.includes('holder');
    const records = await recordsOfFile(web.db, file.id);
    const view: FileVisitView = {
      file,
      parties,
      visit,
      turn: whoseTurnOfFile(file, now, delays),
      steps: new Set(besides.map((row) => row.step)),
      mine: choices.next.some((row) => visitSteps.has(row.step)),
      offered: await offeredFor(web.db, [file]),
      records,
      seals: await sealStates(
        web.db,
        records.flatMap((each) => each.pdf_file_id ?? []),
      ),
      centre: await operatorOf(web.db, file.delivery_centre_id, 'delivery-centre'),
      back: holder
        ? { href: filePaths.mine(file.id), label: 'Mon dossier' }
        : { href: filePaths.followed(file.id), label: `Dossier de ${holderName(file)}` },
      errors: more.errors ?? {},
      refusal: more.refusal,
      now,
    };
    const { status } = more;
    return page(
      c,
      {
        title: `Rendez-vous de ${holderName(file)}`,
        width: 'page',
        ...(status ? { status, invalid: true } : {}),
      },
      <FileVisitPage view={view} />,
    );
  };
  const again = (c: WebContext, result: Refusal, before: Found): Promise<Response> =>
    refused(c, result, async ({ sentence }, status) =>
      show(c, (await found(c)) ?? before, { refusal: sentence, status }),
    );

  routes.get('/rendez-vous/dossier/:file', async (c) => {
    const of = await found(c);
    return of ? show(c, of) : notFound(c);
  });

  routes.post('/rendez-vous/dossier/:file/horaire', async (c) => {
    const of = await found(c, side);
    if (!of) return notFound(c);
    const form = await readForm(c, z.object({ time: instant, version: z.coerce.number().int() }));
    if (!form.ok) return show(c, of, { errors: form.errors, status: 422 });
    const { visit } = of;
    if (!visit) return again(c, refusals.noProposal, of);
    const { time, version } = form.value;
    const result = await web.kernel.transact(personOf(c), (act) => pickTime(act, visit.id, time, version));
    return isRefusal(result) ? again(c, result, of) : c.redirect(handoverPaths.ofFile(of.file.id), 303);
  });

  routes.post('/rendez-vous/dossier/:file/aucun', async (c) => {
    const of = await found(c, side);
    if (!of) return notFound(c);
    const result = await web.kernel.transact(personOf(c), (act) => noneSuits(act, of.file.id));
    return isRefusal(result) ? again(c, result, of) : c.redirect(handoverPaths.offer(of.file.id), 303);
  });

  const offerPage = (c: WebContext, { file }: Found, more: More = {}): Promise<Response> => {
    const { typed = {}, errors = {}, refusal, status } = more;
    return page(
      c,
      { title: 'Donner mes disponibilités', width: 'reading', ...(status ? { status, invalid: true } : {}) },
      <OfferTimesPage file={file} typed={typed} errors={errors} refusal={refusal} now={web.kernel.clock()} />,
    );
  };
  routes.get('/rendez-vous/dossier/:file/disponibilites', async (c) => {
    const of = await found(c, side);
    if (!of) return notFound(c);
    return of.file.state === 'to-arrange'
      ? offerPage(c, of)
      : c.redirect(handoverPaths.ofFile(of.file.id), 303);
  });
  routes.post('/rendez-vous/dossier/:file/disponibilites', async (c) => {
    const of = await found(c, side);
    if (!of) return notFound(c);
    const form = await readForm(c, offerInput);
    if (!form.ok) return offerPage(c, of, { typed: form.typed, errors: form.errors, status: 422 });
    const errors = offerDefects(form.value, web.kernel.clock());
    if (Object.keys(errors).length > 0) return offerPage(c, of, { typed: form.typed, errors, status: 422 });
    const result = await web.kernel.transact(personOf(c), (act) => offerTimes(act, of.file.id, form.value));
    if (!isRefusal(result)) return c.redirect(handoverPaths.ofFile(of.file.id), 303);
    return refused(c, result, ({ sentence }, status) =>
      offerPage(c, of, { typed: form.typed, refusal: sentence, status }),
    );
  });

  const movePage = async (c: WebContext, of: Found, more: More = {}): Promise<Response> => {
    const { visit, file } = of;
    if (visit?.state !== 'agreed') return c.redirect(handoverPaths.ofFile(file.id), 303);
    const now = web.kernel.clock();
    const settings = await visitSettings(web.db, now);
    const about = { officerId: visit.officer_id, minutes: visit.minutes, id: visit.id };
    const free = await freeTimes(web.db, settings, now, about);
    const { status } = more;
    return page(
      c,
      { title: 'Déplacer le rendez-vous', width: 'page', ...(status ? { status, invalid: true } : {}) },
      <MoveToFreePage
        visit={visit}
        free={free.map((slot) => slot.start)}
        reasons={await reasonChoices(web.db, 'appointment-moved', now)}
        typed={more.typed ?? {}}
        errors={more.errors ?? {}}
        refusal={more.refusal}
        back={handoverPaths.ofFile(file.id)}
        action={handoverPaths.moveOf(file.id)}
        now={now}
      />,
    );
  };
  routes.get('/rendez-vous/dossier/:file/deplacement', async (c) => {
    const of = await found(c, side);
    return of ? movePage(c, of) : notFound(c);
  });
  routes.post('/rendez-vous/dossier/:file/deplacement', async (c) => {
    const of = await found(c, side);
    const visit = of?.visit;
    if (!of || !visit) return notFound(c);
    const form = await readForm(c, moveToFreeInput);
    if (!form.ok) return movePage(c, of, { typed: form.typed, errors: form.errors, status: 422 });
    const result = await web.kernel.transact(personOf(c), (act) => moveToFree(act, visit.id, form.value));
    if (!isRefusal(result)) return c.redirect(handoverPaths.ofFile(of.file.id), 303);
    return refused(c, result, async ({ sentence }, status) =>
      movePage(c, (await found(c, side)) ?? of, { typed: form.typed, refusal: sentence, status }),
    );
  });

  reasonedStep(web, routes, {
    path: '/rendez-vous/dossier/:file/annulation',
    group: 'appointment-cancelled',
    input: reasonInput,
    button: 'Annuler le rendez-vous',
    danger: true,
    backLabel: 'Retour au rendez-vous',
    find: async (c) => {
      const of = await found(c, side);
      return of?.visit && { ...of, visit: of.visit };
    },
    title: () => 'Annuler le rendez-vous',
    lead: ({ parties, visit }) =>
      visit.files.filter((file) => file.open).length > 1 && !parties.includes('correspondent')
        ? 'Le rendez-vous est maintenu pour les autres titulaires ; le vôtre sera proposé à un autre moment.'
        : 'Le centre de délivrance et les titulaires sont prévenus. Un autre rendez-vous sera proposé.',
    back: ({ file }) => handoverPaths.ofFile(file.id),
    take: (act, { visit }, input) => cancelVisit(act, visit.id, input),
  });
  reasonedStep(web, routes, {
    path: '/rendez-vous/dossier/:file/relance',
    group: 'hand-back',
    input: reasonInput,
    button: 'Demander des disponibilités',
    backLabel: 'Retour au rendez-vous',
    find: (c) => found(c, ['delivery-officer']),
    title: ({ file }) => `Demander des disponibilités pour ${holderName(file)}`,
    lead: () => 'Le correspondant et le titulaire sont priés de donner les jours qui leur conviennent.',
    back: ({ file }) => handoverPaths.ofFile(file.id),
    take: (act, { file }, input) => handBack(act, file.id, input),
  });

  routes.get('/rendez-vous/dossier/:file/rendez-vous.ics', async (c) => {
    const of = await found(c);
    return of?.visit?.starts_at ? calendarResponse(web, of.visit) : notFound(c);
  });
  routes.get('/rendez-vous/dossier/:file/:number{R-[0-9-]+\\.pdf}', async (c) => {
    const of = await found(c);
    const records = of ? await recordsOfFile(web.db, of.file.id) : [];
    const record = records.find((each) => `${each.number}.pdf` === c.req.param('number'));
    const stored = record?.pdf_file_id
      ? await readFile(web.db, await latestSealed(web.db, record.pdf_file_id))
      : undefined;
    return stored ? fileResponse(stored) : notFound(c);
  });
  return routes;
}

/** Steps of a file that are taken on the pages of this slice. */
const visitSteps: ReadonlySet<string> = new Set([
  'propose',
  'agree',
  'none-suits',
  'offer-times',
  'hand-over',
]);
