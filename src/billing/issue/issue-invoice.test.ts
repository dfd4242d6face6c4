import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { type Billing, type OrderMade, openBilling } from '#test/billing.js';
import { issueInvoice } from './issue-invoice.js';

let relay: Billing;
beforeAll(async () => {
  relay = await openBilling();
});
afterAll(() => relay.close());

/** An order of one certificate, handed over at a visit that is over. */
async function delivered(): Promise<{ order: OrderMade; certificate: string; intervention: string }> {
  const order = await relay.order(['Maël Fictif'], { engagementNumber: 'ENG-7', serviceCode: 'FIN' });
  const visit = await relay.visit([order]);
  await relay.handOver(visit, order, 0);
  await relay.hold(visit);
  const [certificate, intervention] = await relay.lines(order);
  return { order, certificate: certificate?.id ?? '', intervention: intervention?.id ?? '' };
}

interface Issued {
  number: string;
  sequence: number;
  state: string;
  gross: number;
  issued_on: string;
  due_on: string;
  buyer: { siret: string; engagementNumber: string };
  lines: { detail: string; quantity: number }[];
}
const invoices = (order?: OrderMade): Promise<Issued[]> =>
  relay.rows(sql<Issued>`SELECT number, sequence, state, gross, issued_on, due_on, buyer, lines FROM invoices
    WHERE ${order === undefined} OR order_id = ${order?.id ?? null} ORDER BY issuer_id, sequence`);

test('an invoice takes the next number, freezes what it prints and is due in thirty days', async () => {
  const { order, certificate } = await delivered();
  const list = await relay.megalis.get('/factures');
  expect(list.words).toContain('Commune d’Acigné');
  const line = await relay.megalis.get(`/factures/a-emettre/${certificate}`);
  expect(line.words).toContain('C’est à vous : émettre la facture');
  expect(line.words).toContain('144,00');
  const issued = await relay.megalis.post(`/factures/a-emettre/${certificate}/emission`);
  expect(issued.status).toBe(303);
  expect(await invoices(order)).toMatchObject([
    {
      number: 'MB-2026-00001',
      state: 'issued',
      gross: 14_400,
      issued_on: '2026-12-02',
      due_on: '2027-01-01',
      buyer: { engagementNumber: 'ENG-7' },
      lines: [{ quantity: 1, detail: expect.stringMatching(/^Titulaire\s: Maël Fictif \(PV R-/) }],
    },
  ]);
  const page = await relay.megalis.get(issued.location ?? '');
  expect(page.words).toContain('C’est à vous : envoyer la facture');
  const pdf = await relay.megalis.get(`${issued.location}/facture.pdf`);
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  expect(pdf.html.startsWith('%PDF-')).toBe(true);
});

test('of two accountants who issue one line at once, one wins and the other reads which invoice it is', async () => {
  const { order, certificate } = await delivered();
  const colleague = await relay.visitor('Gaël Comptable', {
    part: 'accountant',
    body: relay.operators.get('Mégalis Bretagne') ?? '',
  });
  const answers = await Promise.all(
    [relay.megalis, colleague].map((who) => who.post(`/factures/a-emettre/${certificate}/emission`)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  const made = await invoices(order);
  expect(made).toHaveLength(1);
  const refusal = answers.find(({ status }) => status === 409);
  expect(refusal?.words).toContain(`c’est la facture ${made[0]?.number}`);
});

test('twenty invoices issued at once have numbers without a gap or a double', async () => {
  const lines: string[] = [];
  for (let index = 0; index < 20; index++) lines.push((await delivered()).certificate);
  const before = (await invoices()).filter(({ number }) => number.startsWith('MB-')).length;
  const person = await accountant('Mégalis Bretagne');
  const results = await Promise.all(
    lines.map((line) => relay.kernel.transact(person, (act) => issueInvoice(act, line))),
  );
  expect(results.filter(isRefusal)).toEqual([]);
  const numbers = (await invoices()).filter(({ number }) => number.startsWith('MB-'));
  expect(numbers.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: before + 20 }, (_, index) => index + 1),
  );
});

test.each([
  ['fails', async () => Promise.reject(new Error('it fails here'))],
  // the server's process is killed: its transaction never ends
  ['loses its connection', (tx: Act['tx']) => sql`SELECT pg_terminate_backend(pg_backend_pid())`.execute(tx)],
])(
  'an act that %s after taking a number leaves no gap, no invoice and the line as it was',
  async (_, end) => {
    const { order, certificate } = await delivered();
    const person = await accountant('Mégalis Bretagne');
    const last = (await invoices()).filter(({ number }) => number.startsWith('MB-')).length;
    await expect(
      relay.kernel.transact(person, async (act) => {
        await issueInvoice(act, certificate);
        await end(act.tx);
      }),
    ).rejects.toThrow();
    expect(await invoices(order)).toEqual([]);
    const issued = await relay.kernel.transact(person, (act) => issueInvoice(act, certificate));
    expect(issued).toMatchObject({ number: `MB-2026-${String(last + 1).padStart(5, '0')}` });
  },
);

test('each issuer and each year counts for itself, and a day never goes back', async () => {
  const { intervention } = await delivered();
  const { certificate } = await delivered();
  await relay.centre.post(`/factures/a-emettre/${intervention}/emission`);
  expect(await invoices()).toContainEqual(
    expect.objectContaining({ number: 'CDG35-2026-00001', gross: 8_200 }),
  );
  relay.clock.set(new Date('2026-12-31T23:30:00Z'));
  const person = await accountant('Mégalis Bretagne');
  expect(await relay.kernel.transact(person, (act) => issueInvoice(act, certificate))).toMatchObject({
    number: 'MB-2027-00001',
  });
  relay.clock.set(new Date('2026-12-02T09:00:00Z'));
});

test('a line whose visit still runs is not invoiced, one of another body does not exist', async () => {
  const order = await relay.order(['Maël Fictif']);
  const visit = await relay.visit([order]);
  await relay.handOver(visit, order, 0);
  const [certificate] = await relay.lines(order);
  const path = `/factures/a-emettre/${certificate?.id}`;
  expect(await relay.megalis.post(`${path}/emission`)).toMatchObject({
    status: 409,
    words: expect.stringContaining('Le rendez-vous n’est pas terminé'),
  });
  for (const who of [relay.centre, relay.correspondent]) {
    expect((await who.get(path)).status).toBe(404);
    expect((await who.post(`${path}/emission`)).status).toBe(404);
    expect((await who.post(path, { serviceCode: 'X' })).status).toBe(404);
  }
  expect((await relay.stranger().get(path)).location).toMatch(/^\/connexion/);
});

test('before it is issued, references are completed and hours on the spot corrected with their reason', async () => {
  const { intervention, certificate } = await delivered();
  const path = `/factures/a-emettre/${intervention}`;
  const unreasoned = await relay.centre.post(path, { quantity: '3', engagementNumber: 'E9' });
  expect(unreasoned).toMatchObject({ status: 422, words: expect.stringContaining('Dites pourquoi') });
  expect((await relay.centre.post(path, { quantity: 'trois' })).status).toBe(422);
  const done = await relay.centre.post(path, {
    quantity: '3',
    quantityReason: 'trois heures sur place',
    engagementNumber: 'E9',
    serviceCode: 'COMPTA',
  });
  expect(done.status).toBe(303);
  expect((await relay.centre.get(path)).words).toContain('246,00');
  const issued = await relay.centre.post(`${path}/emission`);
  expect((await relay.centre.get(issued.location ?? '')).words).toContain('trois heures sur place');
  expect(await relay.centre.post(path, { serviceCode: 'TARD' })).toMatchObject({ status: 409 });
  // a forged quantity of certificates
  expect(
    await relay.megalis.post(`/factures/a-emettre/${certificate}`, {
      quantity: '2',
      quantityReason: 'pour voir',
    }),
  ).toMatchObject({ status: 409, words: expect.stringContaining('ne se modifie pas') });
});

test('several lines chosen are issued one after another, and a page shows how far they are', async () => {
  const chosen = [await delivered(), await delivered(), await delivered()].map((each) => each.certificate);
  const answer = await relay.megalis.post(
    '/factures/emission',
    new URLSearchParams(chosen.map((id): [string, string] => ['ligne', id])),
  );
  expect(answer.status).toBe(303);
  expect(answer.location).toMatch(/^\/factures\/lots\//);
  const waiting = await relay.megalis.get(answer.location ?? '');
  expect(waiting.words).toContain('0 sur 3');
  expect(waiting.html).toContain('data-refresh');
  // a colleague was faster for one of them
  await relay.megalis.post(`/factures/a-emettre/${chosen[1]}/emission`);
  await relay.settle();
  const done = await relay.megalis.get(answer.location ?? '');
  expect(done.words).toContain('2 factures émises');
  expect(done.words).toContain('vient d’être facturée');
  expect(done.html).not.toContain('data-refresh');
  expect((await relay.centre.get(answer.location ?? '')).status).toBe(404);
  expect((await relay.megalis.post('/factures/emission', {})).words).toContain('Cochez au moins une ligne');
});

test('an issued invoice can neither be deleted nor changed', async () => {
  await expect(relay.rows(sql`DELETE FROM invoices`)).rejects.toThrow('append-only');
  await expect(relay.rows(sql`UPDATE invoices SET gross = gross + 1, net = net + 1`)).rejects.toThrow(
    'corrected by a credit note',
  );
});

async function accountant(body: string): Promise<Parameters<Billing['kernel']['transact']>[0]> {
  const [row] = await relay.rows(
    sql<{ id: string }>`SELECT id FROM people WHERE email = 'armelle.facture@exemple.fr'`,
  );
  return {
    kind: 'person',
    id: row?.id ?? '',
    name: 'Armelle Facture',
    email: 'armelle.facture@exemple.fr',
    roles: [{ part: 'accountant', body: relay.operators.get(body) ?? '' }],
    door: null,
  };
}
