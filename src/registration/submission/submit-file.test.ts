import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Desk } from '#test/registration.js';
import { openSteps, png, type Steps, upload } from '#test/registration-steps.js';

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
