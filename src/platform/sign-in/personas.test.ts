import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Front, openFront } from '#test/front.js';
import { personaRoutes } from './personas.js';

let people: { enora: string; other: string };
let demonstration: Front;
let production: Front;

beforeAll(async () => {
  [demonstration, production] = await Promise.all([open(true), open(false)]);
  const { rows } = await demonstration.database.pool.query(
    `INSERT INTO people (name, email) VALUES ('Enora Le Bihan', 'enora.le-bihan@exemple.fr'),
       ('Quelqu’un', 'quelqu.un@exemple.fr') RETURNING id`,
  );
  people = { enora: rows[0].id, other: rows[1].id };
});
afterAll(() => Promise.all([demonstration.close(), production.close()]));

function open(isDemonstration: boolean): Promise<Front> {
  return openFront({
    demonstration: isDemonstration,
    routes: ({ web, signIn }) => [
      personaRoutes(web, {
        signIn,
        personOf: async ({ id }) => id,
        personas: async () => [
          {
            title: 'Commune de Saint-Exemple',
            people: [
              {
                id: people.enora,
                email: 'enora.le-bihan@exemple.fr',
                name: 'Enora Le Bihan',
                part: 'Correspondante',
                body: 'Commune de Saint-Exemple',
              },
            ],
          },
        ],
      }),
    ],
  });
}

test('the demonstration lets anyone take the place of anyone on its list, and of nobody else', async () => {
  const visitor = demonstration.visitor();
  expect((await visitor.get('/personnages')).words).toContain('Prendre sa place');
  expect((await visitor.post(`/personnages/${people.enora}`)).location).toBe('/');
  expect((await visitor.get('/personnages')).words).toContain('C’est vous');
  expect((await visitor.post(`/personnages/${people.other}`)).status).toBe(404);
});

test('production has no such page', async () => {
  expect((await production.visitor().get('/personnages')).status).toBe(404);
  expect((await production.visitor().post(`/personnages/${people.enora}`)).status).toBe(404);
});
