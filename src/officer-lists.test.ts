import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validHtml } from '#test/html.js';
import { openRelay, type Relay } from '#test/relay.js';
import type { Answer, Visitor } from '#test/visitor.js';

let relay: Relay;

/** Rows of a table made after one of them, so many times; `change` gives what differs, with n from 1. */
async function copy(table: string, model: string, times: number, change: string): Promise<void> {
  await sql`INSERT INTO ${sql.raw(table)} SELECT made.* FROM ${sql.raw(table)} m
    CROSS JOIN generate_series(1, ${times}) AS n
    CROSS JOIN LATERAL jsonb_populate_record(m, jsonb_build_object(${sql.raw(change)})) AS made
    WHERE m.id = ${model}`.execute(relay.database.db);
}

/** Seven rows share each instant: the identifier tells them apart. */
const since = `'since', timestamptz '2026-11-01 08:00Z' + (n / 7) * interval '1 minute'`;
const id = (kind: string): string =>
  `('0198000${kind}' || '-' || lpad(n::text, 4, '0') || '-7000-8000-000000000000')::uuid`;

beforeAll(async () => {
  relay = await openRelay();
  const { db } = relay.database;
  const { done, due, agreed } = await relay.tellEnds();
  const ids = await relay.one(sql<Record<string, string>>`SELECT
    (SELECT id FROM order_holders WHERE order_id = ${done.id} LIMIT 1) AS holder,
    (SELECT id FROM certificates WHERE file_id = ${done.files[0]} LIMIT 1) AS certificate,
    (SELECT id FROM tokens WHERE file_id = ${done.files[0]} LIMIT 1) AS token,
    (SELECT appointment_id FROM appointment_files WHERE file_id = ${agreed.files[0]}) AS visit,
    (SELECT i.line_id FROM invoices i WHERE i.order_id = ${done.id} AND i.issuer_id = ${relay.operators.get('Mégalis Bretagne')}) AS line,
    (SELECT id FROM invoices WHERE order_id = ${done.id} AND issuer_id = ${relay.operators.get('Mégalis Bretagne')}) AS invoice,
    (SELECT id FROM mails LIMIT 1) AS mail`);
  await copy(
    'orders',
    done.id,
    130,
    `'id', ${id('1')}, 'number', '2026-35-' || 5000 + n, 'state', 'examined', ${since}`,
  );
  await copy(
    'order_holders',
    ids.holder ?? '',
    130,
    `'id', ${id('2')}, 'order_id', ${id('1')}, 'surname', 'Copie-' || n`,
  );
  await sql`INSERT INTO holder_files (id, order_id, holder_id, office_id, state, since, created_at, email, given_names,
      surname, function, phone, situation, usages, submitted_at, token_ready)
    SELECT ${sql.raw(id('3'))}, h.order_id, h.id, f.office_id,
           CASE WHEN n % 2 = 0 THEN 'submitted' ELSE 'validated' END,
           timestamptz '2026-11-01 08:00Z' + (n / 7) * interval '1 minute', now(), h.email, h.given_name, h.surname,
           h.function, h.phone, h.situation, h.usages, now(), n % 2 = 1
      FROM generate_series(1, 130) AS n JOIN order_holders h ON h.id = ${sql.raw(id('2'))}
      CROSS JOIN (SELECT office_id FROM holder_files WHERE id = ${done.files[0]}) AS f`.execute(db);
  await copy(
    'certificates',
    ids.certificate ?? '',
    130,
    `'id', ${id('4')}, 'file_id', ${id('3')}, 'order_id', ${id('1')},
    'serial', 'copie-' || n, 'state', 'issued'`,
  );
  await copy(
    'tokens',
    ids.token ?? '',
    130,
    `'id', ${id('5')}, 'serial', 'COPIE' || n, 'file_id', ${id('3')},
    'certificate_id', ${id('4')}, 'state', 'received', 'keeper', 'centre', ${since}`,
  );
  await copy(
    'appointments',
    ids.visit ?? '',
    120,
    `'id', ${id('6')}, 'officer_id', (SELECT id FROM people OFFSET n % 5 LIMIT 1),
    'starts_at', timestamptz '2026-12-01 08:00Z' + (n / 5) * interval '1 day',
    'ends_at', timestamptz '2026-12-01 09:00Z' + (n / 5) * interval '1 day'`,
  );
  await copy(
    'billable_lines',
    ids.line ?? '',
    130,
    `'id', ${id('7')}, 'appointment_id', gen_random_uuid(),
    'order_id', ${id('1')}, 'state', 'to-issue', ${since}`,
  );
  await copy(
    'billable_lines',
    ids.line ?? '',
    130,
    `'id', ${id('8')}, 'appointment_id', gen_random_uuid(),
    'order_id', ${id('1')}, 'state', 'invoiced', ${since}`,
  );
  await copy(
    'invoices',
    ids.invoice ?? '',
    130,
    `'id', ${id('9')}, 'line_id', ${id('8')}, 'year', 2025, 'sequence', n,
    'number', 'MB-2025-' || lpad(n::text, 5, '0')`,
  );
  await copy(
    'mails',
    ids.mail ?? '',
    130,
    `'id', ${id('a')}, 'key', 'copie:' || n, 'message_id', '<' || n || '@exemple.fr>',
    'queued_at', timestamptz '2026-11-01 08:00Z' + (n / 7) * interval '1 minute'`,
  );
  await sql`INSERT INTO pgboss.job (name, data, state, created_on)
    SELECT 'mail', '{}', 'failed', timestamptz '2026-11-01 08:00Z' + (n / 7) * interval '1 minute'
      FROM generate_series(1, 120) AS n`.execute(db);
  await sql`INSERT INTO roles (person_id, part, organisation_id, granted_at)
    SELECT p.id, 'correspondent', o.id, timestamptz '2026-11-01 08:00Z'
      FROM (SELECT id FROM people ORDER BY id LIMIT 60) p CROSS JOIN (SELECT id FROM organisations ORDER BY id LIMIT 8) o
    ON CONFLICT DO NOTHING`.execute(db);
  await sql`ANALYZE`.execute(db);
  expect(due.files.length).toBeGreaterThan(0);
}, 120_000);
afterAll(() => relay.close());

/** Every list of an officer: who reads it, its address, and what names a row there. */
const lists: readonly (readonly [path: string, who: string, row: RegExp, noun: RegExp])[] = [
  ['/commandes', 'Gwenola Achat', /<a href="\/commandes\/([0-9a-f-]{36})">/g, /sur 13\d commandes/],
  [
    '/commandes?etat=examined',
    'Gwenola Achat',
    /<a href="\/commandes\/([0-9a-f-]{36})">/g,
    /50 sur 130 commandes/,
  ],
  [
    '/commandes?tri=numero',
    'Gwenola Achat',
    /<a href="\/commandes\/([0-9a-f-]{36})">/g,
    /sur 13\d commandes/,
  ],
  ['/commandes?q=acigne', 'Bleuenn Remise', /<a href="\/commandes\/([0-9a-f-]{36})">/g, /sur 13\d commandes/],
  ['/commandes', 'Nolwenn Le Test', /<a href="\/commandes\/([0-9a-f-]{36})">/g, /sur 13\d commandes/],
  ['/controle', 'Katell Démo', /<a href="\/controle\/([0-9a-f-]{36})">/g, /50 sur 6\d dossiers/],
  [
    '/controle?liste=tous&sens=desc',
    'Katell Démo',
    /<a href="\/controle\/([0-9a-f-]{36})">/g,
    /sur 13\d dossiers/,
  ],
  [
    '/controle?liste=tous&q=copie',
    'Katell Démo',
    /<a href="\/controle\/([0-9a-f-]{36})">/g,
    /50 sur 130 dossiers/,
  ],
  [
    '/rendez-vous?liste=fixes',
    'Bleuenn Remise',
    /<a href="\/rendez-vous\/([0-9a-f-]{36})">/g,
    /50 sur 121 rendez-vous/,
  ],
  ['/cles?liste=centre', 'Bleuenn Remise', /<a href="\/cles\/([0-9a-f-]{36})">/g, /sur 13\d clés/],
  ['/cles?liste=toutes&q=copie', 'Gwenola Achat', /<a href="\/cles\/([0-9a-f-]{36})">/g, /50 sur 130 clés/],
  ['/factures', 'Armelle Facture', /<a href="\/factures\/a-emettre\/([0-9a-f-]{36})">/g, /sur 13\d lignes/],
  [
    '/factures?q=2026-35-5',
    'Armelle Facture',
    /<a href="\/factures\/a-emettre\/([0-9a-f-]{36})">/g,
    /50 sur 130 lignes/,
  ],
  ['/factures/emises', 'Armelle Facture', /<a href="\/factures\/([0-9a-f-]{36})">/g, /sur 13\d factures/],
  [
    '/factures/emises?tri=echeance',
    'Armelle Facture',
    /<a href="\/factures\/([0-9a-f-]{36})">/g,
    /sur 13\d factures/,
  ],
  [
    '/factures/emises?q=MB-2025',
    'Armelle Facture',
    /<a href="\/factures\/([0-9a-f-]{36})">/g,
    /50 sur 130 factures/,
  ],
  ['/courrier', 'Alan Réglage', /<a href="\/courrier\/([0-9a-f-]{36})">/g, /sur \d+ messages/],
  [
    '/travaux',
    'Alan Réglage',
    /formaction="\/travaux\/mail\/([0-9a-f-]{36})\/reprise"/g,
    /50 sur 120 travaux/,
  ],
  ['/roles', 'Alan Réglage', /<a href="\/roles\/([0-9a-f-]{36})\/fin">/g, /50 sur \d+ rôles/],
  ['/journal', 'Maïwenn Regard', /<summary><code>([0-9a-f]{12})…/g, /sur \d+ lignes/],
];

const rowsOf = (answer: Answer, row: RegExp): string[] =>
  [...answer.html.matchAll(row)].map(([, found]) => found ?? '');

function link(answer: Answer, rel: 'prev' | 'next'): string | undefined {
  return new RegExp(`<a href="([^"]+)" rel="${rel}"`).exec(answer.html)?.[1]?.replaceAll('&amp;', '&');
}

describe.each(lists)('%s, for %s', (path, who, row, count) => {
  let reader: Visitor;
  beforeAll(async () => {
    reader = await relay.as(who);
  });

  test('shows fifty, says how many there are, and pages there and back, each row once', async () => {
    const first = await reader.get(path);
    expect(first.status).toBe(200);
    expect(await validHtml(first.html)).toEqual([]);
    expect(first.words.replaceAll(/[\u00a0\u202f]/g, ' ')).toMatch(count);
    expect(link(first, 'prev')).toBeUndefined();
    const pages = [rowsOf(first, row)];
    let page = first;
    for (let next = link(page, 'next'); next !== undefined; next = link(page, 'next')) {
      page = await reader.get(next);
      pages.push(rowsOf(page, row));
    }
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.slice(0, -1).map((rows) => rows.length)).toEqual(pages.slice(0, -1).map(() => 50));
    const all = pages.flat();
    expect(new Set(all).size).toBe(all.length);
    for (const before of pages.slice(0, -1).reverse()) {
      page = await reader.get(link(page, 'prev') ?? '');
      expect(rowsOf(page, row)).toEqual(before);
    }
    expect(link(page, 'prev')).toBeUndefined();
  });

  test.each([
    'apres=hier_x',
    'apres=99999999999999_00000000-0000-7000-8000-000000000000',
    "apres=1_' OR 1=1 --",
    'avant=%00_%00',
    'apres=2026-02-31_00000000-0000-7000-8000-000000000000',
    'tri=constructor&sens=desc',
    'tri=numero&apres=_00000000-0000-7000-8000-000000000000',
    'q=%00&mots=%00&type=%00&commande=%00',
    "q=%25%25'%5C_&mots=%25'&type='&commande=%25",
    'q=a&mots=a',
    `q=${'mot '.repeat(60)}&mots=${'é'.repeat(300)}`,
    'etat=__proto__&liste=constructor&vue=toString&role=x',
    'du=2026-99-99&au=demain',
  ])('answers what it can to ?%s', async (hostile) => {
    const answer = await reader.get(
      `${path}${path.includes('?') ? '&' : '?'}${hostile.replaceAll(' ', '+')}`,
    );
    expect(answer.status).toBe(200);
  });
});

test('what arrives while somebody pages neither repeats nor hides a row that stood there', async () => {
  const reader = await relay.as('Gwenola Achat');
  const row = /<a href="\/commandes\/([0-9a-f-]{36})">/g;
  const first = await reader.get('/commandes?etat=examined');
  const second = await reader.get(link(first, 'next') ?? '');
  const stood = [...rowsOf(first, row), ...rowsOf(second, row)];
  const [model = ''] = rowsOf(second, row);
  // seven orders that waited longer than all, and seven of the very instant of the page's last row
  const { since: last } = await relay.one(
    sql<{ since: Date }>`SELECT since FROM orders WHERE id = ${stood.at(-1)}`,
  );
  await copy(
    'orders',
    model,
    7,
    `'id', ${id('b')}, 'number', '2025-35-' || 6000 + n, 'since', timestamptz '2026-10-01'`,
  );
  await copy(
    'orders',
    model,
    7,
    `'id', ${id('c')}, 'number', '2025-35-' || 7000 + n, 'since', '${last.toISOString()}'`,
  );
  const third = await reader.get(link(second, 'next') ?? '');
  expect(rowsOf(third, row).some((found) => stood.includes(found))).toBe(false);
  const back = await reader.get(link(third, 'prev') ?? '');
  expect(rowsOf(back, row)).toContain(stood.at(-1));
  expect(new Set([...rowsOf(back, row), ...rowsOf(third, row)]).size).toBe(
    rowsOf(back, row).length + rowsOf(third, row).length,
  );
  const start = await reader.get(
    link(await reader.get(link(back, 'prev') ?? ''), 'prev') ?? '/commandes?etat=examined',
  );
  expect(rowsOf(start, row)[0]).toMatch(/^0198000b/);
  expect(start.words).toMatch(/50 sur 144/);
});

test('holders to arrange a visit with come by organisation, all of one together', async () => {
  const reader = await relay.as('Bleuenn Remise');
  const list = await reader.get('/rendez-vous');
  expect(list.words.replaceAll(/[\u00a0\u202f]/g, ' ')).toMatch(/30 sur 65 titulaires/);
  expect(await validHtml(list.html)).toEqual([]);
  const found = await reader.get('/rendez-vous?q=copie-3');
  expect(found.words).toContain('Commune d’Acigné');
  expect((await reader.get('/rendez-vous?q=zzz')).words).toContain('Aucun titulaire ne correspond');
  for (const hostile of ['apres=x', 'avant=1_x', 'q=%00', 'liste=constructor', 'tri=quand&sens=desc']) {
    expect((await reader.get(`/rendez-vous?${hostile}`)).status).toBe(200);
  }
  for (const other of [
    '/rendez-vous/proposition?organisme=%00',
    '/organismes?q=%00ab',
    '/organismes/a-confirmer?q=%00&apres=_x',
  ]) {
    expect((await reader.get(other)).status).toBeLessThan(500);
  }
  for (const week of ['2026-W99', '9999-W01', '0000-W01', 'x', '']) {
    expect((await reader.get(`/rendez-vous/agenda?semaine=${week}&agent=%00`)).status).toBe(200);
  }
});

test.each([
  ['/commandes', 'Rozenn Modèle', 'Aucune commande pour le moment'],
  ['/commandes?q=acigne&vue=purchasing-officer', 'Rozenn Modèle', 'Aucune commande ne correspond'],
  ['/controle?liste=tous', 'Erwan Fictif', 'Aucun dossier ici'],
  ['/controle?liste=tous&q=copie', 'Erwan Fictif', 'Aucun dossier ne correspond'],
  ['/rendez-vous', 'Rozenn Modèle', 'Rien ne vous attend ici'],
  ['/rendez-vous?q=acigne', 'Rozenn Modèle', 'Aucun titulaire ne correspond'],
  ['/rendez-vous?liste=fixes', 'Rozenn Modèle', 'Aucun rendez-vous fixé'],
  ['/cles?liste=toutes&q=copie', 'Rozenn Modèle', 'Aucune clé ne correspond'],
  ['/factures?q=acigne', 'Yvon Ailleurs', 'Aucune ligne ne correspond'],
  ['/factures/emises', 'Yvon Ailleurs', 'Aucune facture émise'],
])('%s shows nothing of another body to %s, and says what to do', async (path, who, words) => {
  const answer = await (await relay.as(who)).get(path);
  expect(answer.status).toBe(200);
  expect(answer.words).toContain(words);
  expect(answer.html).not.toContain('0198000');
});

test('the whole thread of an order is told page by page, of all holders or of one', async () => {
  const reader = await relay.as('Gwenola Achat');
  const order = await relay.one(sql<{ id: string; file: string }>`SELECT o.id, f.id AS file FROM orders o
    JOIN holder_files f ON f.order_id = o.id WHERE f.state = 'handed-over' LIMIT 1`);
  const own = await reader.get(`/commandes/${order.id}`);
  expect(own.html).toContain(`href="/commandes/${order.id}/fil"`);
  const path = `/commandes/${order.id}/fil`;
  const whole = await reader.get(path);
  expect(whole.status).toBe(200);
  expect(await validHtml(whole.html)).toEqual([]);
  expect(whole.words).toMatch(/L’organisme commence la commande/);
  const oldest = await reader.get(`${path}?sens=asc`);
  const told = (answer: Answer): string[] =>
    [...answer.html.matchAll(/<li><time.*?<p>(.*?)<\/p>/g)].map(([, text]) => text ?? '');
  expect(told(oldest)).toEqual(told(whole).reverse());
  expect(told(oldest)[0]).toBe('L’organisme commence la commande');
  const one = await reader.get(`${path}?dossier=${order.file}`);
  expect(told(one).length).toBeLessThan(told(whole).length);
  for (const hostile of ['apres=x', 'avant=1_1', 'apres=1_1', 'dossier=%00', 'sens=x']) {
    expect((await reader.get(`${path}?${hostile}`)).status).toBe(200);
  }
  expect((await (await relay.as('Rozenn Modèle')).get(path)).status).toBe(404);
  expect((await reader.get('/commandes/00000000-0000-0000-0000-00000000000x/fil')).status).toBe(404);
});

test('filters keep the sort, and clearing them keeps it too', async () => {
  const reader = await relay.as('Gwenola Achat');
  const { html } = await reader.get('/commandes?q=acigne&etat=examined&tri=numero&sens=desc');
  expect(html).toContain('<input type="hidden" name="tri" value="numero"');
  expect(html).toContain('<a href="/commandes?tri=numero&amp;sens=desc">Effacer les filtres</a>');
  expect(link({ html } as Answer, 'next')).toContain('q=acigne&etat=examined&tri=numero&sens=desc&apres=');
});

test('a draft counts the holders typed so far', async () => {
  const { id } = await relay.tell({ stage: 'draft' });
  const { number } = await relay.one(
    sql<{ number: string }>`UPDATE orders SET answers = answers || '{"holders": [{}, {}, {}]}'
      WHERE id = ${id} AND quantity = 0 RETURNING number`,
  );
  const { html } = await (await relay.as('Nolwenn Le Test')).get(`/commandes?q=${number}`);
  expect(html).toMatch(new RegExp(`${number}.*?<div>3</div>`, 's'));
});
