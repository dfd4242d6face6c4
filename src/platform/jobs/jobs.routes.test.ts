import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasPart } from '#src/platform/acts/actor.js';
import { type Front, openFront } from '#test/front.js';
import type { Visitor } from '#test/visitor.js';
import { jobRoutes } from './jobs.routes.js';

let front: Front;
beforeAll(async () => {
  front = await openFront({
    routes: ({ web, jobs }) => [
      jobRoutes(web, { jobs, administers: (actor) => hasPart(actor, 'administrator') }),
    ],
  });
});
afterAll(() => front.close());

async function visitorWith(email: string, part?: string): Promise<Visitor> {
  const { rows } = await front.database.pool.query(
    `INSERT INTO people (name, email) VALUES ('', $1) RETURNING id`,
    [email],
  );
  const { id } = rows[0];
  if (part) {
    await front.database.pool.query(
      'INSERT INTO roles (person_id, part, granted_at) VALUES ($1, $2, now())',
      [id, part],
    );
  }
  const visitor = front.visitor();
  visitor.take(await front.signIn.openSession(id));
  return visitor;
}

test('a job that failed for good is shown with its cause, and runs again at a press', async () => {
  const { boss } = front.jobs;
  await boss.createQueue('essai', { retryLimit: 0 });
  const id = (await boss.send('essai', { mail: 'x' })) ?? '';
  await boss.fetch('essai');
  await boss.fail('essai', id, { cause: 'Le serveur d’envoi ne répond pas' });
  const soizic = await visitorWith('soizic.guillou@exemple.fr', 'administrator');
  const shown = await soizic.get('/travaux');
  expect(shown.words).toContain('Le serveur d’envoi ne répond pas');
  expect(shown.words).toContain('Abandonné');
  const pressed = await soizic.post(`/travaux/essai/${id}/reprise`);
  expect(pressed).toMatchObject({ status: 303, location: '/travaux?fait=relance' });
  await soizic.post(`/travaux/essai/${id}/reprise`);
  const { rows } = await front.database.pool.query(
    `SELECT l.data, p.email FROM journal_lines l JOIN people p ON l.actor = 'person:' || p.id
      WHERE l.type = 'job.run-again' AND l.about->>'job' = $1`,
    [id],
  );
  expect(rows).toEqual([{ data: { queue: 'essai' }, email: 'soizic.guillou@exemple.fr' }]);
  const [job] = await boss.fetch('essai');
  expect(job?.id).toBe(id);
  await boss.complete('essai', id);
  expect((await soizic.get('/travaux')).words).toContain('Aucun travail en échec');
});

test('a job of a queue that was never declared does not exist', async () => {
  const soizic = await visitorWith('soizic.quater@exemple.fr', 'administrator');
  const answer = await soizic.post('/travaux/nulle-part/01900000-0000-7000-8000-000000000001/reprise');
  expect(answer.status).toBe(404);
});

test('a job that will be tried again says when', async () => {
  const { boss } = front.jobs;
  await boss.createQueue('patient', { retryLimit: 3, retryDelay: 600 });
  const id = (await boss.send('patient', {})) ?? '';
  await boss.fetch('patient');
  await boss.fail('patient', id, { cause: 'Occupé' });
  const soizic = await visitorWith('soizic.bis@exemple.fr', 'administrator');
  expect((await soizic.get('/travaux')).words).toContain('Sera réessayé');
});

test('a job that a killed process had in hand is given back within seconds, and says so', async () => {
  const { boss } = front.jobs;
  await boss.createQueue('coupe', { retryLimit: 3, retryDelay: 600, heartbeatSeconds: 10 });
  const id = (await boss.send('coupe', {})) ?? '';
  await boss.fetch('coupe');
  await front.database.pool.query(
    "UPDATE pgboss.job SET heartbeat_on = now() - interval '11 s' WHERE id = $1",
    [id],
  );
  const soizic = await visitorWith('soizic.ter@exemple.fr', 'administrator');
  await expect
    .poll(async () => (await soizic.get('/travaux')).words, { timeout: 20_000 })
    .toContain('Le service s’est arrêté pendant cet essai');
});

test('nobody but an administrator sees or moves jobs', async () => {
  const malo = await visitorWith('malo.riou@exemple.fr', 'auditor');
  expect((await malo.get('/travaux')).status).toBe(404);
  const path = '/travaux/essai/01900000-0000-7000-8000-000000000001/reprise';
  expect((await malo.post(path)).status).toBe(404);
  expect((await front.visitor().get('/travaux')).location).toBe('/connexion?retour=%2Ftravaux');
});
