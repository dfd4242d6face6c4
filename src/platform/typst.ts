import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { type Family, loadFamilies } from './fonts.js';
import { identifyAsAccessible } from './pdf-accessibility.js';
import { codePoint, printable } from './printable.js';

/** A file carried inside the PDF beside the data. `relationship` is PDF/A-3's AFRelationship. */
export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  readonly bytes: Uint8Array;
  readonly relationship?: 'source' | 'data' | 'alternative' | 'supplement';
}

export interface PdfRequest {
  /** Stem of a file of `documents/`: « order-form ». */
  readonly template: string;
  /** What the template prints, as plain JSON; attached word for word as `data.json`. */
  readonly data: unknown;
  readonly title: string;
  /** Date of the document. The same data and date give the same bytes. */
  readonly at: Date;
  readonly attach?: readonly Attachment[];
}

type Standard = 'a-3a' | 'ua-1';

/** The folder of the templates, beside `src/` and `dist/` alike. */
const templates = fileURLToPath(new URL('../../documents', import.meta.url));

interface Press {
  readonly compiler: NodeCompiler;
  readonly families: readonly Family[];
}

let press: Press | undefined;

/** The one compiler, made when first needed (about 150 ms: it reads the fonts). */
function thePress(): Press {
  if (press) return press;
  const families = loadFamilies();
  const fontBlobs = families.flatMap((family) => [...family.faces]);
  press = { families, compiler: NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs }] }) };
  return press;
}

/** Sets a document: PDF/A-3a and PDF/UA-1 at once, its data attached. Throws where the template is wrong. */
export function renderPdf(request: PdfRequest): Uint8Array {
  return identifyAsAccessible(typeset(request, 'a-3a'));
}

/** Throws Typst's complaints where the document lacks what PDF/UA-1 asks of a template. */
export function checkAccessibility(request: PdfRequest): void {
  typeset(request, 'ua-1');
}

/** Characters of `data` that the fonts can't draw: a form may question them before they are printed. */
export function unprintableCharacters(data: unknown): readonly string[] {
  return printable(data, thePress().families).replaced;
}

function typeset(request: PdfRequest, standard: Standard): Uint8Array {
  const { compiler, families } = thePress();
  const source = JSON.stringify(request.data, null, 2);
  const print = printable({ title: request.title, data: JSON.parse(source) }, families);
  const attached = (request.attach ?? []).map((file, i) => ({ ...file, path: `/attached/${i}` }));
  for (const file of attached) compiler.mapShadow(`${templates}${file.path}`, Buffer.from(file.bytes));
  try {
    const document = compiler.compile({
      mainFilePath: `${templates}/${request.template}.typ`,
      inputs: {
        print: JSON.stringify(print.data),
        source,
        sha256: createHash('sha256').update(source).digest('hex'),
        replaced: print.replaced.map(codePoint).join(', '),
        attached: JSON.stringify(attached.map(({ bytes, ...file }) => file)),
      },
    });
    if (!document.result) throw new Error(complaints(request, compiler, document.takeDiagnostics()));
    const creationTimestamp = Math.floor(request.at.getTime() / 1000);
    return compiler.pdf(document.result, { pdfStandard: standard, creationTimestamp });
  } finally {
    for (const file of attached) compiler.unmapShadow(`${templates}${file.path}`);
    compiler.evictCache(10);
  }
}

function complaints(
  request: PdfRequest,
  compiler: NodeCompiler,
  error: ReturnType<ReturnType<NodeCompiler['compile']>['takeDiagnostics']>,
): string {
  const list = error ? compiler.fetchDiagnostics(error) : [];
  return `Typst refused ${request.template}: ${JSON.stringify(list)}`;
}
