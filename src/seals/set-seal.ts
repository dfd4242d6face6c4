import type { Act, Kernel } from '#src/platform/acts/act.js';
import { calendar } from '#src/platform/acts/actor.js';
import type { Schedule, Worker } from '#src/platform/jobs/jobs.js';
import { storeFile } from '#src/platform/web/files.js';
import { TimestampRefused } from '#src/trust/index.js';
import { sealQueue } from './ask-for-seal.js';
import type { Sealer } from './sealer.js';
import {
  documentsToSeal,
  keepSealed,
  lockWaiting,
  type SealPurpose,
  type SealRow,
  updateSeal,
  updateWaiting,
  waitingSince,
  waitingUpTo,
} from './store.js';

/** Minutes after which documents leave without their seal, when the authority can't be reached. */
const patience = 10;

/** Name of the seal's field, as readers of PDF show it. */
const fields: Readonly<Record<SealPurpose, string>> = {
  signature: 'Signature',
  countersignature: 'Contreseing',
  'handover-record': 'Remise',
};

/** Sets the seals that acts asked for. Tried again for some minutes; what still waits then is the calendar's. */
export function sealWorker(sealer: Sealer | undefined): Worker {
  return {
    queue: sealQueue,
    retryDelay: 2,
    retryLimit: 8,
    async run(kernel, data) {
      const { seal: id } = data as { seal: string };
      const waiting = await waitingUpTo(kernel.db, id);
      const seal = waiting.at(-1);
      if (seal?.id !== id) return;
      if (!sealer) return goWithout(kernel, seal);
      for (const each of waiting) await setSeal(kernel, sealer, each);
    },
  };
}

/** Seals again what could not be sealed, and lets the documents leave that have waited long enough. */
export function sealWhatWaits(sealer: Sealer | undefined): Schedule {
  return {
    name: 'seal-what-waits',
    cron: '*/5 * * * *',
    async run(kernel) {
      const before = new Date(kernel.clock().getTime() - patience * 60_000);
      const waiting = await waitingSince(kernel.db, before, 200);
      let failed: unknown;
      for (const seal of waiting) {
        if (!sealer) await goWithout(kernel, seal);
        else if (failed instanceof TimestampRefused) await defer(kernel, seal);
        else
          await setSeal(kernel, sealer, seal).catch(async (error: unknown) => {
            failed = error;
            await defer(kernel, seal);
          });
      }
      if (failed) throw failed;
    },
  };
}

async function setSeal(kernel: Kernel, sealer: Sealer, seal: SealRow): Promise<void> {
  let made: Made[];
  try {
    made = await make(kernel, sealer, seal);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    await updateSeal(kernel.db, seal.id, { failure: cause });
    throw error;
  }
  await kernel.transact(calendar, (act) => keep(act, seal, made));
}

interface Made {
  readonly file: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly level: 'B-T' | 'B-LT';
}

/** Outside any transaction: the authority is asked here. */
async function make(kernel: Kernel, sealer: Sealer, seal: SealRow): Promise<Made[]> {
  const made: Made[] = [];
  for (const { file_id, name, bytes } of await documentsToSeal(kernel.db, seal.id)) {
    if (!bytes) throw new Error('Le document à sceller n’est plus conservé.');
    const words = { field: fields[seal.purpose], reason: seal.reason, at: kernel.clock() };
    made.push({ file: file_id, name, ...(await sealer.seal(bytes, words)) });
  }
  return made;
}

/** Keeps what was sealed, unless another process was faster. */
async function keep(act: Act, seal: SealRow, made: readonly Made[]): Promise<void> {
  const level = made.every((each) => each.level === 'B-LT') ? 'B-LT' : 'B-T';
  const change = { state: 'set', set_at: act.now, level, failure: null } as const;
  if (!(await updateWaiting(act.tx, seal.id, change))) return;
  const documents: Record<string, string> = {};
  const sealed: string[] = [];
  for (const { file, name, bytes } of made) {
    const stored = await storeFile(act, { name, mediaType: 'application/pdf', bytes });
    sealed.push(stored.id);
    documents[file] = stored.sha256;
  }
  await keepSealed(
    act.tx,
    seal.id,
    made.map(({ file }) => file),
    sealed,
  );
  await act.publish({
    type: 'seal.set',
    about: { ...seal.about, seal: seal.id },
    data: { purpose: seal.purpose, level, documents, late: seal.deferred_at !== null },
  });
}

/** No seal is configured: what waits for it goes on without. */
async function goWithout(kernel: Kernel, seal: SealRow): Promise<void> {
  await kernel.transact(calendar, async (act) => {
    const left = await updateWaiting(act.tx, seal.id, { state: 'without' });
    if (left && !left.deferred_at) await publishDeferred(act, seal, 'none');
  });
}

async function defer(kernel: Kernel, seal: SealRow): Promise<void> {
  await kernel.transact(calendar, async (act) => {
    const waiting = await lockWaiting(act.tx, seal.id);
    if (!waiting || waiting.deferred_at) return;
    await updateSeal(act.tx, seal.id, { deferred_at: act.now });
    await publishDeferred(act, seal, 'late');
  });
}

async function publishDeferred(act: Act, seal: SealRow, why: 'none' | 'late'): Promise<void> {
  await act.publish({
    type: 'seal.deferred',
    about: { ...seal.about, seal: seal.id },
    data: { purpose: seal.purpose, why },
  });
}
