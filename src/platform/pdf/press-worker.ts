import { parentPort } from 'node:worker_threads';
import { typeset } from './press.js';
import type { PressJob, Printed } from './typst.js';

function print({ request, standard }: PressJob): Printed {
  try {
    return { pdf: typeset(request, standard) };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (job: PressJob) => parentPort?.postMessage(print(job)));
