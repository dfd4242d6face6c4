import { sql } from 'kysely';
import { billingPaths } from '#src/billing/index.js';
import { inventedAddress } from '#src/demonstration/people-address.js';
import { type Day, parisDay, parisInstant } from '#src/platform/french/working-time.js';
import { giveReason } from './give-reason.js';
import type { History } from './history.js';
import { inTurn } from './in-turn.js';
import type { OrderStory } from './order-story.js';

/** How far the invoices of a visit go. */
export const invoiceStages = ['to-issue', 'issued', 'sent', 'paid', 'credited'] as const;
export type InvoiceStage = (typeof invoiceStages)[number];

/** Both accountants of the demonstration, the buyer's and the CDG 35's, invoice what the visit made due. */
export async function tellInvoices(history: History, order: OrderStory, stage: InvoiceStage): Promise<void> {
  if (stage === 'to-issue') return;
  await history.wait(30);
  for (const name of ['Armelle Facture', 'Soazig Compte']) {
    const accountant = await history.seat(inventedAddress(name), name);
    await inTurn(name, async () => {
      await notBefore(history, await lastIssue(history, accountant.personId));
      for (const { id } of await linesOf(history, order, accountant.personId)) {
        await accountant.post(billingPaths.issue, { ligne: id });
      }
    });
    await history.settle();
    if (stage === 'issued') continue;
    for (const { id } of await invoicesOf(history, order, accountant.personId)) {
      await accountant.post(billingPaths.send(id), {});
      await history.settle();
      if (stage === 'credited') {
        await inTurn(name, () =>
          giveReason(history, accountant, billingPaths.credit(id), 'credit-note', { again: 'oui' }),
        );
      }
      if (stage !== 'paid') continue;
      await history.wait(72);
      await accountant.post(billingPaths.pay(id), { paidOn: parisDay(history.clock()) });
    }
  }
}

/** An accountant does not go back in time: the next invoice bears the day of the last one, or a later one. */
async function notBefore(history: History, day: Day | null): Promise<void> {
  const hours =
    day === null ? 0 : (parisInstant(day, '12:00').getTime() - history.clock().getTime()) / 3_600_000;
  if (hours > 0) await history.wait(hours);
}

async function lastIssue(history: History, personId: string): Promise<Day | null> {
  const { rows } = await sql<{ last: Day | null }>`SELECT max(i.issued_on) AS last FROM invoices i
    JOIN roles_in_force r ON r.organisation_id = i.issuer_id AND r.part = 'accountant' AND r.person_id = ${personId}`.execute(
    history.app.kernel.db,
  );
  return rows[0]?.last ?? null;
}

async function linesOf(history: History, order: OrderStory, personId: string): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`SELECT l.id FROM billable_lines l
    JOIN roles_in_force r ON r.organisation_id = l.issuer_id AND r.part = 'accountant' AND r.person_id = ${personId}
    WHERE l.order_id = ${order.id} AND l.state = 'to-issue'`.execute(history.app.kernel.db);
  return rows;
}

async function invoicesOf(history: History, order: OrderStory, personId: string): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`SELECT i.id FROM invoices i
    JOIN roles_in_force r ON r.organisation_id = i.issuer_id AND r.part = 'accountant' AND r.person_id = ${personId}
    WHERE i.order_id = ${order.id} AND i.state = 'issued'`.execute(history.app.kernel.db);
  return rows;
}
