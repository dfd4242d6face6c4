import { refusals } from '#src/billing/refusals.js';
import { issuersOf, nobody, tables } from '#src/billing/store.js';
import { personById } from '#src/directory/index.js';
import type { Act, Kernel } from '#src/platform/acts/act.js';
import type { Person } from '#src/platform/acts/actor.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import type { Worker } from '#src/platform/jobs/jobs.js';
import { issueInvoice } from './issue-invoice.js';

const queue = 'issue-invoices';

/** Asks that several lines of one body be issued, one after another; a page shows how far it is. */
export async function startBatch(act: Act, lineIds: readonly string[]): Promise<{ id: string } | Refusal> {
  const { actor } = act;
  if (actor.kind !== 'person') return notYourPart;
  const lines = await tables(act.tx)
    .selectFrom('billable_lines')
    .select(['id', 'issuer_id'])
    .where('id', 'in', [...lineIds, nobody])
    .where('issuer_id', 'in', [...issuersOf(actor), nobody])
    .orderBy('since')
    .orderBy('id')
    .execute();
  const issuer = lines[0]?.issuer_id;
  if (!issuer) return refusals.nothingChosen;
  const mine = lines.filter((line) => line.issuer_id === issuer);
  const { id } = await tables(act.tx)
    .insertInto('invoice_batches')
    .values({ issuer_id: issuer, person_id: actor.id, at: act.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tables(act.tx)
    .insertInto('invoice_batch_lines')
    .values(mine.map((line, index) => ({ batch_id: id, position: index + 1, line_id: line.id })))
    .execute();
  await act.queue(queue, { batch: id });
  return { id };
}

/** Issues what a batch still holds, each line in a transaction of its own: a job that dies goes on where it was. */
export const batchWorker: Worker = {
  queue,
  retryDelay: 2,
  retryLimit: 12,
  async run(kernel, data) {
    const { batch: id } = data as { batch: string };
    const batch = await tables(kernel.db)
      .selectFrom('invoice_batches')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    const accountant = batch && (await accountantOf(kernel, batch));
    if (!accountant) return;
    const lines = await tables(kernel.db)
      .selectFrom('invoice_batch_lines')
      .selectAll()
      .where('batch_id', '=', id)
      .where('invoice_id', 'is', null)
      .where('refusal', 'is', null)
      .orderBy('position')
      .execute();
    for (const line of lines) {
      const note = (act: Act, outcome: { invoice_id: string } | { refusal: string }) =>
        tables(act.tx)
          .updateTable('invoice_batch_lines')
          .set(outcome)
          .where('batch_id', '=', id)
          .where('position', '=', line.position)
          .where('invoice_id', 'is', null)
          .execute();
      const result = await kernel.transact(accountant, async (act) => {
        const issued = await issueInvoice(act, line.line_id);
        if (!isRefusal(issued)) await note(act, { invoice_id: issued.id });
        return issued;
      });
      if (isRefusal(result)) {
        await kernel.transact(accountant, (act) => note(act, { refusal: result.sentence }));
      }
    }
  },
};

/** Who asked, for the one body of the batch: their part in it was judged when they asked. */
async function accountantOf(
  kernel: Kernel,
  batch: { person_id: string; issuer_id: string },
): Promise<Person | undefined> {
  const person = await personById(kernel.db, batch.person_id);
  return (
    person && {
      kind: 'person',
      id: person.id,
      name: person.name,
      email: person.email,
      roles: [{ part: 'accountant', body: batch.issuer_id }],
      door: null,
    }
  );
}
