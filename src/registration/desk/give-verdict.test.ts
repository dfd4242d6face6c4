import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { calendar } from '#src/platform/acts/actor.js';
import type { Desk } from '#test/registration.js';
import { hidden, kinds, openSteps, png, type Steps, upload } from '#test/registration-steps.js';

let steps: Steps;
let desk: Desk;
beforeAll(async () => {
  steps = await openSteps();
  desk = steps.desk;
});
afterAll(() => desk.close());
beforeEach(() => desk.clock.set(new Date('2026-11-24T09:00:00Z')));

describe('the registration officer', () => {
  test('opens the pieces of the chosen office only, each view in the journal', async () => {
    const { file, officer } = await steps.submitted();
    const seen = await desk.as(officer).get(`/controle/${file}/pieces/identity/1`);
    expect(seen.status).toBe(200);
    expect(seen.headers.get('content-type')).toBe('image/png');
    const views = (await desk.journal(file)).filter((line) => line.type === 'document.viewed');
    expect(views).toMatchObject([
      { actor: `person:${officer.id}`, data: { kind: 'identity', number: 1, sha256: expect.any(String) } },
    ]);
    const elsewhere = await desk.person('Brieuc Ailleurs', [
      { part: 'registration-officer', body: desk.bodies.brest },
    ]);
    expect((await desk.as(elsewhere).get(`/controle/${file}`)).status).toBe(404);
    expect((await desk.as(elsewhere).get(`/controle/${file}/pieces/identity/1`)).status).toBe(404);
    const { html } = await desk.as(officer).get(`/controle/${file}?piece=mandate`);
    const shown = { sha256: hidden(html, 'sha256'), verdict: hidden(html, 'verdict') };
    for (const verdict of [{ ...shown, outcome: 'accepted' }, {}]) {
      const judged = await desk.as(elsewhere).post(`/controle/${file}/pieces/mandate/verdict`, verdict);
      expect(judged.status).toBe(404);
    }
    const { location } = await desk.as(null).get(`/controle/${file}`);
    expect(location).toContain('/connexion');
  });

  test('reads what is only declared apart from what the service verified, and how to reach the holder', async () => {
    const { file, holder, officer } = await steps.submitted();
    const shown = async (kind: string) => {
      const { html, words } = await desk.as(officer).get(`/controle/${file}?piece=${kind}`);
      const card = /<h2>Vérifié par le service<\/h2>.*?<\/section>/s.exec(html)?.[0] ?? '';
      return { words, verified: card.replaceAll(/<[^>]+>/g, ' ') };
    };
    const identity = await shown('identity');
    expect(identity.words).toMatch(/Déclaré, à comparer avec la pièce.*Passeport, se terminant par 12AB/);
    expect(identity.verified).not.toMatch(/Maël|12AB|Passeport|15 janvier 2027/);
    expect(identity.verified).toContain('si la date déclarée est celle de la pièce');
    expect(identity.words).toContain('06 39 98 00 02');
    expect(identity.words.replaceAll(' @', '@')).toContain(holder.email);
    const mandate = await shown('mandate');
    expect(mandate.words).toMatch(/Représentant légal .*14 novembre 2026/);
    expect(mandate.verified).not.toContain('14 novembre 2026');
  });

  test('sends one piece back: its sentence, how to mend it and a link that replaces that one, in the mail', async () => {
    const { file, holder, officer } = await steps.submitted();
    const { rows } = await sql<{ code: string; data: { sentence: string; tip: string } }>`
      SELECT code, data FROM catalogue_entries WHERE kind = 'reason' AND data->>'label' = 'Recto ou verso manquant'`.execute(
      desk.database.db,
    );
    const [reason] = rows;
    const early = await desk
      .as(officer)
      .post(`/controle/${file}/corrections`, { version: await steps.version(file) });
    expect(early.words).toContain('Il reste des pièces à juger');
    for (const kind of kinds.slice(1)) await steps.judge(officer, file, kind, { outcome: 'accepted' });
    const unreasoned = await steps.judge(officer, file, 'identity', { outcome: 'to-replace' });
    expect(unreasoned.status).toBe(422);
    await steps.judge(officer, file, 'identity', {
      outcome: 'to-replace',
      reason: reason?.code ?? '',
      comment: 'Le verso, s’il vous plaît.',
    });
    const forced = await desk
      .as(officer)
      .post(`/controle/${file}/validation`, { version: await steps.version(file) });
    expect(forced.status).toBe(409);
    const asked = await desk
      .as(officer)
      .post(`/controle/${file}/corrections`, { version: await steps.version(file) });
    expect(asked.status).toBe(303);
    await desk.settle();
    expect(await steps.stateOf(file)).toBe('to-correct');
    const mail = (await desk.mailsTo(holder.email)).find((each) => each.kind === 'file-corrections');
    expect(mail?.subject).toContain('À remplacer');
    expect(mail?.text_body).toContain(reason?.data.sentence);
    expect(mail?.text_body).toContain(reason?.data.tip);
    expect(mail?.text_body).toContain('Le verso, s’il vous plaît.');
    expect(mail?.text_body.match(/\/porte\//g)?.length).toBeGreaterThanOrEqual(2);

    const kept = await steps.deposit(file, holder, 'mandate');
    expect(kept.words).toContain('déjà acceptée');
    const again = await desk
      .as(holder)
      .post(`/mon-dossier/${file}/depot`, { confirmed: 'oui', version: await steps.version(file) });
    expect(again.status).toBe(409);
    expect(await steps.deposit(file, holder, 'identity')).toMatchObject({ status: 303 });
    const back = await desk
      .as(holder)
      .post(`/mon-dossier/${file}/depot`, { confirmed: 'oui', version: await steps.version(file) });
    expect(back.status).toBe(303);
    expect((await desk.as(officer).get(`/controle/${file}`)).words).toMatch(/à juger · version 2/);
  });

  test('loses the verdict on a piece that was replaced while it was read', async () => {
    const { file, officer } = await steps.submitted();
    const { html } = await desk.as(officer).get(`/controle/${file}?piece=mandate`);
    await desk.kernel.transact(calendar, async (act) => {
      await sql`UPDATE holder_files SET state = 'in-progress' WHERE id = ${file}`.execute(act.tx);
    });
    const { rows } = await sql<{ email: string }>`SELECT email FROM holder_files WHERE id = ${file}`.execute(
      desk.database.db,
    );
    const { rows: people } = await sql<{ name: string }>`SELECT name FROM people
      WHERE email = ${rows[0]?.email ?? ''}`.execute(desk.database.db);
    const holder = await desk.person(people[0]?.name ?? '');
    await steps.deposit(file, holder, 'mandate', { file: upload('autre.png', png) });
    await sql`UPDATE holder_files SET state = 'submitted' WHERE id = ${file}`.execute(desk.database.db);
    const late = await desk.as(officer).post(`/controle/${file}/pieces/mandate/verdict`, {
      sha256: hidden(html, 'sha256'),
      verdict: hidden(html, 'verdict'),
      outcome: 'accepted',
    });
    expect(late.status).toBe(409);
    expect(late.words).toContain('a été remplacée pendant que vous la lisiez');
  });

  test('is one of two who judge at once: one verdict is kept, the other is told, politely', async () => {
    const { file, officer } = await steps.submitted();
    const second = await desk.person('Gaïd Démo', [
      { part: 'registration-officer', body: desk.bodies.rennes },
    ]);
    const { html } = await desk.as(officer).get(`/controle/${file}?piece=mandate`);
    const seen = { sha256: hidden(html, 'sha256'), verdict: hidden(html, 'verdict') };
    const answers = await Promise.all(
      [officer, second].map((each) =>
        desk.as(each).post(`/controle/${file}/pieces/mandate/verdict`, { ...seen, outcome: 'accepted' }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409]);
    const told = answers.find((answer) => answer.status === 409);
    expect(told?.words).toContain('Un autre agent vient de juger cette pièce');
  });
});
