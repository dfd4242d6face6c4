import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validHtml } from '#test/html.js';
import { openRelay, type Relay, type ToldOrder } from '#test/relay.js';

let relay: Relay;
let order: ToldOrder;
let file: string;
const cause = 'Le serveur d’envoi refuse ce message : 550 boîte inconnue';

beforeAll(async () => {
  relay = await openRelay();
  const { db } = relay.database;
  ({ done: order } = await relay.tellEnds());
  file = order.files[0] ?? '';
  await sql`UPDATE mails SET kept_at = NULL, failed_at = queued_at, failure = ${cause}
    WHERE id = (SELECT id FROM mails WHERE about->>'file' = ${file} ORDER BY queued_at DESC, id DESC LIMIT 1)`.execute(
    db,
  );
  // what stands on pages that are not every officer's, and what is about another order
  for (const [key, about] of [
    ['Facture', { order: order.id, invoice: order.id }],
    ['Certificat', { order: order.id, file, certificate: file }],
    ['Clé', { order: order.id, file, token: file }],
    ['Rendez-vous', { order: order.id, file, appointment: file }],
    ['Ailleurs', { order: file, file: order.id }],
  ] as const) {
    await sql`INSERT INTO mails (key, message_id, kind, about, recipient, subject, text_body, html_body, queued_at, sent_at)
      VALUES (${key}, ${key}, 'essai', ${JSON.stringify(about)}::jsonb, 'essai@exemple.fr', ${`Essai ${key}`},
        'http://localhost/porte/secret', 'secret', ${relay.clock()}, ${relay.clock()})`.execute(db);
  }
}, 120_000);
afterAll(() => relay.close());

const pages = {
  order: () => `/commandes/${order.id}`,
  followed: () => `/dossiers/${file}`,
  desk: () => `/controle/${file}`,
  visit: () => `/rendez-vous/dossier/${file}`,
};

describe.each([
  ['Gwenola Achat', ['order', 'followed', 'visit'], ['Certificat', 'Clé', 'Rendez-vous']],
  ['Bleuenn Remise', ['order', 'followed', 'visit'], ['Clé', 'Rendez-vous']],
  ['Katell Démo', ['desk', 'followed', 'visit'], []],
] as const)('%s', (name, read, more) => {
  test.each(read)(
    'reads on the page « %s » what was mailed, as far as its pages are theirs',
    async (page) => {
      const answer = await (await relay.as(name)).get(pages[page]());
      expect(answer.status).toBe(200);
      expect(await validHtml(answer.html)).toEqual([]);
      expect(answer.words).toContain('Courriels envoyés');
      const told = ['Facture', 'Certificat', 'Clé', 'Rendez-vous', 'Ailleurs'].filter((each) =>
        answer.words.includes(`Essai ${each}`),
      );
      expect(told).toEqual(more);
      expect(answer.html).not.toContain('secret');
      expect(answer.html).not.toContain('/porte/');
    },
  );
});

test('a mail that did not go is told with its cause, and the card stands open', async () => {
  const { html, words } = await (await relay.as('Katell Démo')).get(pages.desk());
  expect(words).toContain(cause);
  expect(html).toMatch(
    /<details open[^>]*><summary><span>[^<]*<\/span><span class="fold-note">1.non envoyé</,
  );
});

test.each([
  ['Nolwenn Le Test', ['order', 'followed', 'visit']],
  ['Armelle Facture', ['order']],
  ['Soazig Compte', ['order']],
] as const)('%s, who is no officer of it, reads nothing of the mails', async (name, read) => {
  const visitor = await relay.as(name);
  for (const page of read) {
    const answer = await visitor.get(pages[page]());
    expect(answer.status).toBe(200);
    expect(answer.words).not.toContain('Courriels envoyés');
  }
});

test('ten are shown, the latest first', async () => {
  const { html } = await (await relay.as('Gwenola Achat')).get(pages.order());
  const shown = html.slice(html.indexOf('id="courriels"'));
  expect(shown.split('</table>')[0]?.match(/<time/g)?.length).toBe(10);
  expect(shown.indexOf('Essai Clé')).toBeLessThan(shown.indexOf('Essai Certificat'));
});

test.each(['order', 'file'])('the last ones about one %s are found by their index', async (thing) => {
  const plan = await relay.database.db.transaction().execute(async (tx) => {
    await sql`SET LOCAL enable_seqscan = off`.execute(tx);
    const { rows } = await sql`EXPLAIN SELECT id FROM mails WHERE about->>${sql.lit(thing)} = ${order.id}
      AND NOT about ?| ${['invoice']}::text[] ORDER BY queued_at DESC, id DESC LIMIT 10`.execute(tx);
    return JSON.stringify(rows);
  });
  expect(plan).toContain(`mails_about_${thing}`);
});
