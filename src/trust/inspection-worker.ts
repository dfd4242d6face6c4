import { parentPort } from 'node:worker_threads';
import { inspectCms } from './cms/inspect.js';
import { inspectPdf } from './pdf/inspect.js';

/** What the judging thread is asked: one file, and the document that a detached signature signs. */
export interface InspectionJob {
  readonly kind: 'pdf' | 'cms';
  readonly bytes: Uint8Array;
  readonly content?: Uint8Array | undefined;
}

parentPort?.on('message', ({ kind, bytes, content }: InspectionJob) => {
  parentPort?.postMessage(kind === 'pdf' ? inspectPdf(bytes) : inspectCms(bytes, content));
});
