import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { repositoryRoot } from '#src/platform/repository.js';
import { inJson, inWords, type StepDone, type Told } from './report.js';
import { steps } from './steps.js';
import { walk } from './walk.js';

test('the command says in its help that it speaks JSON', () => {
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', 'src/main.ts', 'walkthrough', '--help'],
    { cwd: repositoryRoot(), encoding: 'utf8' },
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/--json\s+une ligne de JSON par étape, pour un programme/);
});

test('each step has a code in English, and a line of JSON of its own', () => {
  for (const { code } of steps) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  const done: Told = {
    event: 'step',
    number: 3,
    code: 'check-organisation',
    who: 'Secrétaire',
    what: 'vérifie l’organisme',
    seconds: 1.25,
    tries: 2,
  };
  expect(JSON.parse(inJson(done))).toEqual(done);
  expect(inJson(done)).not.toContain('\n');
  expect(inWords(done)).toMatch(/^ {2}3 {2}Secrétaire +vérifie l’organisme {2}1,\d s {2}\(repris 1 fois\)$/);
});

test('what is judged at the end is told in numbers, without the sentence of the screen', () => {
  const judged: Told = {
    event: 'judged',
    words: 'Le journal est intact.',
    journalLines: 120,
    mails: 60,
    documents: 27,
    anchor: 'out/autorite-simulee-TEST.pem',
    at: '2026-11-30T09:00:00Z',
  };
  expect(inWords(judged)).toContain('Le journal est intact. 60 courriels reçus. 27 documents');
  expect(Object.keys(JSON.parse(inJson(judged)))).toEqual([
    'event',
    'journalLines',
    'mails',
    'documents',
    'anchor',
    'at',
  ]);
});

test('a step that fails gives its code with its sentence', async () => {
  const told: StepDone[] = [];
  const step = (code: string, run: () => Promise<void>) => ({ code, who: 'Maire', what: 'signe', run });
  const going = walk(
    { rough: false, server: { lastWords: '' } } as never,
    [step('sign', async () => {}), step('sign-again', () => Promise.reject(new Error('refusé')))],
    (done) => told.push(done),
  );
  await expect(going).rejects.toMatchObject({ step: 'sign-again', message: 'Maire signe : refusé' });
  expect(told).toMatchObject([{ number: 1, code: 'sign', tries: 1 }]);
});
