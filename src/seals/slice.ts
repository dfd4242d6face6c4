import type { Slice } from '#src/platform/slice.js';
import type { TimestampAuthority } from '#src/trust/index.js';
import { timestampWhatWaits, timestampWorker } from './head-timestamps.js';
import type { Sealer } from './sealer.js';
import { sealWhatWaits, sealWorker } from './set-seal.js';

/** What the installation proves with: a seal for documents, a timestamping authority for the journal. */
export interface Proofs {
  readonly sealer?: Sealer | undefined;
  readonly timestamps?: TimestampAuthority | undefined;
}

/** Seals on the documents of the relay, timestamps on the journal's heads: set by jobs, never inside an act. */
export function sealsSlice({ sealer, timestamps }: Proofs): Slice {
  return {
    name: 'seals',
    workers: [sealWorker(sealer), timestampWorker(timestamps)],
    schedules: [sealWhatWaits(sealer), timestampWhatWaits(timestamps)],
  };
}
