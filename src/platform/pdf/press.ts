import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Typst from '@myriaddreamin/typst-ts-node-compiler';
import { repositoryRoot } from '#src/platform/repository.js';
import { type Family, loadFamilies } from './fonts.js';
import { identifyAsAccessible } from './pdf-accessibility.js';
import { codePoint, printable } from './printable.js';
import type { PdfRequest, Standard } from './typst.js';

const templates = join(repositoryRoot(), 'documents');

interface Press {
  readonly compiler: Typst.NodeCompiler;
  readonly families: readonly Family[];
  /** A regular expression of the characters that the first family sets. */
  readonly covers: string;
}

let press: Press | undefined;

/** The one compiler, loaded and made when first needed (about 150 ms: it reads the fonts). */
function thePress(): Press {
  if (press) return press;
  const { NodeCompiler } = createRequire(import.meta.url)(
    '@myriaddreamin/typst-ts-node-compiler',
  ) as typeof Typst;
  const families = loadFamilies();
  const fontBlobs = families.flatMap((family) => [...family.faces]);
  press = {
    families,
    covers: characterClass(families[0].covers),
    compiler: NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs }] }),
  };
  return press;
}

function characterClass(codes: ReadonlySet<number>): string {
  const runs: [number, number][] = [];
  for (const code of [...codes].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run[1] === code - 1) run[1] = code;
    else runs.push([code, code]);
  }
  const point = (code: number): string => `\\u{${code.toString(16)}}`;
  return `[${runs.map(([first, last]) => `${point(first)}-${point(last)}`).join('')}]`;
}

/** Sets a document under one standard; PDF/A-3a is made PDF/UA-1 too. Throws where the template is wrong. */
export function typeset(request: PdfRequest, standard: Standard): Uint8Array {
  const pdf = compile(request, standard);
  return standard === 'a-3a' ? identifyAsAccessible(pdf) : pdf;
}

function compile(request: PdfRequest, standard: Standard): Uint8Array {
  const { compiler, families, covers } = thePress();
  const source = JSON.stringify(request.data, null, 2);
  const print = printable({ title: request.title, data: JSON.parse(source) }, families);
  const attached = (request.attach ?? []).map((file, i) => ({ ...file, path: `/attached/${i}` }));
  const inputs = {
    print: JSON.stringify(print.data),
    covers,
    source,
    sha256: createHash('sha256').update(source).digest('hex'),
    replaced: print.replaced.map(codePoint).join(', '),
    endless: endlessWord.test(source) ? 'yes' : '',
    attached: JSON.stringify(attached.map(({ bytes, ...file }) => file)),
  };
  const document = { mainFilePath: `${templates}/${request.template}.typ`, inputs };
  const creationTimestamp = Math.floor(request.at.getTime() / 1000);
  for (const file of attached) compiler.mapShadow(`${templates}${file.path}`, Buffer.from(file.bytes));
  try {
    return compiler.pdf(document, { pdfStandard: standard, creationTimestamp });
  } catch (cause) {
    throw new Error(`Typst refused ${request.template}: ${complaints(compiler, document, cause)}`, { cause });
  } finally {
    for (const file of attached) compiler.unmapShadow(`${templates}${file.path}`);
    compiler.evictCache(cacheAge);
  }
}

/** Longer than a SHA-256: only then does the template look for where to break it, which costs a millisecond. */
const endlessWord = /[^\s"]{65}/;

/** Documents after which Typst forgets what it laid out: what letters and phrases have in common is worth keeping. */
const cacheAge = 5;

type Compilation = { readonly mainFilePath: string; readonly inputs: Record<string, string> };

/** Where the template is wrong, line by line; else what the export said (a standard that is not met). */
function complaints(compiler: Typst.NodeCompiler, document: Compilation, cause: unknown): string {
  const failure = compiler.compile(document).takeDiagnostics();
  const list = failure ? compiler.fetchDiagnostics(failure) : [];
  return list.length > 0 ? JSON.stringify(list) : String((cause as { code?: unknown }).code);
}
