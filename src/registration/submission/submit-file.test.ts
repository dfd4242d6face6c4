import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Desk } from '#test/registration.js';
import { kinds, type Made, openSteps, png, type Steps, upload } from '#test/registration-steps.js';

let steps: Steps;
let desk: Desk;
beforeAll(async () => {
  steps = await openSteps();
  desk = steps.desk;
});
afterAll(() => desk.close());
beforeEach(() => desk.clock.set(new Date('2026-11-24T09:00:00Z')));

describe('submitting', () => {
  test('says all that is missing, with a link to each, and moves nothing', async () => {
    const { file, holder } = await steps.invited();
    await steps.deposit(file, holder, 'mandate');
    const { words, html } = await desk.as(holder).get(`/mon-dossier/${file}/depot`);
    expect(words).toContain('Complétez vos données');
    expect(words).toContain('Choisissez le bureau');
    expect(html).toContain(`href="/mon-dossier/${file}/pieces#piece-identity"`);
    const forced = await desk
      .as(holder)
      .post(`/mon-dossier/${file}/depot`, { confirmed: 'oui', version: await steps.version(file) });
    expect(forced.status).toBe(409);
    expect(await steps.stateOf(file)).toBe('in-progress');
  });

  test('hands the file to the chosen office, which is told; the holder gets an acknowledgement', async () => {
    const { file, holder, officer } = await steps.submitted();
    expect(await steps.stateOf(file)).toBe('submitted');
    expect((await desk.mailsTo(holder.email)).map((mail) => mail.kind)).toContain('file-acknowledgement');
    expect((await desk.mailsTo('00035@exemple.fr')).map((mail) => mail.kind)).toContain('file-to-judge');
    const queue = await desk.as(officer).get('/controle');
    expect(queue.html).toContain(`/controle/${file}`);
  });

  test('may change the office from the check, and reads all again once it is handed in, without changing it', async () => {
    const { file, holder } = await steps.invited();
    await steps.fill(file, holder, 'Fictif');
    const browser = desk.as(holder);
    expect((await browser.get(`/mon-dossier/${file}/depot`)).html).toContain(
      `href="/mon-dossier/${file}/bureau"`,
    );
    await browser.post(`/mon-dossier/${file}/depot`, {
      confirmed: 'oui',
      version: await steps.version(file),
    });
    expect((await browser.get(`/mon-dossier/${file}`)).html).toContain(`href="/mon-dossier/${file}/depot"`);
    const sent = await browser.get(`/mon-dossier/${file}/depot`);
    expect([sent.status, sent.words]).toEqual([200, expect.stringContaining('Ce que vous avez envoyé')]);
    expect(sent.words).toContain('3 rue de l’Essai');
    expect(sent.html).toContain(`href="/mon-dossier/${file}/pieces/identity/1"`);
    expect(sent.words).not.toContain('Modifier');
    expect(sent.words).not.toContain('Déposer mon dossier');
  });

  test('to an office that has closed meanwhile is refused; a file that it has sent back stays with it', async () => {
    const fresh = await steps.invited();
    await steps.fill(fresh.file, fresh.holder, 'Fictif');
    const judged = await steps.submitted();
    const desked = await desk.as(judged.officer).get(`/controle/${judged.file}?piece=identity`);
    const reason = /name="reason" value="([^"]+)"/.exec(desked.html)?.[1] ?? '';
    for (const kind of kinds) {
      const verdict = kind === 'identity' ? { outcome: 'to-replace', reason } : { outcome: 'accepted' };
      await steps.judge(judged.officer, judged.file, kind, verdict);
    }
    const { version } = steps;
    await desk
      .as(judged.officer)
      .post(`/controle/${judged.file}/corrections`, { version: await version(judged.file) });
    await steps.deposit(judged.file, judged.holder, 'identity');

    await serving([]);
    const offices = await desk.as(fresh.holder).get(`/mon-dossier/${fresh.file}/bureau`);
    expect(offices.html).not.toContain(desk.bodies.rennes);
    expect(offices.html).toContain(desk.bodies.brest);
    const handed = async ({ file, holder }: Made): Promise<unknown> => {
      const check = await desk.as(holder).get(`/mon-dossier/${file}/depot`);
      const told = check.words.includes('ne reçoit plus de dossiers');
      const form = { confirmed: 'oui', version: await version(file) };
      const { status } = await desk.as(holder).post(`/mon-dossier/${file}/depot`, form);
      return [told, status, await steps.stateOf(file)];
    };
    expect(await handed(fresh)).toEqual([true, 409, 'in-progress']);
    expect(await handed(judged)).toEqual([false, 303, 'submitted']);
    await serving(['35']);
    expect(await handed(fresh)).toEqual([false, 303, 'submitted']);
  });

  test('shows what differs from the order before it costs a rejection', async () => {
    const { file, holder } = await steps.invited();
    await steps.fill(file, holder, 'Fictîf-Nouveau');
    const { words } = await desk.as(holder).get(`/mon-dossier/${file}/depot`);
    expect(words).toContain('Ce qui diffère de la commande');
    expect(words).toMatch(/Nom : Fictif\w+ à la commande, +Fictîf-Nouveau/);
  });

  test('is refused when the file has changed in another window since it was read', async () => {
    const { file, holder } = await steps.invited();
    await steps.fill(file, holder, 'Fictif');
    const stale = await steps.version(file);
    await steps.deposit(file, holder, 'conditions', { file: upload('nouvelle.pdf', png) });
    const late = await desk
      .as(holder)
      .post(`/mon-dossier/${file}/depot`, { confirmed: 'oui', version: stale });
    expect(late.status).toBe(409);
    expect(late.words).toContain('Le dossier a changé');
  });
});

/** The departments that the office of Rennes serves; none, and it takes no new file. */
async function serving(departments: string[]): Promise<void> {
  await sql`UPDATE operators SET departments = ${departments}
    WHERE organisation_id = ${desk.bodies.rennes} AND kind = 'registration-office'`.execute(desk.database.db);
}
