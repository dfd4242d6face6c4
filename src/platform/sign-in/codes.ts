import { randomInt, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Act } from '#src/platform/acts/act.js';

/** How long a code may be used, in minutes, and how often it may be tried (procedure, rule 8). */
export const codeMinutes = 10;
export const codeTries = 5;

/** Between two codes mailed for one act, and how many of them leave in an hour. */
const pause = 60_000;
const hour = 3_600_000;
export const codesAnHour = 6;

/** When the codes that count at `now` were mailed: those before no longer hold anything up. */
export function codesCountSince(now: Date): Date {
  return new Date(now.getTime() - hour);
}

/** The minutes to wait for another code, after those mailed within the hour, oldest first; 0 where none. */
export function minutesBeforeCode(mailed: readonly Date[], now: Date): number {
  const last = mailed.at(-1);
  const sixth = mailed.at(-codesAnHour);
  const free = Math.max(last ? last.getTime() + pause : 0, sixth ? sixth.getTime() + hour : 0);
  return Math.max(0, Math.ceil((free - now.getTime()) / 60_000));
}

type CodeTables = {
  codes: {
    purpose: string;
    person_id: string;
    hash: Buffer;
    bound_to: string;
    expires_at: Date;
    tries: number;
  };
};

const keyed = (act: Act, code: { purpose: string; personId: string }, digits: string): Buffer =>
  act.keyed(`code:${code.purpose}:${code.personId}:${digits}`);

/**
 * Makes a code for one act of one person, bound to what it is about (a hash). Only a keyed hash of it is kept, and a
 * new code replaces the one before. The caller mails it.
 */
export async function makeCode(
  act: Act,
  code: { purpose: string; personId: string; boundTo: string },
): Promise<string> {
  const digits = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const expires = new Date(act.now.getTime() + codeMinutes * 60_000);
  const fresh = {
    hash: keyed(act, code, digits),
    bound_to: code.boundTo,
    expires_at: expires,
    tries: 0,
  };
  await act.tx
    .withTables<CodeTables>()
    .insertInto('codes')
    .values({ purpose: code.purpose, person_id: code.personId, ...fresh })
    .onConflict((conflict) => conflict.columns(['purpose', 'person_id']).doUpdateSet(fresh))
    .execute();
  return digits;
}

/**
 * Tries a code. A right one is spent; a wrong one counts, which must outlive a refusal: the caller returns it as
 * a result, not as a refusal that would roll the count back.
 */
export async function tryCode(
  act: Act,
  code: { purpose: string; personId: string; boundTo: string; digits: string },
): Promise<'right' | 'wrong' | 'expired'> {
  const codes = act.tx.withTables<CodeTables>();
  const mine = codes
    .selectFrom('codes')
    .selectAll()
    .where('purpose', '=', code.purpose)
    .where('person_id', '=', code.personId)
    .forUpdate();
  const row = await mine.executeTakeFirst();
  if (!row || row.expires_at <= act.now || row.tries >= codeTries || row.bound_to !== code.boundTo)
    return 'expired';
  const right = timingSafeEqual(row.hash, keyed(act, code, code.digits));
  if (right) {
    await codes
      .deleteFrom('codes')
      .where('purpose', '=', code.purpose)
      .where('person_id', '=', code.personId)
      .execute();
    return 'right';
  }
  await codes
    .updateTable('codes')
    .set({ tries: sql`tries + 1` })
    .where('purpose', '=', code.purpose)
    .where('person_id', '=', code.personId)
    .execute();
  return 'wrong';
}
