import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { noAuthority } from '#src/no-authority.js';
import { openRelay, type Relay } from '#test/relay.js';
import type { Visitor } from '#test/visitor.js';

let relay: Relay;
let buyer: Visitor;
let holder: Visitor;
let id: string;
const now = new Date('2026-11-24T09:00:00Z');

beforeAll(async () => {
  relay = await openRelay();
  buyer = await relay.as('Gwenola Achat');
  const { suspend, resume, revoke } = noAuthority;
  Object.assign(relay.authority, { suspend, resume, revoke });
});
afterAll(() => relay.close());

/** A certificate in its holder's hands, suspended and resumed: two answers of the authority are awaited. */
beforeEach(async () => {
  relay.clock.set(now);
  const order = await relay.tell({ stage: 'transmitted', files: ['validated'], visit: 'handed-over' });
  const found = await relay.one(sql<{ id: string; email: string }>`SELECT id, email FROM certificate_facts
    WHERE file_id = ${order.files[0]}`);
  id = found.id;
  holder = await relay.reading(found.email);
  const mislaid = { reason: 'suspension.key-mislaid', comment: '' };
  expect((await holder.post(`/certificats/${id}/suspension`, mislaid)).status).toBe(303);
  expect((await holder.post(`/certificats/${id}/remise-en-service`)).status).toBe(303);
});

const path = (): string => `/certificats/${id}/confirmation`;

async function fields(on: string, reference = 'TEL-12'): Promise<Record<string, string>> {
  const { html } = await buyer.get(path());
  return { call: /name="call" value="([^"]*)"/.exec(html)?.[1] ?? '', on, reference };
}

function calls(): Promise<{ step: string; reference: string | null; on: string | null }[]> {
  return sql<{ step: string; reference: string | null; on: string | null }>`SELECT step, reference,
      to_char(confirmed_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD') AS on
    FROM certificate_calls WHERE certificate_id = ${id} ORDER BY number`
    .execute(relay.database.db)
    .then(({ rows }) => rows);
}

test('a confirmation is the purchasing officers’ to get after the delay of the catalogue', async () => {
  relay.clock.set(new Date('2026-11-24T09:59:00Z'));
  expect((await buyer.get('/')).html).not.toContain(path());
  relay.clock.set(new Date('2026-11-24T10:01:00Z'));
  expect((await buyer.get('/')).html).toContain(path());
});

test('what the authority did by its own means is noted with its day and reference, one decision after another', async () => {
  relay.clock.set(new Date('2026-11-25T09:00:00Z'));
  const home = await buyer.get('/');
  expect(home.words).toContain('Faire confirmer l’autorité');
  expect(home.html).toContain(path());
  const told = await buyer.get(`/certificats/${id}`);
  expect(told.html).toContain(path());
  expect((await holder.get(`/certificats/${id}`)).html).not.toContain(path());
  expect((await buyer.get(path())).words).toContain('La suspension');

  expect((await buyer.post(path(), await fields('2026-11-24'))).status).toBe(303);
  expect((await buyer.get(path())).words).toContain('La remise en service');
  expect((await buyer.post(path(), await fields('2026-11-25', 'TEL-13'))).status).toBe(303);
  expect(await calls()).toEqual([
    { step: 'suspend', reference: 'TEL-12', on: '2026-11-24' },
    { step: 'resume', reference: 'TEL-13', on: '2026-11-25' },
  ]);
  const after = await buyer.get(`/certificats/${id}`);
  expect(after.words).toContain('Le certificat est actif.');
  expect(after.words).not.toContain('n’a pas encore confirmé');
  expect((await buyer.get(path())).status).toBe(303);
  const { rows } = await sql`SELECT type, data FROM journal_lines WHERE about->>'certificate' = ${id}
    ORDER BY id DESC LIMIT 2`.execute(relay.database.db);
  expect(rows).toEqual([
    { type: 'certificate.resumption-confirmed', data: { reference: 'TEL-13' } },
    { type: 'certificate.suspension-confirmed', data: { reference: 'TEL-12' } },
  ]);
});

test('the page, and the mail to the purchasing body, say who passes a decision on: the service, or by hand where no authority is connected', async () => {
  const page = async (reader: Visitor): Promise<string> => (await reader.get(`/certificats/${id}`)).words;
  expect(await page(buyer)).toContain('La décision lui est transmise, et répétée');
  Object.assign(relay.authority, { byHand: noAuthority.byHand });
  const told = await page(buyer);
  expect(told).toContain('transmettez-lui la décision sans attendre, par ses propres moyens, puis notez');
  expect(told).not.toContain('répétée');
  expect(await page(holder)).toContain('Mégalis Bretagne lui transmet la décision, puis note ici');
  await relay.settle();
  const { rows } = await sql`SELECT recipient FROM mails
    WHERE kind = 'certificate-resumed' AND about->>'certificate' = ${id}
      AND text_body ~ 'transmettez-lui\\s+cette\\s+décision'`.execute(relay.database.db);
  expect(rows).toEqual([{ recipient: 'achats@exemple.fr' }]);
  Object.assign(relay.authority, { byHand: false });
});

test('a day before the request, one to come and a missing reference are refused, and what was typed stays', async () => {
  for (const day of ['2026-11-23', '2026-11-25', '9999-12-31']) {
    const answer = await buyer.post(path(), await fields(day, 'TEL-14'));
    expect([day, answer.status]).toEqual([day, 409]);
    expect(answer.html).toContain('on-erreur');
    expect(answer.html).toContain('value="TEL-14"');
  }
  for (const given of [{ on: '2026-02-30' }, { reference: '' }, { reference: 'x'.repeat(61) }]) {
    expect((await buyer.post(path(), { ...(await fields('2026-11-24')), ...given })).status).toBe(422);
  }
  expect((await calls()).every((call) => call.on === null)).toBe(true);
});

test('pressed twice at once, one decision is noted and the next is not', async () => {
  const form = await fields('2026-11-24');
  const answers = await Promise.all(
    [buyer, await relay.as('Gwenola Achat')].map((each) => each.post(path(), form)),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409]);
  expect(answers.find((answer) => answer.status === 409)?.words).toContain('déjà confirmée');
  expect((await calls()).map((call) => call.on)).toEqual(['2026-11-24', null]);
  expect((await holder.post(path(), form)).status).toBe(404);
});

test('what was noted is not told to an authority that comes within reach', async () => {
  await buyer.post(path(), await fields('2026-11-24'));
  const asked: string[] = [];
  relay.authority.suspend = async () => {
    asked.push('suspend');
    return { suspendedAt: relay.clock() };
  };
  relay.authority.resume = async () => {
    asked.push('resume');
    return { resumedAt: relay.clock() };
  };
  await relay.settle();
  expect(asked.filter((step) => step === 'resume').length).toBeGreaterThan(0);
  expect((await calls()).map((call) => call.reference)).toEqual(['TEL-12', null]);
});
