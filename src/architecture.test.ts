import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '#src/platform/repository.js';

/** Slices in the order of the procedure: each may import those before it. */
const order = [
  'directory',
  'catalogue',
  'trust',
  'seals',
  'orders',
  'registration',
  'handover',
  'billing',
  'lifetime',
  'assistance',
  'overview',
] as const;

/** May import every slice through its index; imported by the root files only. */
const outside = ['simulator', 'demonstration', 'walkthrough'] as const;

/** Leaves that every slice may use. */
const leaves = ['platform', 'documents'] as const;

const src = join(repositoryRoot(), 'src');

interface Import {
  readonly from: string;
  readonly to: string;
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test(-support)?\.|\.long\.|\.specimen\./.test(name))
    .map((name) => join(folder, name));
}

const imports: Import[] = files(src)
  .filter((file) => !relative(src, file).startsWith('browser/'))
  .flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => ({
      from: relative(src, file),
      to: match[1] ?? '',
    })),
  );

const room = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : '');
const internal = imports
  .filter(({ to }) => to.startsWith('#src/'))
  .map(({ from, to }) => ({ from, to: to.slice('#src/'.length) }));

function faults(broken: (each: Import) => boolean, sentence: (each: Import) => string): string[] {
  return internal.filter(broken).map(sentence);
}

test('nobody climbs with ../', () => {
  expect(
    imports
      .filter(({ to }) => to.startsWith('../'))
      .map(({ from, to }) => `${from} imports ${to}: write #src/…`),
  ).toEqual([]);
});

test('platform knows no slice', () => {
  expect(
    faults(
      ({ from, to }) => room(from) === 'platform' && room(to) !== 'platform',
      ({ from, to }) => `${from} imports ${to}: platform knows nothing of the procedure`,
    ),
  ).toEqual([]);
});

test('a slice imports only what comes before it in the procedure', () => {
  const place = (slice: string): number => order.indexOf(slice as (typeof order)[number]);
  expect(
    faults(
      ({ from, to }) => place(room(from)) >= 0 && place(room(to)) > place(room(from)),
      ({ from, to }) => `${from} imports ${to}, which comes later: react to an event, or take a slot`,
    ),
  ).toEqual([]);
});

test('a slice is entered by its index only', () => {
  const ownDoor = new Set(['index.js', 'slice.js']);
  expect(
    faults(
      ({ from, to }) =>
        room(to) !== '' &&
        room(from) !== room(to) &&
        !leaves.includes(room(to) as never) &&
        !ownDoor.has(to.split('/').slice(1).join('/')),
      ({ from, to }) => `${from} imports ${to}: only its index.js may be used`,
    ),
  ).toEqual([]);
  expect(
    faults(
      ({ from, to }) => to.endsWith('/slice.js') && to !== 'platform/slice.js' && from !== 'app.ts',
      ({ from, to }) => `${from} imports ${to}: slices are mounted by app.ts`,
    ),
  ).toEqual([]);
});

test('simulator, demonstration and walkthrough are imported by no slice', () => {
  expect(
    faults(
      ({ from, to }) =>
        outside.includes(room(to) as never) &&
        room(from) !== room(to) &&
        room(from) !== '' &&
        !outside.includes(room(from) as never),
      ({ from, to }) => `${from} imports ${to}: it is for the root files only`,
    ),
  ).toEqual([]);
});

test('nobody imports main.ts, and only the root files import app.ts', () => {
  expect(
    faults(
      ({ from, to }) =>
        to === 'main.js' || (to === 'app.js' && room(from) !== '' && !outside.includes(room(from) as never)),
      ({ from, to }) => `${from} imports ${to}`,
    ),
  ).toEqual([]);
});

test('a page imports no store', () => {
  const direct = imports.filter(({ from, to }) => from.endsWith('.page.tsx') && /store\.js$/.test(to));
  const values = direct.filter(({ from, to }) => {
    const text = readFileSync(join(src, from), 'utf8');
    return new RegExp(`import (?!type)[^;]*from '${to.replaceAll('.', '\\.')}'`).test(text);
  });
  expect(values.map(({ from, to }) => `${from} imports ${to}: a page shows, it does not read`)).toEqual([]);
});

test('no vague names', () => {
  const vague = /(^|\/)(utils?|helpers?|services?|managers?|common)(\.|\/)/;
  expect(
    files(src)
      .map((file) => relative(src, file))
      .filter((name) => vague.test(name)),
  ).toEqual([]);
});

test('each refusal is given by somebody', () => {
  const texts = files(src).map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  const unsaid = texts
    .filter(({ file }) => file.endsWith('refusals.ts'))
    .flatMap(({ file, text }) => {
      const slice = relative(src, file).split('/')[0] ?? '';
      const others = texts.filter((each) => each.file !== file && relative(src, each.file).startsWith(slice));
      return [...text.matchAll(/^ {2}(\w+): (?=refuse|\()/gm)]
        .map(([, name]) => name ?? '')
        .filter((name) => !others.some((each) => new RegExp(`\\.${name}\\b`).test(each.text)))
        .map((name) => `${relative(src, file)}: ${name}`);
    });
  expect(unsaid).toEqual([]);
});
