import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repositoryRoot } from '#src/platform/repository.js';

const checkout = repositoryRoot();
let root = '';

/** A small program in a folder of its own, built by the build scripts of this one. */
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'cle-build-'));
  cpSync(join(checkout, 'build'), join(root, 'build'), { recursive: true });
  write('package.json', '{"type": "module", "devDependencies": {}}');
  write('package-lock.json', '{}');
  write('tsconfig.json', '{}');
  write('node_modules/.package-lock.json', '{}');
  write('node_modules/parcel/index.js', 'export const parcel = "parcel 1";');
  symlinkSync(join(checkout, 'node_modules/esbuild'), join(root, 'node_modules/esbuild'));
  write(
    'src/main.ts',
    'import { part } from "./part.js"; import { parcel } from "parcel"; say(part, parcel);',
  );
  write('src/part.ts', 'export const part = "part in TypeScript";');
  write('src/trust/inspection-worker.ts', 'say("worker");');
  write('src/platform/pdf/press-worker.ts', 'say("press");');
  write('src/platform/ui/app.css', 'p { color: red }');
  write('src/browser/app.ts', 'say("page");');
  build();
});
afterAll(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** Whether it was built anew. */
function build(): boolean {
  const note = join(root, 'dist/build.json');
  const made = (): number | undefined => statSync(note, { throwIfNoEntry: false })?.mtimeMs;
  const before = made();
  execFileSync(process.execPath, ['build/build.mjs'], { cwd: root, stdio: 'pipe' });
  return made() !== before;
}

function program(): string {
  return readFileSync(join(root, 'dist/main.js'), 'utf8');
}

test('what is built and unchanged is not built again, even once it has run', () => {
  write('dist/compiled/v24/cache', 'what V8 made of it');
  expect(build()).toBe(false);
  expect(program()).toContain('part in TypeScript');
});

const changes: readonly [string, () => void][] = [
  ['a source has changed', () => write('src/part.ts', 'export const part = "another part";')],
  [
    'a source has changed, of the same length',
    () => write('src/part.ts', 'export const part = "something 4";'),
  ],
  [
    'a new file is found in place of another',
    () => write('src/part.js', 'export const part = "in JavaScript";'),
  ],
  ['a source is gone', () => rmSync(join(root, 'src/part.js'))],
  ['the style sheet has changed', () => write('src/platform/ui/app.css', 'p { color: blue }')],
  ['a script of the pages is new', () => write('src/browser/more.ts', 'say("more");')],
  [
    'a file of a package has changed',
    () => write('node_modules/parcel/index.js', 'export const parcel = 2;'),
  ],
  ['npm installed something else', () => write('node_modules/.package-lock.json', '{"packages": {}}')],
  ['the lock file has changed', () => write('package-lock.json', '{"packages": {}}')],
  [
    'package.json has changed',
    () => write('package.json', '{"type": "module", "devDependencies": {"a": "1"}}'),
  ],
  ['the settings of TypeScript have changed', () => write('tsconfig.json', '{"compilerOptions": {}}')],
  ['a build script has changed', () => appendFileSync(join(root, 'build/program.mjs'), '\n// other\n')],
  ['a built file is gone', () => rmSync(join(root, 'dist/inspection-worker.js'))],
  ['a built file is not what was built', () => appendFileSync(join(root, 'dist/main.js'), '// other')],
  ['a file of the pages is gone', () => rmSync(join(root, 'dist/assets/manifest.json'))],
  ['the note can’t be read', () => write('dist/build.json', '{"sources":')],
];
test.each(changes)('it is built again when %s', (_, change) => {
  change();
  expect(build()).toBe(true);
  expect(build()).toBe(false);
});

test('what changed is in what was built, and a build that fails leaves no note', () => {
  expect(program()).toContain('something 4');
  write('src/main.ts', 'this is no program');
  expect(build).toThrow();
  expect(build).toThrow();
});
