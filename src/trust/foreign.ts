import { IsolatedThread, threadFile } from '#src/platform/isolated-thread.js';
import type { CmsInspection } from './cms/inspect.js';
import { type CmsJudgement, type CmsVerdict, concludeCms } from './cms.js';
import type { InspectionJob } from './inspection-worker.js';
import type { PdfInspection } from './pdf/inspect.js';
import { concludePdf, type PdfJudgement, type PdfVerdict } from './pdf.js';
import type { XmlInspection } from './xml/inspect.js';
import { concludeXml, type XmlJudgement, type XmlVerdict } from './xml.js';

/** Largest file looked at: an upload may have 10 MB, a document with its attachments more. */
const largest = 64 * 1024 * 1024;

const thread: IsolatedThread<InspectionJob, never> = new IsolatedThread(
  threadFile('inspection-worker', import.meta.url),
);

/** Has the thread inspect a file; a limit reached comes back as the reason. */
async function inspect<Inspection>(job: InspectionJob): Promise<Inspection | string> {
  if (job.bytes.length > largest || (job.content?.length ?? 0) > largest) return 'too-large';
  const outcome = await thread.run(job);
  return 'limit' in outcome ? outcome.limit : outcome.result;
}

/**
 * Judges a PDF that came from outside: its bytes are read by a thread of their own, within 10 s and 256 MB;
 * beyond, it is `unreadable` with the reason.
 */
export async function judgeForeignPdf(bytes: Uint8Array, judgement: PdfJudgement = {}): Promise<PdfVerdict> {
  const found = await inspect<PdfInspection>({ kind: 'pdf', bytes });
  if (typeof found === 'string') return { verdict: 'unreadable', signatures: [], reasons: [found] };
  return concludePdf(found, judgement);
}

/** Judges a CMS or CAdES signature that came from outside, under the same limits. */
export async function judgeForeignCms(bytes: Uint8Array, judgement: CmsJudgement = {}): Promise<CmsVerdict> {
  const found = await inspect<CmsInspection>({ kind: 'cms', bytes, content: judgement.content });
  if (typeof found !== 'string') return concludeCms(found, judgement);
  return {
    verdict: 'unreadable',
    packaging: 'detached',
    content: undefined,
    signatures: [],
    reasons: [found],
  };
}

/** Judges the XML signatures of a file that came from outside, under the same limits. */
export async function judgeForeignXml(bytes: Uint8Array, judgement: XmlJudgement = {}): Promise<XmlVerdict> {
  const found = await inspect<XmlInspection>({ kind: 'xml', bytes, content: judgement.content });
  if (typeof found !== 'string') return concludeXml(found, judgement);
  return { verdict: 'unreadable', signatures: [], helios: undefined, reasons: [found] };
}

/** Ends the judging thread, for a clean stop of the process. */
export function stopJudging(): Promise<void> {
  return thread.stop();
}
