import type { RawBuilder } from 'kysely';
import type { Person } from '#src/platform/acts/actor.js';
import { countLimit } from '#src/platform/acts/state-counts.js';
import { certificatesSuspended, certificatesUnconfirmed } from './certificates.js';
import { missionsToAnswer, visitsToHold } from './delivery.js';
import {
  filesHeldUp,
  filesOnDesk,
  holdersToRemind,
  ownFiles,
  timesToPick,
  visitsToPropose,
} from './files.js';
import { jobsFailed, mailFailed } from './installation.js';
import { invoicesToFollow, linesAwaiting } from './invoices.js';
import { ordersToExamine, ordersToFinish, ordersToSign } from './orders.js';
import { countEach, type Reader, type Source, type Todo } from './source.js';
import { tokensAtCentre, tokensHeldUp } from './tokens.js';

/** Everything that may await anybody, in the order of the relay. */
const sources: readonly Source[] = [
  ordersToFinish,
  ordersToSign,
  ownFiles,
  timesToPick,
  holdersToRemind,
  ordersToExamine,
  missionsToAnswer,
  filesOnDesk,
  filesHeldUp,
  tokensHeldUp,
  certificatesSuspended,
  certificatesUnconfirmed,
  tokensAtCentre,
  visitsToPropose,
  visitsToHold,
  linesAwaiting,
  invoicesToFollow,
  mailFailed,
  jobsFailed,
];

export interface Kind {
  readonly title: string;
  readonly list: string | undefined;
  readonly count: number;
}

/** What awaits a person, kind by kind, where there is something. */
export async function kindsAwaiting(reader: Reader): Promise<Kind[]> {
  const all = mine(reader.actor);
  const together: { source: Source; count: RawBuilder<number> }[] = [];
  for (const source of all) {
    if (source.counted) together.push({ source, count: await source.counted(reader) });
  }
  const counted = await countEach(
    reader.db,
    together.map(({ count }) => count),
  );
  const counts = new Map(together.map(({ source }, index) => [source, counted[index] ?? 0]));
  const kinds: Kind[] = [];
  for (const source of all) {
    const count = counts.get(source) ?? (await source.count?.(reader)) ?? 0;
    const { title, list } = source;
    if (count > 0) kinds.push({ title, list, count: Math.min(countLimit + 1, count) });
  }
  return kinds;
}

/** The first things that await a person, over all kinds, the longest awaited first. */
export async function thingsAwaiting(reader: Reader): Promise<Todo[]> {
  const found: Todo[] = [];
  for (const source of mine(reader.actor)) found.push(...(await source.items(reader)));
  return found.sort((a, b) => a.since.getTime() - b.since.getTime()).slice(0, reader.most);
}

function mine(actor: Person): Source[] {
  return sources.filter((source) => source.mayAwait(actor));
}
