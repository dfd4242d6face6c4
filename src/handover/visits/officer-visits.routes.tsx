import { Hono } from 'hono';
import { DateTime } from 'luxon';
import { personById } from '#src/directory/index.js';
import { visitCalendar } from '#src/handover/invitations/visit-event.js';
import { handoverPaths } from '#src/handover/paths.js';
import type { Visit } from '#src/handover/types.js';
import { bodiesOf } from '#src/platform/acts/actor.js';
import type { Refusal } from '#src/platform/acts/refusal.js';
import { longDate } from '#src/platform/french/french.js';
import { parisDay, parisInstant } from '#src/platform/french/working-time.js';
import { listAsked } from '#src/platform/lists/named-list.js';
import { pageWanted } from '#src/platform/lists/paging.js';
import { searched } from '#src/platform/lists/search.js';
import { isUuid } from '#src/platform/uuid.js';
import { notFound, page, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { AgendaPage } from './agenda.page.js';
import { VisitPage } from './visit.page.js';
import { agreedPaging, agreedVisits, countAgreed, visitLists, visitsBetween } from './visit-lists.js';
import { officersOf } from './visit-page-data.js';
import { findVisit } from './visit-store.js';
import { AgreedVisitsPage, WaitingHoldersPage } from './visits.page.js';
import { countWaiting, waitingHolders, waitingPaging } from './waiting-holders.js';

/** The visit, for the delivery officers of its centre; undefined: it does not exist for this person. */
export async function officersVisit(web: Web, c: WebContext): Promise<Visit | undefined> {
  const visit = await findVisit(web.db, c.req.param('id') ?? '');
  return visit && bodiesOf(personOf(c), 'delivery-officer').includes(visit.delivery_centre_id)
    ? visit
    : undefined;
}

async function showVisit(web: Web, c: WebContext, visit: Visit, refusal?: Refusal): Promise<Response> {
  const officer = await personById(web.db, visit.officer_id);
  return page(
    c,
    {
      title: `Rendez-vous, ${visit.files[0]?.organisation_name ?? ''}`,
      again: refusal && 409,
    },
    <VisitPage
      visit={visit}
      officer={officer?.name ?? ''}
      now={web.kernel.clock()}
      refusal={refusal?.sentence}
    />,
  );
}

/** `/rendez-vous/…`: whom to arrange a visit with, the agenda, each visit; for delivery officers. */
export function officerVisitRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();
  routes.use(handoverPaths.visits, signedIn);
  routes.use(`${handoverPaths.visits}/*`, signedIn);
  const centresOf = (c: WebContext): string[] => bodiesOf(personOf(c), 'delivery-officer');

  routes.get(handoverPaths.visits, async (c) => {
    if (centresOf(c).length === 0) return notFound(c);
    const person = personOf(c);
    const url = new URL(c.req.url).searchParams;
    const list = listAsked(visitLists, url);
    const text = searched(url);
    const common = { path: handoverPaths.visits, query: url };
    const now = web.kernel.clock();
    if (list.key === 'fixes') {
      const wanted = pageWanted(url, agreedPaging);
      const found = {
        page: await agreedVisits(web.db, person, text, wanted),
        total: await countAgreed(web.db, person, text),
      };
      return page(
        c,
        { title: 'Rendez-vous fixés', width: 'desk' },
        <AgreedVisitsPage list={{ ...common, wanted, ...found }} text={text} now={now} />,
      );
    }
    const wanted = pageWanted(url, waitingPaging);
    const found = {
      page: await waitingHolders(web.db, person, list, text, wanted),
      total: await countWaiting(web.db, person, list, text),
    };
    return page(
      c,
      { title: `Rendez-vous : ${list.label.toLowerCase()}`, width: 'desk' },
      <WaitingHoldersPage list={{ ...common, wanted, ...found }} shown={list} text={text} now={now} />,
    );
  });

  routes.get('/rendez-vous/agenda', async (c) => {
    const [centre] = centresOf(c);
    if (!centre) return notFound(c);
    const person = personOf(c);
    const monday = mondayOf(c.req.query('semaine'), web.kernel.clock());
    const agent = c.req.query('agent') ?? person.id;
    const officer = agent === 'tous' || !isUuid(agent) ? 'tous' : agent;
    const from = parisInstant(monday.toISODate() ?? '');
    const until = parisInstant(monday.plus({ weeks: 1 }).toISODate() ?? '');
    const title = `Semaine du ${longDate(from)}`;
    const week = weekOf(monday);
    const to = (weeks: number): string =>
      `${handoverPaths.agenda(weekOf(monday.plus({ weeks })))}&agent=${officer}`;
    return page(
      c,
      { title, width: 'page' },
      <AgendaPage
        visits={
          await visitsBetween(web.db, person, {
            from,
            until,
            officerId: officer === 'tous' ? undefined : officer,
          })
        }
        title={title}
        officers={await officersOf(web.db, centre)}
        officer={officer}
        week={week}
        previous={to(-1)}
        next={to(1)}
      />,
    );
  });

  routes.get('/rendez-vous/:id{[0-9a-f-]{36}}', async (c) => {
    const visit = await officersVisit(web, c);
    return visit ? showVisit(web, c, visit) : notFound(c);
  });

  routes.get('/rendez-vous/:id{[0-9a-f-]{36}}/rendez-vous.ics', async (c) => {
    const visit = await officersVisit(web, c);
    return visit?.starts_at ? calendarResponse(web, visit) : notFound(c);
  });
  return routes;
}

/** The event as a file to open in one's calendar. */
export async function calendarResponse(web: Web, visit: Visit): Promise<Response> {
  const at = web.kernel.clock();
  const text = await visitCalendar(web.db, visit, { method: 'REQUEST', at, baseUrl: web.baseUrl });
  return new Response(text, {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'attachment; filename="rendez-vous.ics"',
      'Cache-Control': 'no-store',
    },
  });
}

function mondayOf(week: string | undefined, now: Date): DateTime {
  const asked = DateTime.fromISO(/^\d{4}-W\d{2}$/.test(week ?? '') ? (week ?? '') : '', { zone: 'utc' });
  const day = asked.isValid ? asked : DateTime.fromISO(parisDay(now), { zone: 'utc' });
  return day.startOf('week');
}

function weekOf(monday: DateTime): string {
  return monday.toFormat("kkkk-'W'WW");
}
