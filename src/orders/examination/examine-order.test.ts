import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inventedAddress } from '#src/demonstration/people-address.js';
import { correspondentPaths } from '#src/directory/index.js';
import { orderPaths } from '#src/orders/paths.js';
import { openRelay, type Relay } from '#test/relay.js';
import type { Visitor } from '#test/visitor.js';

let relay: Relay;
let gwenola: Visitor;
beforeAll(async () => {
  relay = await openRelay();
  gwenola = await relay.as('Gwenola Achat');
});
afterAll(() => relay.close());

const documentsOf = (id: string): Promise<{ documents: string }> =>
  relay.one(sql`SELECT encode(documents_hash, 'hex') AS documents FROM orders WHERE id = ${id}`);

async function examine(id: string): Promise<{ status: number; words: string }> {
  return gwenola.post(orderPaths.examine(id), { ...(await documentsOf(id)), signatoryConfirmed: 'oui' });
}

test('the officer reads whom an examination lets into the organisation, and it lets them in', async () => {
  const { id } = await relay.tell({ stage: 'submitted' });
  const person = { givenName: 'Léna', surname: 'Esquisse', email: 'lena.esquisse@exemple.fr' };
  await sql`UPDATE orders SET answers = jsonb_set(answers, '{correspondent}',
    answers->'correspondent' || ${JSON.stringify(person)}::jsonb) WHERE id = ${id}`.execute(
    relay.database.db,
  );
  const lena = await relay.reading(person.email);
  expect((await lena.get(orderPaths.order(id))).status).toBe(404);
  const page = await gwenola.get(orderPaths.examine(id));
  expect(page.words).toContain('(lena.esquisse@exemple.fr) devient correspondant de l’organisme');
  expect((await examine(id)).status).toBe(303);
  expect((await lena.get(orderPaths.order(id))).status).toBe(200);
  expect((await gwenola.get(orderPaths.countersign(id))).words).not.toContain('devient correspondant');
});

test('a correspondent whose role was ended does not come back by an examination', async () => {
  const { id } = await relay.tell({ stage: 'submitted' });
  const list = correspondentPaths.list(relay.communes.acigne);
  const nolwenn = await relay.as('Nolwenn Le Test');
  const colleague = { name: 'Anna Modèle', email: 'anna.modele@exemple.fr', phone: '02 61 91 00 15' };
  expect((await nolwenn.post(list, colleague)).status).toBe(303);
  const anna = await relay.reading(colleague.email);
  const { role } = await relay.one(sql<{ role: string }>`SELECT r.id AS role FROM roles r
    JOIN people p ON p.id = r.person_id WHERE p.name = 'Nolwenn Le Test' AND r.part = 'correspondent'`);
  expect((await anna.post(`${list}/${role}/fin`)).status).toBe(303);
  expect((await gwenola.get(orderPaths.examine(id))).words).not.toContain('devient correspondant');
  expect((await examine(id)).status).toBe(303);
  expect((await nolwenn.get(orderPaths.order(id))).status).toBe(404);
  expect((await nolwenn.get(list)).status).toBe(404);
  await anna.post(list, {
    name: 'Nolwenn Le Test',
    email: inventedAddress('Nolwenn Le Test'),
    phone: '02 61 91 00 15',
  });
  expect((await nolwenn.get(orderPaths.order(id))).status).toBe(200);
});

test.each([
  ['signed', sql`signatory_email = 'gwenola.achat@exemple.fr'`],
  [
    'follow as its correspondent',
    sql`answers = jsonb_set(answers, '{correspondent,email}', '"gwenola.achat@exemple.fr"')`,
  ],
])('an officer does not examine an order that they %s', async (_, change) => {
  const { id } = await relay.tell({ stage: 'submitted' });
  await sql`UPDATE orders SET ${change} WHERE id = ${id}`.execute(relay.database.db);
  const examined = await examine(id);
  expect([examined.status, examined.words]).toEqual([409, expect.stringContaining('ou elle vous nomme')]);
});
