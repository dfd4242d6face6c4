import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#src/platform/acts/actor.js';
import type { Desk } from '#test/registration.js';
import { openSteps } from '#test/registration-steps.js';

let desk: Desk;
let officer: Person;
beforeAll(async () => {
  desk = (await openSteps()).desk;
  officer = await desk.person('Katell Démo', [{ part: 'registration-officer', body: desk.bodies.rennes }]);
  const order = await desk.order([]);
  await sql`INSERT INTO order_holders (order_id, position, given_name, surname, function, email, phone, situation, usages)
    SELECT ${order}, n, 'Anaïs', 'Essai-' || n, 'Agente', 'anais.' || n || '@exemple.fr', '+33639980001', 'agent', '{}'
      FROM generate_series(1, 120) n`.execute(desk.database.db);
  await sql`INSERT INTO holder_files (order_id, holder_id, office_id, state, since, created_at, email, given_names,
      surname, function, phone, situation, usages, submitted_at)
    SELECT order_id, id, ${desk.bodies.rennes}, CASE WHEN position > 110 THEN 'validated' ELSE 'submitted' END,
           timestamptz '2026-11-01' + position * interval '1 minute', now(), email, given_name, surname, function,
           phone, situation, usages, now()
      FROM order_holders WHERE order_id = ${order}`.execute(desk.database.db);
});
afterAll(() => desk.close());

function names(html: string): string[] {
  return [...html.matchAll(/Anaïs (Essai-\d+)<\/a>/g)].map((match) => match[1] ?? '');
}

function link(html: string, rel: 'next' | 'prev'): string {
  return (new RegExp(`<a href="([^"]+)" rel="${rel}"`).exec(html)?.[1] ?? '').replaceAll('&amp;', '&');
}

describe('the list of the desk', () => {
  test('shows the oldest first, fifty a page, each file once, with the count kept by state', async () => {
    const browser = desk.as(officer);
    let page = await browser.get('/controle');
    expect(page.words).toContain('110 dossiers');
    const seen = names(page.html);
    while (link(page.html, 'next')) {
      page = await browser.get(link(page.html, 'next'));
      seen.push(...names(page.html));
    }
    expect(seen).toEqual(Array.from({ length: 110 }, (_, index) => `Essai-${index + 1}`));
  });

  test('keeps its filters in the address, and turns round', async () => {
    const browser = desk.as(officer);
    const newest = await browser.get('/controle?liste=valides&sens=desc');
    expect(names(newest.html)[0]).toBe('Essai-120');
    expect(newest.words).toContain('10 dossiers');
    const found = await browser.get('/controle?liste=tous&q=anais.115@');
    expect(names(found.html)).toEqual(['Essai-115']);
    const accents = await browser.get('/controle?liste=tous&q=ANAIS+essai-12');
    expect(names(accents.html)).toEqual(['Essai-12', 'Essai-120']);
    const odd = await browser.get("/controle?liste=nimporte&q=%25_'&apres=hier_x");
    expect(odd.status).toBe(200);
    expect(odd.words).toContain('Aucun dossier ne correspond');
  });

  test('is for registration officers, and holds the files of their office only', async () => {
    const elsewhere = await desk.person('Brieuc Ailleurs', [
      { part: 'registration-officer', body: desk.bodies.brest },
    ]);
    expect((await desk.as(elsewhere).get('/controle?liste=tous')).words).toContain('Aucun dossier ici');
    expect((await desk.as(desk.author).get('/controle')).status).toBe(404);
    expect((await desk.as(null).get('/controle')).status).toBe(303);
  });

  test('costs an index of each state, whatever the number of files', async () => {
    const { rows } = await sql<{ counted: number; real: number }>`
      SELECT (SELECT files FROM file_counts WHERE office_id = ${desk.bodies.rennes} AND state = 'submitted') AS counted,
             (SELECT count(*) FROM holder_files WHERE office_id = ${desk.bodies.rennes} AND state = 'submitted') AS real`.execute(
      desk.database.db,
    );
    expect(rows[0]?.counted).toBe(rows[0]?.real);
  });
});
