import { IsolatedThread, threadFile } from '#src/platform/isolated-thread.js';

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

export type Standard = 'a-3a' | 'ua-1';

/** What the printing thread is asked. */
export interface PressJob {
  readonly request: PdfRequest;
  readonly standard: Standard;
}

/** What it answers: the document, or Typst's complaints. */
export type Printed = { readonly pdf: Uint8Array } | { readonly refused: string };

/** One thread, so that pages don't wait for a document: it starts with the first one (about 200 ms: it reads the fonts). */
const press: IsolatedThread<PressJob, Printed> = new IsolatedThread(
  threadFile('press-worker', import.meta.url),
  { milliseconds: 30_000, megabytes: 256 },
);

/** Sets a document: PDF/A-3a and PDF/UA-1 at once, its data attached. Throws where the template is wrong. */
export function renderPdf(request: PdfRequest): Promise<Uint8Array> {
  return print({ request, standard: 'a-3a' });
}

/** Throws Typst's complaints where the document lacks what PDF/UA-1 asks of a template. */
export async function checkAccessibility(request: PdfRequest): Promise<void> {
  await print({ request, standard: 'ua-1' });
}

async function print(job: PressJob): Promise<Uint8Array> {
  const outcome = await press.run(job);
  if ('limit' in outcome) throw new Error(`Printing ${job.request.template} was ended: ${outcome.limit}`);
  if ('refused' in outcome.result) throw new Error(outcome.result.refused);
  return outcome.result.pdf;
}
