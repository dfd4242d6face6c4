import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderPaths } from '#src/orders/paths.js';
import { codesAnHour } from '#src/platform/sign-in/codes.js';
import { openRelay, type Relay } from '#test/relay.js';
import type { Answer } from '#test/visitor.js';

let relay: Relay;
beforeAll(async () => {
  relay = await openRelay();
});
afterAll(() => relay.close());

test('a signatory who asks for codes without end gets a few, and is told when another may leave', async () => {
  const { id } = await relay.tell({ stage: 'to-sign' });
  const { email, documents } = await relay.one(
    sql<{ email: string; documents: string }>`SELECT signatory_email AS email,
      encode(documents_hash, 'hex') AS documents FROM orders WHERE id = ${id}`,
  );
  const mayor = await relay.reading(email);
  const start = relay.clock().getTime();
  const ask = async (minute: number): Promise<Answer> => {
    relay.clock.set(new Date(start + minute * 60_000));
    return mayor.post(orderPaths.signatureCode(id), { documents, conditions: 'oui', mission: 'oui' });
  };
  for (let n = 0; n < codesAnHour; n++) expect((await ask(2 * n)).status).toBe(200);
  const refused = await ask(20);
  expect([refused.status, refused.words]).toEqual([409, expect.stringContaining('un autre dans 40 minutes')]);
  expect(refused.words).toContain('Code à 6 chiffres');
  const { mailed } = await relay.one(
    sql<{ mailed: number }>`SELECT count(*)::int AS mailed FROM mails
      WHERE kind = 'signature-code' AND about->>'order' = ${id}`,
  );
  expect(mailed).toBe(codesAnHour);
  expect((await ask(60)).status).toBe(200);
});

test('in brief, the signatory reads in what quality they sign, and what was said of a holder', async () => {
  const { id } = await relay.tell({ stage: 'to-sign' });
  const said = JSON.stringify({ powerToSign: 'Arrêté 12 du 3 mars 2026', qualifiedConfirmed: 'oui' });
  await sql`UPDATE orders SET answers = jsonb_set(jsonb_set(answers, '{holders,0}', answers->'holders'->0 || ${said}::jsonb),
    '{signatory}', answers->'signatory' || '{"function": "Première adjointe", "byDelegation": "oui"}') WHERE id = ${id}`.execute(
    relay.database.db,
  );
  const { email } = await relay.one(sql<{ email: string }>`
    SELECT signatory_email AS email FROM orders WHERE id = ${id}`);
  const { words } = await (await relay.reading(email)).get(orderPaths.sign(id));
  expect(words).toContain('en qualité de première adjointe, par délégation');
  expect(words).toContain('Pouvoir de signer : Arrêté 12 du 3 mars 2026');
  expect(words).toContain('Usage confirmé : le certificat n’est pas qualifié');
});
