import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Database, Defaulted, Tx } from '#src/platform/database/database.js';
import { type Actor, actorReference } from './actor.js';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Something that happened, past tense: `order.submitted`. `about` names the things it concerns by identifier;
 * `data` holds references and hashes, never a name, a secret or an address.
 */
export interface Event {
  readonly type: string;
  readonly about: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, Json>>;
}

/** A line of the journal as it is hashed. */
export interface JournalLine {
  readonly chain: string;
  readonly position: number;
  readonly at: Date;
  readonly actor: string;
  readonly type: string;
  readonly about: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, Json>>;
  readonly previous: Buffer;
}

type JournalTables = {
  journal_lines: Defaulted<
    {
      id: number;
      chain: string;
      position: number;
      at: Date;
      actor: string;
      type: string;
      about: string;
      data: string;
      previous: Buffer;
      hash: Buffer;
    },
    'id'
  >;
  journal_chains: { chain: string; length: number; head: Buffer };
};

/** What precedes the first line of every chain. */
export const noLine: Buffer = Buffer.alloc(32);

/** The chain of the installation: roles, configuration, exports of heads. */
const installationChain = 'installation';

function chainOf(event: Event): string {
  return event.about.order ? `order:${event.about.order}` : installationChain;
}

/** SHA-256 over the line's canonical JSON (RFC 8785), the hash of the previous line included. */
export function hashLine(line: JournalLine): Buffer {
  const { previous, at, ...rest } = line;
  const text = canonicalize({ ...rest, at: at.toISOString(), previous: previous.toString('hex') });
  if (text === undefined) throw new Error('a journal line has no canonical form');
  return createHash('sha256').update(text, 'utf8').digest();
}

/**
 * Writes the events of one transaction. The heads of the chains are locked here, at the very end and in
 * the order of their names, so that two acts never wait for each other in a circle.
 */
export async function appendToJournal(
  tx: Tx,
  by: { actor: Actor; now: Date },
  events: readonly Event[],
): Promise<{ line: number; event: Event }[]> {
  const written: { line: number; event: Event }[] = [];
  for (const chain of [...new Set(events.map(chainOf))].sort()) {
    const head = (await lockChain(tx, chain)) ?? (await beginChain(tx, chain));
    const theirs = events.filter((each) => chainOf(each) === chain);
    written.push(...(await lengthen(tx, by, chain, head, theirs)));
  }
  return written.sort((a, b) => events.indexOf(a.event) - events.indexOf(b.event));
}

interface Head {
  readonly length: number;
  readonly head: Buffer;
}

/** Adds lines to a chain whose head is locked, and moves the head, in one statement. */
async function lengthen(
  tx: Tx,
  by: { actor: Actor; now: Date },
  chain: string,
  { length, head }: Head,
  events: readonly Event[],
): Promise<{ line: number; event: Event }[]> {
  const actor = actorReference(by.actor);
  let previous = head;
  const rows = events.map(({ type, about, data }, i) => {
    const line = { chain, position: length + 1 + i, at: by.now, actor, type, about, data, previous };
    previous = hashLine(line);
    return { ...line, about: JSON.stringify(about), data: JSON.stringify(data), hash: previous };
  });
  const lines = await tx
    .withTables<JournalTables>()
    .with('moved', (db) =>
      db
        .updateTable('journal_chains')
        .set({ length: length + rows.length, head: previous })
        .where('chain', '=', chain),
    )
    .insertInto('journal_lines')
    .values(rows)
    .returning(['id', 'position'])
    .execute();
  const idAt = new Map(lines.map(({ id, position }) => [position, id]));
  return events.map((event, i) => {
    const line = idAt.get(length + 1 + i);
    if (line === undefined) throw new Error('a line of the journal was not written');
    return { line, event };
  });
}

function lockChain(tx: Tx, chain: string): Promise<Head | undefined> {
  return tx
    .withTables<JournalTables>()
    .selectFrom('journal_chains')
    .select(['length', 'head'])
    .where('chain', '=', chain)
    .forUpdate()
    .executeTakeFirst();
}

async function beginChain(tx: Tx, chain: string): Promise<Head> {
  const first = await tx
    .withTables<JournalTables>()
    .insertInto('journal_chains')
    .values({ chain, length: 0, head: noLine })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['length', 'head'])
    .executeTakeFirst();
  const begun = first ?? (await lockChain(tx, chain));
  if (!begun) throw new Error('a chain of the journal vanished');
  return begun;
}

/** A written line, for the documents and pages that refer to it. */
export async function lineOf(
  db: Database | Tx,
  id: number,
): Promise<{ position: number; at: Date; hash: Buffer }> {
  return db
    .withTables<JournalTables>()
    .selectFrom('journal_lines')
    .select(['position', 'at', 'hash'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}
