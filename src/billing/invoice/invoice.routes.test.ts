import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueInvoice } from '#src/billing/issue/issue-invoice.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Actor } from '#src/platform/acts/actor.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { type Billing, type OrderMade, openBilling } from '#test/billing.js';
import { validHtml } from '#test/html.js';
import { creditInvoice } from './credit-invoice.js';
import { exportInvoices } from './export-invoices.js';
import { takeNumber } from './invoice-store.js';

let relay: Billing;
beforeAll(async () => {
  relay = await openBilling();
});
afterAll(() => relay.close());

/** The purchasing body's invoice of an order of two certificates; its page. */
async function issued(): Promise<{ order: OrderMade; path: string; number: string }> {
  const order = await relay.order(['Maël Fictif', 'Rozenn Démo'], { engagementNumber: 'ENG-7' });
  const visit = await relay.visit([order]);
  await relay.handOver(visit, order, 0);
  await relay.handOver(visit, order, 1);
  await relay.hold(visit);
  const [certificate] = await relay.lines(order);
  const answer = await relay.megalis.post(`/factures/a-emettre/${certificate?.id}/emission`);
  const [invoice] = await relay.rows(
    sql<{ number: string }>`SELECT number FROM invoices WHERE order_id = ${order.id}`,
  );
  return { order, path: answer.location ?? '', number: invoice?.number ?? '' };
}

const creditAgain = { reason: 'credit-note.goodwill', comment: '', again: 'oui' } as const;

interface GoesOn {
  readonly order: OrderMade;
  readonly visit: string;
  readonly path: string;
  /** The second line, begun by the key handed over after the invoice. */
  readonly open: string;
}

/** A visit one of whose two keys is handed over once the other is invoiced. */
async function issuedThenGoesOn(): Promise<GoesOn> {
  const order = await relay.order(['Maël Fictif', 'Rozenn Démo']);
  const visit = await relay.visit([order]);
  await relay.handOver(visit, order, 0);
  await relay.hold(visit);
  const [first] = await relay.lines(order);
  const answer = await relay.megalis.post(`/factures/a-emettre/${first?.id}/emission`);
  await relay.handOver(visit, order, 1);
  const [, second] = await relay.lines(order);
  return { order, visit, path: answer.location ?? '', open: second?.id ?? '' };
}

/** Lines of certificates, with how many handovers each counts. */
const counted = (
  order: OrderMade,
): Promise<{ id: string; state: string; quantity: number; handovers: number }[]> =>
  relay.rows(sql`SELECT l.id, l.state, l.quantity,
      (SELECT count(*)::int FROM billable_line_handovers h WHERE h.line_id = l.id) AS handovers
    FROM billable_lines l WHERE l.order_id = ${order.id} AND l.kind = 'certificate' ORDER BY l.created_at, l.id`);

/**
 * Begins one act after another while somebody holds the next number of a series, then lets it go: how many rounds
 * the acts needed in all. One more is an act that the database called off, being in a circle.
 */
async function roundsWhileTaken(
  series: 'invoice' | 'credit-note',
  acts: readonly ((act: Act) => Promise<unknown>)[],
): Promise<number> {
  const body = relay.operators.get('Mégalis Bretagne') ?? '';
  const [person] = await relay.rows(
    sql<{ id: string }>`SELECT id FROM people WHERE email = 'armelle.facture@exemple.fr'`,
  );
  const roles = [{ part: 'accountant', body }];
  const accountant: Actor = {
    kind: 'person',
    id: person?.id ?? '',
    name: 'Armelle Facture',
    email: 'armelle.facture@exemple.fr',
    roles,
    door: null,
  };
  let rounds = 0;
  const begun: Promise<unknown>[] = [];
  const held = await relay.database.db.startTransaction().execute();
  await takeNumber(held, body, series, '2026-12-02');
  for (const useCase of acts) {
    let ended = false;
    const done = relay.kernel
      .transact(accountant, (act) => {
        rounds++;
        return useCase(act);
      })
      .finally(() => {
        ended = true;
      });
    begun.push(done);
    await expect.poll(async () => ended || (await waiting()) === begun.length, { timeout: 5_000 }).toBe(true);
  }
  await held.rollback().execute();
  for (const outcome of await Promise.all(begun)) expect(isRefusal(outcome)).toBe(false);
  return rounds;
}

async function waiting(): Promise<number> {
  return (
    await relay.rows(sql`SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`)
  ).length;
}

const mails = (
  order: OrderMade,
): Promise<{ recipient: string; subject: string; text: string; files: number }[]> =>
  relay.rows(sql`SELECT recipient, subject, text_body AS text, jsonb_array_length(attachments) AS files FROM mails
    WHERE about->>'order' = ${order.id} ORDER BY id`);

test('the form that sends an invoice, pressed twice, sends one mail to each', async () => {
  const { order, path } = await issued();
  const seen = /name="sentBefore" value="([^"]*)"/.exec((await relay.megalis.get(`${path}/envoi`)).html)?.[1];
  expect(seen).toBe('');
  expect((await relay.megalis.post(`${path}/envoi`, { sentBefore: '' })).status).toBe(303);
  const twice = await relay.megalis.post(`${path}/envoi`, { sentBefore: '' });
  expect([twice.status, twice.words]).toEqual([
    409,
    expect.stringContaining('rien n’est parti une seconde fois'),
  ]);
  expect(await mails(order)).toHaveLength(2);
});

test('an invoice is sent to the correspondents and to the billing address, then paid', async () => {
  const { order, path, number } = await issued();
  const question = await relay.megalis.get(`${path}/envoi`);
  expect(question.words).toContain('nolwenn.le.test@exemple.fr');
  expect(await relay.megalis.post(`${path}/envoi`, { billingAddress: 'pas une adresse' })).toMatchObject({
    status: 422,
  });
  expect(await relay.megalis.post(`${path}/envoi`, { billingAddress: 'Compta@exemple.fr' })).toMatchObject({
    status: 303,
    location: path,
  });
  const sent = await mails(order);
  expect(sent.map(({ recipient }) => recipient).sort()).toEqual([
    'compta@exemple.fr',
    'nolwenn.le.test@exemple.fr',
    'perrine.brouillon@exemple.fr',
  ]);
  expect(sent[0]?.subject).toContain(`facture ${number}`);
  expect(sent[0]?.subject).toMatch(/288,00\s€/);
  expect(sent[0]?.text).toContain('1er\u00a0janvier 2027');
  expect(sent[0]?.files).toBe(1);

  const page = await relay.megalis.get(path);
  expect(page.words).toContain('On attend le paiement : notez-le quand il arrive');
  expect(await relay.megalis.post(`${path}/paiement`, { paidOn: '2026-12-09' })).toMatchObject({
    status: 409,
  });
  expect(await relay.megalis.post(`${path}/paiement`, { paidOn: 'hier' })).toMatchObject({ status: 422 });
  expect(await relay.megalis.post(`${path}/paiement`, { paidOn: '2026-12-02' })).toMatchObject({
    status: 303,
  });
  expect((await relay.megalis.get(path)).words).toContain('La facture est payée');
  // a second press, from a page that is no longer true
  expect(await relay.megalis.post(`${path}/paiement`, { paidOn: '2026-12-02' })).toMatchObject({
    status: 409,
    words: expect.stringContaining('n’est plus possible'),
  });
  expect((await relay.megalis.get(`${path}/avoir`)).status).toBe(404);
});

test('an invoice sent again is mailed again, once for each time', async () => {
  const { order, path } = await issued();
  await relay.megalis.post(`${path}/envoi`);
  await relay.megalis.post(`${path}/envoi`);
  expect(await mails(order)).toHaveLength(4);
});

test('a credit note calls the whole back, tells who had the invoice, and the line is invoiced anew', async () => {
  const { order, path, number } = await issued();
  await relay.megalis.post(`${path}/envoi`);
  const question = await relay.megalis.get(`${path}/avoir`);
  expect(question.words).toContain('Référence manquante');
  expect(await relay.megalis.post(`${path}/avoir`, { reason: '' })).toMatchObject({ status: 422 });
  expect(await relay.megalis.post(`${path}/avoir`, { reason: 'return.other', again: 'oui' })).toMatchObject({
    status: 409,
    words: expect.stringContaining('Choisissez un motif'),
  });
  const credited = await relay.megalis.post(`${path}/avoir`, {
    reason: 'credit-note.reference-missing',
    comment: '',
    again: 'oui',
  });
  expect(credited.status).toBe(303);
  const page = await relay.megalis.get(path);
  expect(page.words).toContain('Avoir MB-2026-A0001 du');
  const pdf = await relay.megalis.get(`${path}/avoir.pdf`);
  expect(pdf.html.startsWith('%PDF-')).toBe(true);
  const told = (await mails(order)).filter(({ subject }) => subject.includes('À ne plus régler'));
  expect(told.map(({ recipient }) => recipient).sort()).toEqual([
    'nolwenn.le.test@exemple.fr',
    'perrine.brouillon@exemple.fr',
  ]);
  expect(told[0]?.text).toContain('Le numéro d’engagement ou le code service manquait.');

  const [closed, certificate] = await relay.lines(order);
  expect(closed).toMatchObject({ state: 'closed' });
  expect(certificate).toMatchObject({ kind: 'certificate', state: 'to-issue', quantity: 2 });
  const anew = await relay.megalis.post(`/factures/a-emettre/${certificate?.id}/emission`);
  expect(anew.status).toBe(303);
  const rows = await relay.rows(
    sql<{
      number: string;
      state: string;
    }>`SELECT number, state FROM invoices WHERE order_id = ${order.id} ORDER BY id`,
  );
  expect(rows[0]).toEqual({ number, state: 'credited' });
  expect(rows[1]?.state).toBe('issued');
});

test('certificates called back join those of a key handed over after the invoice: each is billed once', async () => {
  const { order, visit, path } = await issuedThenGoesOn();
  const before = await counted(order);
  expect(before.map(({ quantity, handovers }) => [quantity, handovers])).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(await relay.megalis.post(`${path}/avoir`, creditAgain)).toMatchObject({ status: 303 });
  expect(await counted(order)).toEqual([
    { id: before[0]?.id, state: 'closed', quantity: 1, handovers: 0 },
    { id: before[1]?.id, state: 'visit-running', quantity: 2, handovers: 2 },
  ]);
  const told = await relay.rows(sql`SELECT type, about->>'line' AS line, data->'quantity' AS quantity
    FROM journal_lines WHERE chain = ${`order:${order.id}`} ORDER BY position DESC LIMIT 2`);
  expect(told).toEqual([
    { type: 'billable-line.counted', line: before[1]?.id, quantity: 2 },
    { type: 'invoice.credited', line: null, quantity: null },
  ]);
  await relay.hold(visit);
  const anew = await relay.megalis.post(`/factures/a-emettre/${before[1]?.id}/emission`);
  const page = await relay.megalis.get(anew.location ?? '');
  expect(page.words).toContain('288,00');
  expect(page.words).toMatch(/Maël Fictif \(PV R-.*Rozenn Démo \(PV R-/);
});

test('crediting and issuing at once never wait for each other in a circle, whichever comes first', async () => {
  const [one, other, third] = [await issuedThenGoesOn(), await issuedThenGoesOn(), await issuedThenGoesOn()];
  for (const { visit } of [one, other, third]) await relay.hold(visit);
  const credit = ({ path }: GoesOn) => {
    const id = path.split('/').at(-1) ?? '';
    return (act: Act) => creditInvoice(act, { id, ...creditAgain });
  };
  const issue =
    ({ open }: GoesOn) =>
    (act: Act) =>
      issueInvoice(act, open);
  // the credit note waits for its number while another invoice is issued
  expect(await roundsWhileTaken('credit-note', [credit(one), issue(other)])).toBe(2);
  // the line that would take the certificates is being issued
  expect(await roundsWhileTaken('invoice', [issue(third), credit(third)])).toBe(2);
  const lines = await counted(third.order);
  expect(lines.map(({ state, quantity, handovers }) => [state, quantity, handovers])).toEqual([
    ['closed', 1, 0],
    ['invoiced', 1, 1],
    ['to-issue', 1, 1],
  ]);
});

test('a credit note without anything to follow closes the line, and one never sent tells nobody', async () => {
  const { order, path } = await issued();
  await relay.megalis.post(`${path}/avoir`, { reason: 'credit-note.goodwill', again: 'non' });
  expect(await relay.lines(order)).toMatchObject([{ state: 'closed' }, { state: 'to-issue' }]);
  expect(await mails(order)).toEqual([]);
});

test('sending and crediting at once: one wins, the other reads why', async () => {
  const { path } = await issued();
  const answers = await Promise.all([
    relay.megalis.post(`${path}/avoir`, { reason: 'credit-note.goodwill', again: 'non' }),
    relay.megalis.post(`${path}/avoir`, { reason: 'credit-note.goodwill', again: 'oui' }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
});

test('the organisation sees its invoices on its order and opens the PDF; nobody else does', async () => {
  const { order, path, number } = await issued();
  const page = await relay.correspondent.get(`/commandes/${order.id}`);
  expect(page.status).toBe(200);
  expect(page.words).toContain(number);
  expect((await relay.correspondent.get(`${path}/facture.pdf`)).status).toBe(200);
  expect((await relay.correspondent.get(path)).status).toBe(404);
  expect((await relay.correspondent.get('/factures')).status).toBe(404);
  const author = await relay.visitor('Nolwenn Le Test');
  expect((await author.get(`${path}/facture.pdf`)).status).toBe(200);
  const neighbour = await relay.visitor('Ronan Gabarit', {
    part: 'correspondent',
    body: relay.communes.noyal,
  });
  const officer = await relay.visitor('Gwenola Achat', {
    part: 'purchasing-officer',
    body: relay.operators.get('Mégalis Bretagne') ?? '',
  });
  for (const who of [neighbour, officer, relay.centre]) {
    expect((await who.get(`${path}/facture.pdf`)).status).toBe(404);
    expect((await who.get(`${path}/avoir.pdf`)).status).toBe(404);
    expect((await who.get(path)).status).toBe(404);
  }
  for (const act of ['envoi', 'paiement', 'avoir']) {
    expect((await relay.centre.get(`${path}/${act}`)).status).toBe(404);
    expect(
      (
        await relay.centre.post(`${path}/${act}`, {
          paidOn: '2026-12-02',
          reason: 'credit-note.goodwill',
          again: 'non',
        })
      ).status,
    ).toBe(404);
  }
  expect((await officer.get(`/commandes/${order.id}`)).words).not.toContain(number);
  expect((await relay.stranger().get(`${path}/facture.pdf`)).location).toMatch(/^\/connexion/);
});

test('the list filters by words, state and days, keeps its counts, and leaves out what a URL cannot mean', async () => {
  const { number } = await issued();
  const list = await relay.megalis.get('/factures/emises');
  expect(list.words).toContain(number);
  expect(list.words).toContain('Toutes les factures');
  const found = await relay.megalis.get(
    `/factures/emises?q=${number}&etat=issued&du=2026-12-01&au=2026-12-31`,
  );
  expect(found.words).toContain('1 facture');
  expect((await relay.megalis.get('/factures/emises?q=acigne')).words).toContain(number);
  expect((await relay.megalis.get('/factures/emises?du=2027-01-01')).words).toContain(
    'Aucune facture ne correspond',
  );
  expect((await relay.megalis.get('/factures/emises?etat=rien&du=demain&apres=x&tri=echeance')).status).toBe(
    200,
  );
  expect((await relay.megalis.get('/factures/emises?du=2026-02-31')).status).toBe(200);
  expect((await relay.centre.get('/factures/emises')).words).not.toContain(number);
  const counted = await relay.rows(sql<{ state: string; number: number; real: number }>`
    SELECT c.state, c.number, (SELECT count(*) FROM invoices i WHERE i.issuer_id = c.issuer_id AND i.state = c.state)
        + (SELECT count(*) FROM billable_lines l WHERE l.issuer_id = c.issuer_id AND l.state = c.state) AS real
      FROM billing_counts c`);
  expect(counted.length).toBeGreaterThan(3);
  for (const { state, number: kept, real } of counted) expect({ state, kept }).toEqual({ state, kept: real });
});

test('pages of the list follow one another without losing or repeating a row', async () => {
  const [body] = await relay.rows(sql<{ issuer_id: string }>`SELECT issuer_id FROM invoices LIMIT 1`);
  await relay.rows(sql`
    WITH lines AS (
      INSERT INTO billable_lines (issuer_id, order_id, appointment_id, kind, state, since, created_at, quantity, label,
          unit_price, vat_regime, vat_per_mille, delivered_on)
      SELECT l.issuer_id, l.order_id, uuidv7(), 'certificate', 'invoiced', l.since, l.since, 1, l.label, l.unit_price,
          'standard', 200, l.delivered_on
        FROM billable_lines l JOIN invoices i ON i.line_id = l.id, generate_series(1, 130) WHERE i.sequence = 1
      RETURNING id)
    INSERT INTO invoices (issuer_id, buyer_id, order_id, line_id, year, sequence, number, state, since, issued_at,
        issued_by, issued_on, delivered_on, due_on, issuer, buyer, lines, vat_breakdown, net, vat, gross, file_id)
    SELECT i.issuer_id, i.buyer_id, i.order_id, lines.id, 2025, n, 'MB-2025-' || n, 'issued', i.since, i.issued_at,
        i.issued_by, i.issued_on, i.delivered_on, i.due_on, i.issuer, i.buyer, i.lines, i.vat_breakdown, i.net, i.vat,
        i.gross, i.file_id
      FROM invoices i, (SELECT id, row_number() OVER (ORDER BY id) AS n FROM lines) AS lines
     WHERE i.sequence = 1 AND i.year = 2026`);
  for (const sort of ['', '?tri=echeance', '?tri=echeance&sens=desc', '?tri=numero']) {
    const seen: string[] = [];
    let path: string | undefined = `/factures/emises${sort}`;
    while (path) {
      const { html } = await relay.megalis.get(path);
      seen.push(...[...html.matchAll(/<a href="\/factures\/([0-9a-f-]{36})">/g)].map(([, id]) => id ?? ''));
      path = /<a href="([^"]+)" rel="next">/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    }
    const [{ count } = { count: 0 }] = await relay.rows(
      sql<{ count: number }>`SELECT count(*) AS count FROM invoices WHERE issuer_id = ${body?.issuer_id}`,
    );
    expect(seen).toHaveLength(count);
    expect(new Set(seen).size).toBe(count);
  }
});

test('the export is a CSV that a French spreadsheet opens, or one for programs', async () => {
  const french = await relay.megalis.get('/factures/export.csv?du=2026-12-01&au=2026-12-31');
  expect(french.headers.get('content-type')).toContain('text/csv');
  expect(french.headers.get('content-disposition')).toContain('factures-2026-12-01-2026-12-31.csv');
  // the byte order mark is gone once a text is read
  const pieces = exportInvoices(
    relay.database.db,
    relay.operators.get('Mégalis Bretagne') ?? '',
    {},
    '2026-12-02',
    'french',
  );
  expect((await pieces.next()).value).toMatch(/^\uFEFFNuméro;Date d’émission;/);
  expect(french.html).toMatch(/^Numéro;Date d’émission;/);
  const lines = french.html.trimEnd().split('\r\n');
  expect(lines[1]).toMatch(/^MB-2026-00001;02\/12\/2026;01\/01\/2027;/);
  expect(lines[1]).toContain(';240,00;48,00;288,00');
  const [{ count } = { count: 0 }] = await relay.rows(
    sql<{ count: number }>`SELECT count(*) AS count FROM invoices WHERE number LIKE 'MB-%'`,
  );
  expect(lines).toHaveLength(count + 1);
  const plain = await relay.megalis.get('/factures/export.csv?format=plain');
  expect(plain.html).toMatch(/^number,issued_on,due_on,state/);
  expect(plain.html).toContain('24000,4800,28800');
  expect((await relay.correspondent.get('/factures/export.csv')).status).toBe(404);
});

test('every page is valid HTML', async () => {
  const { order, path } = await issued();
  const [, intervention] = await relay.lines(order);
  const pages = ['/factures', '/factures/emises', path, `${path}/envoi`, `${path}/avoir`];
  for (const each of pages) {
    const answer = await relay.megalis.get(each);
    expect(answer.status, each).toBe(200);
    expect(await validHtml(answer.html), each).toEqual([]);
  }
  const line = await relay.centre.get(`/factures/a-emettre/${intervention?.id}`);
  expect(await validHtml(line.html)).toEqual([]);
  await relay.megalis.post(`${path}/envoi`);
  expect(await validHtml((await relay.megalis.get(`${path}/paiement`)).html)).toEqual([]);
  expect(await validHtml((await relay.correspondent.get(`/commandes/${order.id}`)).html)).toEqual([]);
});
