import { billingPaths } from '#src/billing/paths.js';
import type { InvoiceFacts } from '#src/billing/rows.js';
import { issuersOf } from '#src/billing/store.js';
import type { Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';
import { longDate, money } from '#src/platform/french/french.js';
import { parisDay } from '#src/platform/french/working-time.js';
import { Card, type Child, DataTable, type Html, Tag } from '#src/platform/ui/index.js';
import { invoicesOfOrder } from './invoice-store.js';
import { StateTag } from './list-invoices.page.js';

/** On the page of an order: its invoices, for the correspondents of the organisation and each issuer's accountant. */
export async function invoiceCard(db: Database, orderId: string, actor: Person, now: Date): Promise<Child> {
  const invoices = await invoicesOfOrder(db, actor, orderId);
  if (invoices.length === 0) return null;
  const mine = issuersOf(actor);
  return (
    <Card title="Factures">
      <DataTable
        id="factures"
        caption="Factures de cette commande"
        columns={[
          {
            key: 'numero',
            label: 'Facture',
            cell: (row) =>
              mine.includes(row.issuer_id) ? (
                <a class="number" href={billingPaths.invoice(row.id)}>
                  {row.number}
                </a>
              ) : (
                <a class="number" href={billingPaths.pdf(row.id)}>
                  {row.number} (PDF)
                </a>
              ),
          },
          { key: 'emetteur', label: 'Émetteur', cell: (row) => row.issuer.name },
          { key: 'ttc', label: 'TTC', numeric: true, cell: (row) => money(row.gross) },
          {
            key: 'etat',
            label: 'État',
            cell: (row) => <Standing row={row} now={now} own={mine.includes(row.issuer_id)} />,
          },
        ]}
        rows={invoices}
        empty=""
      />
    </Card>
  );
}

/** For whoever pays, an invoice issued is one to pay, sent or not. */
function Standing({ row, now, own }: { row: InvoiceFacts; now: Date; own: boolean }): Html {
  const today = parisDay(now);
  const toPay = (row.state === 'issued' || row.state === 'sent') && row.due_on >= today;
  return (
    <>
      {toPay && !own ? <Tag tone="info">à régler</Tag> : <StateTag row={row} today={today} />}
      <br />
      <span class="soft small">
        {row.credit_number ? (
          <a href={billingPaths.creditPdf(row.id)}>Avoir {row.credit_number} (PDF)</a>
        ) : row.paid_on ? (
          `le ${longDate(row.paid_on)}`
        ) : (
          `à régler avant le ${longDate(row.due_on)}`
        )}
      </span>
    </>
  );
}
