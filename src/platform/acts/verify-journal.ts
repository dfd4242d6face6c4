import { sql } from 'kysely';
import type { Database, Tx } from '#src/platform/database/database.js';
import { hashLine, type JournalLine, noLine } from './journal.js';

/** What is wrong with a chain, at the first line that shows it. */
export interface JournalFault {
  readonly chain: string;
  readonly position: number;
  readonly fault:
    | 'changed'
    | 'removed'
    | 'moved'
    | 'cut-off'
    | 'added'
    | 'not-the-head'
    | 'unknown-chain'
    | 'not-as-exported';
  readonly sentence: string;
}

export interface JournalReport {
  readonly chains: number;
  readonly lines: number;
  readonly faults: readonly JournalFault[];
}

/** Heads of the chains as exported on some day: length and hash in hexadecimal. */
export type ExportedHeads = Readonly<Record<string, { readonly length: number; readonly head: string }>>;

interface Row extends Omit<JournalLine, 'previous'> {
  readonly previous: Buffer;
  readonly hash: Buffer;
}

/** Lines read at once, so that memory does not grow with the journal. */
const batch = 2000;

/**
 * Reads every chain from its first line: each line must be hashed as it is written, follow the one before, and the
 * last be the head. Names the first line of each chain that was changed, removed, moved or cut off, or is not the one
 * that `exported` has.
 */
export function verifyJournal(db: Database, exported: readonly ExportedHeads[] = []): Promise<JournalReport> {
  // One snapshot: lines written meanwhile by a running service are neither missing nor too many.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => readChains(tx, exported));
}

async function readChains(db: Tx, exported: readonly ExportedHeads[]): Promise<JournalReport> {
  const heads = await sql<{ chain: string; length: number; head: Buffer }>`
    SELECT chain, length, head FROM journal_chains ORDER BY chain`.execute(db);
  const faults: JournalFault[] = [];
  let lines = 0;
  for (const head of heads.rows) {
    const walked = await walk(
      db,
      head,
      exported.flatMap((heads) => heads[head.chain] ?? []),
    );
    lines += walked.lines;
    if (walked.fault) faults.push(walked.fault);
  }
  const known = new Set(heads.rows.map(({ chain }) => chain));
  const strays = await sql<{ chain: string }>`SELECT DISTINCT chain FROM journal_lines
    WHERE chain NOT IN (SELECT chain FROM journal_chains)`.execute(db);
  for (const { chain } of strays.rows) faults.push(fault(chain, 1, 'unknown-chain'));
  const named = new Set(exported.flatMap((heads) => Object.keys(heads)));
  for (const chain of named) if (!known.has(chain)) faults.push(fault(chain, 1, 'cut-off'));
  return { chains: heads.rows.length, lines, faults };
}

async function walk(
  db: Tx,
  head: { chain: string; length: number; head: Buffer },
  exported: readonly ExportedHeads[string][],
): Promise<{ lines: number; fault?: JournalFault }> {
  const { chain } = head;
  let previous = noLine;
  let position = 0;
  for (;;) {
    const { rows } = await sql<Row>`SELECT chain, position, at, actor, type, about, data, previous, hash
      FROM journal_lines WHERE chain = ${chain} AND position > ${position} ORDER BY position LIMIT ${batch}`.execute(
      db,
    );
    if (rows.length === 0) break;
    for (const row of rows) {
      if (row.position !== position + 1)
        return { lines: position, fault: fault(chain, position + 1, 'removed') };
      const { hash, ...line } = row;
      // A line put elsewhere still names the one that it followed; one rewritten in its place does not match its hash.
      if (!row.previous.equals(previous))
        return { lines: position, fault: fault(chain, row.position, 'moved') };
      if (!hashLine(line).equals(hash))
        return { lines: position, fault: fault(chain, row.position, 'changed') };
      previous = hash;
      position = row.position;
      if (exported.some(({ length, head }) => length === position && head !== hash.toString('hex'))) {
        return { lines: position, fault: fault(chain, position, 'not-as-exported') };
      }
    }
  }
  if (position < head.length || exported.some(({ length }) => position < length)) {
    return { lines: position, fault: fault(chain, position + 1, 'cut-off') };
  }
  if (position > head.length) return { lines: position, fault: fault(chain, head.length + 1, 'added') };
  if (!previous.equals(head.head)) return { lines: position, fault: fault(chain, position, 'not-the-head') };
  return { lines: position };
}

const words: Readonly<Record<JournalFault['fault'], string>> = {
  changed: 'cette ligne a été modifiée',
  removed: 'cette ligne a été retirée',
  moved: 'cette ligne n’est plus à sa place',
  'cut-off': 'la fin de la chaîne, à partir de cette ligne, a été coupée',
  added: 'cette ligne a été ajoutée hors de la chaîne',
  'not-the-head': 'cette ligne n’est pas la dernière que la tête de la chaîne annonce',
  'unknown-chain': 'cette chaîne n’a pas de tête : elle a été ajoutée, ou sa tête retirée',
  'not-as-exported': 'cette ligne n’est pas celle qui a été exportée',
};

function fault(chain: string, position: number, kind: JournalFault['fault']): JournalFault {
  return { chain, position, fault: kind, sentence: `${chain}, ligne ${position} : ${words[kind]}.` };
}
