import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Desk } from '#test/registration.js';
import { openSteps, type Steps } from '#test/registration-steps.js';

let steps: Steps;
let desk: Desk;
beforeAll(async () => {
  steps = await openSteps();
  desk = steps.desk;
});
afterAll(() => desk.close());
beforeEach(() => desk.clock.set(new Date('2026-11-24T09:00:00Z')));

test('a reopened file has the pieces replaced that its reason names or its officer ticked, and is validated again', async () => {
  const { file, holder, officer } = await steps.validated();
  const asked = await desk.as(officer).get(`/controle/${file}/reouverture`);
  expect(asked.html).toContain('name="pieces" value="body-proof"');
  const reopened = await desk
    .as(officer)
    .post(`/controle/${file}/reouverture`, { reason: 'reopen.mandate-ended', pieces: 'body-proof' });
  expect(reopened.status, reopened.words).toBe(303);
  await desk.settle();

  const mail = (await desk.mailsTo(holder.email)).find((each) => each.kind === 'file-reopened');
  const text = mail?.text_body.replaceAll(/\s+/g, ' ') ?? '';
  expect(text.match(/Remplacer cette pièce/g)).toHaveLength(2);
  expect(text.match(/Le mandat du titulaire n’est plus en vigueur/g)).toHaveLength(1);
  const judged = (await desk.journal(file)).filter((line) => line.data.outcome === 'to-replace');
  expect(judged.map(({ type, data }) => [type, data.kind, data.reason]).sort()).toEqual([
    ['document.judged', 'body-proof', 'reopen.mandate-ended'],
    ['document.judged', 'mandate', 'reopen.mandate-ended'],
  ]);

  const hand = async () =>
    desk
      .as(holder)
      .post(`/mon-dossier/${file}/depot`, { confirmed: 'oui', version: await steps.version(file) });
  expect((await hand()).status).toBe(409);
  expect((await steps.deposit(file, holder, 'identity')).words).toContain('déjà acceptée');
  for (const kind of ['mandate', 'body-proof']) {
    expect(await steps.deposit(file, holder, kind), kind).toMatchObject({ status: 303 });
  }
  expect((await hand()).status).toBe(303);
  for (const kind of ['mandate', 'body-proof']) {
    expect((await steps.judge(officer, file, kind, { outcome: 'accepted' })).status).toBe(303);
  }
  const done = await desk
    .as(officer)
    .post(`/controle/${file}/validation`, { version: await steps.version(file) });
  expect(done.status, done.words).toBe(303);
  expect(await steps.stateOf(file)).toBe('validated');
});

test('a file reopened for its data leaves every piece accepted', async () => {
  const { file, holder, officer } = await steps.validated();
  await desk.as(officer).post(`/controle/${file}/reouverture`, { reason: 'reopen.data-changed' });
  await desk.settle();
  const mail = (await desk.mailsTo(holder.email)).find((each) => each.kind === 'file-reopened');
  expect(mail?.text_body).not.toContain('Remplacer cette pièce');
  const { words } = await desk.as(holder).get(`/mon-dossier/${file}/pieces`);
  expect(words.match(/Acceptée/g)).toHaveLength(5);
});
