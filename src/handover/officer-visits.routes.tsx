import { Hono } from 'hono';
import { DateTime } from 'luxon';
import { personById } from '#src/directory/index.js';
import { bodiesOf } from '#src/platform/actor.js';
import { longDate } from '#src/platform/french.js';
import { notFound, page, signedIn } from '#src/platform/http.js';
import type { Refusal } from '#src/platform/refusal.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web.js';
import { parisDay, parisInstant } from '#src/platform/working-time.js';
import { AgendaPage } from './agenda.page.js';
import { handoverPaths } from './paths.js';
import { isUuid } from './store.js';
import type { Visit } from './types.js';
import { VisitPage } from './visit.page.js';
import { visitCalendar } from './visit-event.js';
import { agreedVisits, visitLists, waitingHolders } from './visit-lists.js';
import { officersOf } from './visit-page-data.js';
import { findVisit } from './visit-store.js';
import { VisitsPage } from './visits.page.js';

/** The visit, for the delivery officers of its centre; undefined: it does not exist for this person. */
export async function officersVisit(web: Web, c: WebContext): Promise<Visit | undefined> {
  const visit = await findVisit(web.db, c.req.param('id') ?? '');
  return visit && bodiesOf(personOf(c), 'delivery-officer').includes(visit.delivery_centre_id)
    ? visit
    : undefined;
}

export async function showVisit(web: Web, c: WebContext, visit: Visit, refusal?: Refusal): Promise<Response> {
  const officer = await personById(web.db, visit.officer_id);
  return page(
    c,
    {
      title: `Rendez-vous, ${visit.files[0]?.organisation_name ?? ''}`,
      ...(refusal ? { status: 409, invalid: true } : {}),
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
    const list = visitLists.find(({ key }) => key === url.get('liste')) ?? visitLists[0];
    const search = (url.get('q') ?? '').trim().slice(0, 100);
    const { groups, more } =
      list.key === 'fixes'
        ? { groups: [], more: false }
        : await waitingHolders(web.db, person, list.key, search);
    const visits = list.key === 'fixes' ? await agreedVisits(web.db, person, {}) : [];
    const words = search.toLowerCase();
    const shown = visits.filter((visit) =>
      `${visit.organisation_name} ${(visit.holders ?? []).join(' ')}`.toLowerCase().includes(words),
    );
    return page(
      c,
      { title: 'Rendez-vous', width: 'desk' },
      <VisitsPage view={{ list, search, groups, visits: shown, more, now: web.kernel.clock() }} />,
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
          await agreedVisits(web.db, person, {
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
