import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const packages = path.join(root, 'node_modules');

interface Chromium {
  executablePath: string;
  /** Environment of the browser alone: its libraries must not reach PostgreSQL or Node. */
  env: Record<string, string>;
}

/**
 * The Chromium of the tests, unpacked on first use into a folder named by its version and the user
 * (`CLE_CACHE`, else the checkout's `.cache`, else the home). Safe when several processes ask at once:
 * each unpacks beside, the first to rename wins.
 */
export async function chromium(): Promise<Chromium> {
  const described = readFileSync(path.join(packages, '@sparticuz/chromium/package.json'), 'utf8');
  const { version } = JSON.parse(described) as { version: string };
  const folder = path.join(cacheFolder(), `chromium-${version}-${process.getuid?.() ?? 0}`);
  if (!existsSync(folder)) await unpack(folder);
  const fonts = writeFontsConfiguration(folder);
  return {
    executablePath: path.join(folder, 'chromium'),
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: fonts,
    },
  };
}

function cacheFolder(): string {
  const own = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const places = [
    process.env.CLE_CACHE,
    path.join(root, '.cache'),
    path.join(homedir(), '.cache', 'cle-en-main', own),
    path.join(tmpdir(), `cle-en-main-${process.getuid?.() ?? 0}-${own}`),
  ];
  const place = places.find((candidate) => candidate && writable(candidate));
  if (!place) throw new Error('No folder can be written to unpack Chromium: set CLE_CACHE.');
  return place;
}

function writable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function unpack(folder: string): Promise<void> {
  const beside = mkdtempSync(`${folder}.`);
  try {
    await promisify(execFile)(process.execPath, [path.join(root, 'test/unpack-chromium.mjs')], {
      env: { ...process.env, TMPDIR: beside },
    });
    renameSync(beside, folder);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Only fonts that come with the packages, so that a picture is the same on every machine. */
function writeFontsConfiguration(folder: string): string {
  const places = [
    path.join(folder, 'fonts'),
    path.join(packages, 'dejavu-fonts-ttf/ttf'),
    path.join(packages, '@expo-google-fonts/noto-sans'),
    path.join(packages, '@expo-google-fonts/atkinson-hyperlegible-next'),
  ];
  const key = createHash('sha256').update(places.join()).digest('hex').slice(0, 8);
  const target = path.join(folder, `fonts-${key}`);
  mkdirSync(target, { recursive: true });
  const lines = [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    ...places.map((place) => `<dir>${place}</dir>`),
    `<cachedir>${path.join(folder, 'fonts-cache')}</cachedir>`,
    '</fontconfig>',
  ];
  const draft = path.join(target, `fonts.conf.${process.pid}`);
  writeFileSync(draft, lines.join('\n'));
  renameSync(draft, path.join(target, 'fonts.conf'));
  return target;
}
