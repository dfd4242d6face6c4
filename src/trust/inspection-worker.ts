import { parentPort } from 'node:worker_threads';
import { inspectCms } from './cms/inspect.js';
import { inspectPdf } from './pdf/inspect.js';
import { inspectXml } from './xml/inspect.js';

/** What the judging thread is asked: one file, and the document that a detached signature signs. */
export interface InspectionJob {
  readonly kind: 'pdf' | 'cms' | 'xml';
  readonly bytes: Uint8Array;
  readonly content?: Uint8Array | undefined;
}

function inspect({ kind, bytes, content }: InspectionJob): unknown {
  if (kind === 'pdf') return inspectPdf(bytes);
  return kind === 'cms' ? inspectCms(bytes, content) : inspectXml(bytes, content);
}

parentPort?.on('message', (job: InspectionJob) => parentPort?.postMessage(inspect(job)));
