/**
 * Whether a build still stands. Its note, written last, holds the contents of every file of ours that it could read
 * (a file that is new may be found in place of another, so all of them), what npm installed, the packages' files that
 * it did read, and what it wrote. Whatever differs, or can't be read, has it made again.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const note = path.join(root, 'dist/build.json');
const ours = ['src', 'build', 'package.json', 'package-lock.json', 'tsconfig.json'];
/** What npm says it installed; not there where the folder was filled another way. */
const installed = 'node_modules/.package-lock.json';
const written = ['dist/main.js', 'dist'];
/** Made while the program runs, and the note itself. */
const besides = /^dist\/(compiled$|compiled\/|assets\.\d|build\.json)/;

/** True when the build that was noted is whole and was made from what is here. */
export function buildStands() {
  try {
    const { sources, packages, outputs } = JSON.parse(readFileSync(note, 'utf8'));
    return (
      sources === sourcesNow() &&
      packages.print === packagesNow(packages.files) &&
      outputs === print(written, besides)
    );
  } catch {
    return false;
  }
}

/** Nothing stands from here on. Returns the sources' print: what changes during the build is built the next time. */
export function startBuild() {
  rmSync(note, { force: true });
  return sourcesNow();
}

/** Notes a finished build; `files` are those of packages that it read. */
export function noteBuild(sources, files) {
  const packages = { files: [...new Set(files)].sort() };
  const text = JSON.stringify({
    sources,
    packages: { ...packages, print: packagesNow(packages.files) },
    outputs: print(written, besides),
  });
  const draft = `${note}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, note);
}

function sourcesNow() {
  const lock = statSync(path.join(root, installed), { throwIfNoEntry: false }) ? [installed] : [];
  return `${process.version} ${print([...ours, ...lock])}`;
}

/** Size and time of each: they change together with what npm installs, whose own list is read whole. */
function packagesNow(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(path.join(root, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** One hash over names and contents of files and folders; one that is missing is an error. */
function print(names, except = /^$/) {
  const hash = createHash('sha256');
  const add = (name) => {
    if (except.test(name)) return;
    const file = path.join(root, name);
    if (statSync(file).isDirectory()) {
      for (const each of readdirSync(file).sort()) add(`${name}/${each}`);
    } else {
      const bytes = readFileSync(file);
      hash.update(`${name} ${bytes.length}\n`).update(bytes);
    }
  };
  names.forEach(add);
  return hash.digest('hex');
}
