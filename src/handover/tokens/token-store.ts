import { type RawBuilder, sql } from 'kysely';
import { type Reader, tables } from '#src/handover/store.js';
import type { Destruction, TokenMoveRow, TokenRow } from '#src/handover/types.js';
import type { Tx } from '#src/platform/database/database.js';
import { json } from '#src/platform/database/jsonb.js';
import { isUuid } from '#src/platform/uuid.js';

export async function lockToken(tx: Tx, id: string): Promise<TokenRow | undefined> {
  if (!isUuid(id)) return undefined;
  return tables(tx).selectFrom('tokens').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The token that bears a serial; of those that came and went, the one in use, else the latest. */
export async function tokenBySerial(db: Reader, serial: string, lock = false): Promise<TokenRow | undefined> {
  let query = tables(db)
    .selectFrom('tokens')
    .selectAll()
    .where('serial', '=', serial)
    .orderBy(sql`state IN ('returned', 'destroyed')`)
    .orderBy('since', 'desc')
    .limit(1);
  if (lock) query = query.forUpdate();
  return query.executeTakeFirst();
}

/**
 * Holds a serial until the act ends, also one that no token bears yet: who makes the token and who hears that it was
 * sent would else each miss what the other has not committed.
 */
export async function lockSerial(tx: Tx, serial: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('token'), hashtext(${serial}))`.execute(tx);
}

/** The token of a file's certificate: the one that runs. */
export function tokenOfFile(db: Reader, fileId: string): Promise<TokenRow | undefined> {
  return tables(db)
    .selectFrom('tokens as t')
    .innerJoin('file_facts as f', (join) =>
      join.onRef('f.id', '=', 't.file_id').onRef('f.certificate_id', '=', 't.certificate_id'),
    )
    .selectAll('t')
    .where('t.file_id', '=', fileId)
    .executeTakeFirst();
}

export function movesOfToken(db: Reader, id: string): Promise<(TokenMoveRow & { person: string | null })[]> {
  return tables(db)
    .withTables<{ people: { id: string; name: string } }>()
    .selectFrom('token_moves as m')
    .leftJoin('people as p', 'p.id', 'm.person_id')
    .selectAll('m')
    .select('p.name as person')
    .where('m.token_id', '=', id)
    .orderBy('m.number')
    .execute();
}

type Move = Pick<TokenMoveRow, 'step' | 'at' | 'person_id' | 'reason'> & {
  record?: Destruction | undefined;
};

/** Saves the state and the line of custody that tells it. */
export async function saveMove(tx: Tx, token: TokenRow, move: Move): Promise<void> {
  await sql`WITH saved AS (
      UPDATE tokens SET state = ${token.state}, since = ${token.since}, keeper = ${token.keeper},
                        received_at = ${token.received_at}, reason = ${json(token.reason)}
       WHERE id = ${token.id})
    ${lineOf(token, move)}`.execute(tx);
}

export async function appendMove(tx: Tx, token: TokenRow, move: Move): Promise<void> {
  await lineOf(token, move).execute(tx);
}

function lineOf(token: TokenRow, move: Move): RawBuilder<unknown> {
  return sql`INSERT INTO token_moves (token_id, number, step, state, keeper, at, person_id, reason, record)
    SELECT ${token.id}, coalesce(max(number), 0) + 1, ${move.step}, ${token.state}, ${token.keeper}, ${move.at},
           ${move.person_id}::uuid, ${json(move.reason)}, ${json(move.record)}
      FROM token_moves WHERE token_id = ${token.id}`;
}
