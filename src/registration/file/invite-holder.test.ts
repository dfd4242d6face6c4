import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { calendar } from '#src/platform/acts/actor.js';
import type { Desk } from '#test/registration.js';
import { data, kinds, openSteps, type Steps } from '#test/registration-steps.js';

let steps: Steps;
let desk: Desk;
beforeAll(async () => {
  steps = await openSteps();
  desk = steps.desk;
});
afterAll(() => desk.close());
beforeEach(() => desk.clock.set(new Date('2026-11-24T09:00:00Z')));

describe('a holder whose order the authority has acknowledged', () => {
  test('is invited once, at their own address, by a door that says what to prepare', async () => {
    const { file, holder, order } = await steps.invited();
    const mails = await desk.mailsTo(holder.email);
    expect(mails.map((mail) => mail.kind)).toEqual(['holder-invited']);
    expect(mails[0]?.subject).toMatch(/À remplir.*Saint-Exemple/);
    expect(mails[0]?.text_body).toMatch(/http:\/\/localhost\/porte\//);
    expect(mails[0]?.text_body).not.toContain(file);
    expect((await desk.journal(file)).map((line) => line.type)).toEqual(['file.created', 'file.invited']);
    await desk.kernel.transact(calendar, (act) =>
      act.publish({ type: 'order.acknowledged', about: { order }, data: {} }),
    );
    await desk.settle();
    expect(await desk.mailsTo(holder.email)).toHaveLength(1);
  });

  test('reads in the invitation every piece that the page will ask for, and no other', async () => {
    const { file, holder } = await steps.invited();
    const page = await desk.as(holder).get(`/mon-dossier/${file}/pieces`);
    const asked = [...page.html.matchAll(/id="piece-[^"]+".*?<h2>(.*?)<\/h2>/gs)].map(([, name]) => name);
    const [mail] = await desk.mailsTo(holder.email);
    expect(asked).toHaveLength(kinds.length);
    expect(mail?.text_body).toContain(`Les pièces à réunir (${asked.length})`);
    for (const name of asked) expect(mail?.text_body).toContain(name);
  });

  test('finds what the order knows already filled in, and is told whose turn it is', async () => {
    const { file, holder } = await steps.invited();
    const browser = desk.as(holder);
    expect((await browser.get(`/mon-dossier/${file}`)).words).toContain('C’est à vous');
    const { html } = await browser.get(`/mon-dossier/${file}/identite`);
    expect(html).toContain('value="Responsable des finances"');
    expect(html).toContain('value="Maël"');
  });

  test('keeps what is being typed, right or not yet', async () => {
    const { file, holder } = await steps.invited();
    const browser = desk.as(holder);
    const kept = await browser.post(`/mon-dossier/${file}/identite/brouillon`, { givenNames: 'Maël, J' });
    expect(kept.status).toBe(204);
    expect((await browser.get(`/mon-dossier/${file}/identite`)).html).toContain('value="Maël, J"');
    const wrong = await browser.post(`/mon-dossier/${file}/identite`, { ...data, surname: 'F1ctif' });
    expect(wrong.status).toBe(422);
    expect(wrong.words).toContain('Un nom s’écrit avec des lettres');
    expect(wrong.html).toContain('value="F1ctif"');
  });
});
