import { parentPort } from 'node:worker_threads';
import { inspectPdf } from './pdf/inspect.js';

/** The judging thread: one file in, what its bytes tell out. */
parentPort?.on('message', (bytes: Uint8Array) => {
  parentPort?.postMessage(inspectPdf(bytes));
});
