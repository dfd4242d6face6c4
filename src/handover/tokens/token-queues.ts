import { type RawBuilder, sql } from 'kysely';

/** A holder waits for it still. */
const awaited = sql<boolean>`EXISTS (SELECT FROM file_facts f WHERE f.id = t.file_id
  AND f.certificate_id = t.certificate_id AND f.certificate_state = 'issued')`;

/** It lies at the centre for nobody: damaged, or its certificate no longer awaits its holder. */
export const toSendBack = sql<boolean>`(t.state = 'damaged' AND t.keeper = 'centre'
  OR t.state = 'received' AND NOT ${awaited})`;

/** What follows FROM: the keys on their way to some delivery centres, whose officers note them as they come. */
export function tokensToReceive(centres: readonly string[]): RawBuilder<unknown> {
  return sql`tokens t WHERE t.delivery_centre_id = ANY(${[...centres]}::uuid[]) AND t.state = 'in-transit'`;
}

/** The same of the keys that they are to send back. */
export function tokensToSendBack(centres: readonly string[]): RawBuilder<unknown> {
  return sql`tokens t WHERE t.delivery_centre_id = ANY(${[...centres]}::uuid[])
    AND t.state IN ('received', 'damaged') AND ${toSendBack}`;
}

/**
 * The same of the keys that the officers of some purchasing bodies look for, or whose end they note: those that the
 * authority or the post owes since before `late`, and the damaged ones that the authority kept.
 */
export function tokensToChase(bodies: readonly string[], late: Date): RawBuilder<unknown> {
  return sql`tokens t WHERE t.purchasing_body_id = ANY(${[...bodies]}::uuid[])
    AND t.state IN ('at-authority', 'in-transit', 'damaged', 'returning')
    AND CASE t.state WHEN 'damaged' THEN t.keeper = 'authority'
      WHEN 'at-authority' THEN t.since <= ${late} AND ${awaited} ELSE t.since <= ${late} END`;
}
