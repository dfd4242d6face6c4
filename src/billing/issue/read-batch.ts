import { issuersOf, nobody, tables } from '#src/billing/store.js';
import type { LineKind } from '#src/billing/types.js';
import type { Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';

export interface BatchLine {
  readonly organisation_name: string;
  readonly kind: LineKind;
  readonly invoice_id: string | null;
  readonly number: string | null;
  readonly refusal: string | null;
}

/** What became of each line of a batch of one's own body; none where there is no such batch. */
export function readBatch(db: Database, actor: Person, id: string): Promise<BatchLine[]> {
  return tables(db)
    .selectFrom('invoice_batch_lines as b')
    .innerJoin('invoice_batches as t', 't.id', 'b.batch_id')
    .innerJoin('billable_lines as l', 'l.id', 'b.line_id')
    .innerJoin('billed_order_facts as o', 'o.id', 'l.order_id')
    .leftJoin('invoices as i', 'i.id', 'b.invoice_id')
    .select(['o.organisation_name', 'l.kind', 'b.invoice_id', 'i.number', 'b.refusal'])
    .where('b.batch_id', '=', id)
    .where('t.issuer_id', 'in', [...issuersOf(actor), nobody])
    .orderBy('b.position')
    .execute();
}
