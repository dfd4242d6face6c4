import { Hono } from 'hono';
import { operatorOf, type Party } from '#src/directory/index.js';
import { recordsOfFile } from '#src/handover/face-to-face/record-store.js';
import type { Visit } from '#src/handover/types.js';
import { calendarResponse } from '#src/handover/visits/officer-visits.routes.js';
import { offeredFor } from '#src/handover/visits/visit-page-data.js';
import { openVisitOf } from '#src/handover/visits/visit-store.js';
import { mailsSent } from '#src/orders/index.js';
import type { Refusal } from '#src/platform/acts/refusal.js';
import { ofName } from '#src/platform/french/french.js';
import { fileResponse, readFile } from '#src/platform/web/files.js';
import type { Again } from '#src/platform/web/form.js';
import { notFound, page, refused } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import {
  choicesOnFile,
  type FileFacts,
  factsOf,
  fileDelays,
  filePaths,
  holderName,
  openRows,
  partiesOnFile,
  whoseTurnOfFile,
} from '#src/registration/index.js';
import { latestSealed, sealStates } from '#src/seals/index.js';
import { FileVisitPage } from './file-visit.page.js';
import type { FileVisitView } from './file-visit-view.js';

/** A file that waits for its handover, with its open visit, as one of its parties reaches it. */
export interface FileVisit {
  readonly file: FileFacts;
  readonly parties: readonly Party[];
  readonly visit: Visit | undefined;
}

/** Who speaks for the holder when a visit is arranged. */
export const holderSide: readonly Party[] = ['correspondent', 'holder'];

/** `/rendez-vous/dossier/…`: the visit of one holder, for that holder, their organisation and who follows the file. */
export function fileVisitRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();

  routes.get('/rendez-vous/dossier/:file', async (c) => {
    const of = await findFileVisit(web, c);
    return of ? showFileVisit(web, c, of) : notFound(c);
  });

  routes.get('/rendez-vous/dossier/:file/rendez-vous.ics', async (c) => {
    const of = await findFileVisit(web, c);
    return of?.visit?.starts_at ? calendarResponse(web, of.visit) : notFound(c);
  });
  routes.get('/rendez-vous/dossier/:file/:number{R-[0-9-]+\\.pdf}', async (c) => {
    const of = await findFileVisit(web, c);
    const records = of ? await recordsOfFile(web.db, of.file.id) : [];
    const record = records.find((each) => `${each.number}.pdf` === c.req.param('number'));
    const stored = record?.pdf_file_id
      ? await readFile(web.db, await latestSealed(web.db, record.pdf_file_id))
      : undefined;
    return stored ? fileResponse(stored) : notFound(c);
  });
  return routes;
}

/** The visit of the file that the address names, for one of these parts if any are named. */
export async function findFileVisit(
  web: Web,
  c: WebContext,
  as?: readonly Party[],
): Promise<FileVisit | undefined> {
  const file = await factsOf(web.db, c.req.param('file') ?? '');
  const parties = file ? partiesOnFile(file, personOf(c)) : [];
  if (!file || !parties.some((party) => !as || as.includes(party))) return undefined;
  return { file, parties, visit: await openVisitOf(web.db, file.id) };
}

export async function showFileVisit(
  web: Web,
  c: WebContext,
  { file, parties, visit }: FileVisit,
  more: Again = {},
): Promise<Response> {
  const now = web.kernel.clock();
  const delays = await fileDelays(web.db, now);
  const choices = choicesOnFile(file, now, delays, parties);
  const besides = openRows(file, now).filter((row) => row.by.some((party) => parties.includes(party)));
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
    back: parties.includes('holder')
      ? { href: filePaths.mine(file.id), label: 'Mon dossier' }
      : { href: filePaths.followed(file.id), label: `Dossier ${ofName(holderName(file))}` },
    mails: await mailsSent(web.db, { file: file.id }, parties, now),
    errors: more.errors ?? {},
    refusal: more.refusal,
    now,
  };
  return page(
    c,
    { title: `Rendez-vous ${ofName(holderName(file))}`, width: 'page', again: more.status },
    <FileVisitPage view={view} />,
  );
}

/** The same page as it now stands, with the sentence of a refusal. */
export function againFileVisit(
  web: Web,
  c: WebContext,
  result: Refusal,
  before: FileVisit,
): Promise<Response> {
  return refused(c, result, async ({ sentence }, status) =>
    showFileVisit(web, c, (await findFileVisit(web, c)) ?? before, { refusal: sentence, status }),
  );
}

/** Steps of a file that are taken on the pages of this slice. */
const visitSteps: ReadonlySet<string> = new Set([
  'propose',
  'agree',
  'none-suits',
  'offer-times',
  'hand-over',
]);
