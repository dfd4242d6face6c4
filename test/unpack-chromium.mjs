/**
 * Unpacks Chromium, its libraries and its fonts into TMPDIR, which is where the package puts them.
 * A process of its own, since that variable must not change for whoever asks. Prints the program's path.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';

const packed = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
  '..',
  'bin',
);
await Promise.all([chromium.executablePath(), inflate(path.join(packed, 'al2023.tar.br'))]);
