import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttp } from '#src/platform/web/http.js';
import { bareShell } from '#test/front.js';
import { openRelay, type Relay } from '#test/relay.js';
import { Visitor } from '#test/visitor.js';
import { demonstrationRoutes } from './index.js';

let relay: Relay;
/** A browser on the pages that only the demonstration has. */
let chooser: () => Visitor;
let toSign: string;
let typed: string;

beforeAll(async () => {
  relay = await openRelay();
  const http = createHttp({
    web: relay.web,
    routes: [...demonstrationRoutes(relay)],
    actorOf: relay.signIn.actorOf,
    shellOf: bareShell,
  });
  chooser = () => new Visitor(http);
  toSign = (await relay.tell({ stage: 'to-sign' })).id;
  typed = (await relay.tell({ stage: 'to-sign' })).id;
  await sql`UPDATE orders SET signatory_email = 'visiteur@ailleurs.test' WHERE id = ${typed}`.execute(
    relay.database.db,
  );
  await relay.tell({ stage: 'transmitted', files: ['invited'] });
  await relay.tell({ stage: 'transmitted', files: ['validated'], visit: 'proposed' });
}, 120_000);
afterAll(() => relay.close());

/** Whose place is offered with these words, by the press that takes it. */
function placed(html: string, hint: string): string | undefined {
  return new RegExp(`<span>${hint}</span></div><form method="post" action="([^"]+)"`).exec(html)?.[1];
}

test.each([
  ['Une commande à signer', 'Lire et signer la commande', '/commandes/'],
  ['Un dossier à remplir', 'Remplir', '/mon-dossier/'],
  ['Un horaire à choisir', 'Choisir', '/rendez-vous/dossier/'],
])('« %s »: whose place it is finds that on their first page', async (hint, what, page) => {
  const visitor = chooser();
  const press = placed((await visitor.get('/personnages')).html, hint);
  const pressed = await visitor.post(press ?? '');
  expect([pressed.status, pressed.location]).toEqual([303, '/']);
  const there = new Visitor(relay.http);
  for (const [name, value] of visitor.cookies) there.cookies.set(name, value);
  const { words, html } = await there.get('/');
  expect(words).toContain(what);
  expect(html).toContain(`href="${page}`);
  expect((await visitor.get('/personnages')).words).toContain('C’est vous');
});

test('an address that a visitor typed, and one whose step is taken, is nobody’s place', async () => {
  expect((await chooser().post(`/personnages/${typed}`)).status).toBe(404);
  await sql`UPDATE orders SET state = 'submitted' WHERE id = ${toSign}`.execute(relay.database.db);
  expect((await chooser().get('/personnages')).words).not.toContain('Signataires');
  expect((await chooser().post(`/personnages/${toSign}`)).status).toBe(404);
});

test('a certification agent is listed once there is one, with the organisation', async () => {
  const shown = await chooser().get('/personnages');
  expect(shown.words).toContain('Gaëlle Partante Mandataire de certification Commune de Noyal-sur-Vilaine');
});
