import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSteps, type Steps } from '#test/registration-steps.js';

const poppler = spawnSync('pdftotext', ['-v']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'piece-model-'));
let steps: Steps;
beforeAll(async () => {
  steps = await openSteps();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await steps.desk.close();
});

function words(pdf: Uint8Array): string {
  const path = join(folder, 'model.pdf');
  writeFileSync(path, pdf);
  return execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).replaceAll(/\s+/g, ' ');
}

test('the holder downloads the mandate and the conditions with their names, and is led to the Sirene notice', async () => {
  const { file, holder } = await steps.invited();
  const browser = steps.desk.as(holder);
  const page = await browser.get(`/mon-dossier/${file}/pieces`);
  expect(page.html).toContain('href="https://avis-situation-sirene.insee.fr/"');
  for (const [kind, text] of [
    ['mandate', 'Le titulaire accepte ce mandat'],
    ['conditions', 'demande sans délai la révocation'],
  ] as const) {
    expect(page.html).toContain(`href="/mon-dossier/${file}/pieces/${kind}/modele.pdf"`);
    const model = await browser.get(`/mon-dossier/${file}/pieces/${kind}/modele.pdf`);
    expect([model.status, model.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    if (!poppler) continue;
    const printed = words(model.bytes);
    expect(printed).toContain(text);
    expect(printed).toContain(holder.name);
    expect(printed).toContain('SIRET');
  }
  expect((await browser.get(`/mon-dossier/${file}/pieces/identity/modele.pdf`)).status).toBe(404);
});

test('nobody but the holder and an officer of the chosen office is given a model', async () => {
  const { file, officer } = await steps.submitted();
  const model = (who: typeof officer, path: string) =>
    steps.desk.as(who).get(`${path}/pieces/mandate/modele.pdf`);
  expect((await model(officer, `/controle/${file}`)).status).toBe(200);
  expect((await model(steps.desk.author, `/mon-dossier/${file}`)).status).toBe(404);
  expect((await model(steps.desk.author, `/controle/${file}`)).status).toBe(404);
});
