import { type Isolated, IsolatedThread, threadFile } from './isolated.js';
import type { PdfInspection } from './pdf/inspect.js';
import { concludePdf, type PdfJudgement, type PdfVerdict } from './pdf.js';

/** Largest file looked at: an upload may have 10 MB, a document with its attachments more. */
const largest = 64 * 1024 * 1024;

const thread: IsolatedThread<Uint8Array, PdfInspection> = new IsolatedThread(threadFile('inspection-worker'));

/**
 * Judges a PDF that came from outside: its bytes are read by a thread of their own, within 10 s and 256 MB;
 * beyond, it is `unreadable` with the reason.
 */
export async function judgeForeignPdf(bytes: Uint8Array, judgement: PdfJudgement = {}): Promise<PdfVerdict> {
  if (bytes.length > largest) return unreadable('too-large');
  const outcome: Isolated<PdfInspection> = await thread.run(bytes);
  return 'limit' in outcome ? unreadable(outcome.limit) : concludePdf(outcome.result, judgement);
}

function unreadable(reason: string): PdfVerdict {
  return { verdict: 'unreadable', signatures: [], reasons: [reason] };
}

/** Ends the judging thread, for a clean stop of the process. */
export function stopJudging(): Promise<void> {
  return thread.stop();
}
