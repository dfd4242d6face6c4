import { stringify } from 'csv-stringify/sync';
import { vatWords } from '#src/billing/amounts.js';
import type { InvoiceFacts } from '#src/billing/rows.js';
import type { Database } from '#src/platform/database/database.js';
import type { Day } from '#src/platform/french/working-time.js';
import { pageThrough } from '#src/platform/lists/paging.js';
import { invoiceTable, kindNames } from './invoice.js';
import { type InvoiceFilters, invoicePaging, listInvoices } from './list-invoices.js';

type Cell = (row: InvoiceFacts) => string | number | null;

/** English key, French heading, and the cell of each format: for people and spreadsheets, or for programs. */
const columns: readonly (readonly [key: string, heading: string, french: Cell, plain?: Cell])[] = [
  ['number', 'Numéro', (row) => row.number],
  ['issued_on', 'Date d’émission', (row) => frenchDay(row.issued_on), (row) => row.issued_on],
  ['due_on', 'Échéance', (row) => frenchDay(row.due_on), (row) => row.due_on],
  ['state', 'État', (row) => invoiceTable.words[row.state], (row) => row.state],
  ['paid_on', 'Payée le', (row) => frenchDay(row.paid_on), (row) => row.paid_on],
  ['credit_note', 'Avoir', (row) => row.credit_number],
  ['issuer', 'Émetteur', (row) => row.issuer.name],
  ['organisation', 'Organisme', (row) => row.buyer.name],
  ['siret', 'SIRET', (row) => row.buyer.siret],
  ['order', 'Commande', (row) => row.order_number],
  ['engagement_number', 'Numéro d’engagement', (row) => row.buyer.engagementNumber],
  ['service_code', 'Code service', (row) => row.buyer.serviceCode],
  ['kind', 'Nature', (row) => kindNames[row.kind], (row) => row.kind],
  ['delivered_on', 'Prestation du', (row) => frenchDay(row.delivered_on), (row) => row.delivered_on],
  ['quantity', 'Quantité', (row) => row.lines[0]?.quantity ?? 0],
  [
    'unit_price_cents',
    'Prix unitaire HT',
    (row) => frenchSum(row.lines[0]?.unitPrice ?? 0),
    (row) => row.lines[0]?.unitPrice ?? 0,
  ],
  ['vat_rates', 'TVA', (row) => rates(row)],
  ['net_cents', 'Total HT', (row) => frenchSum(row.net), (row) => row.net],
  ['vat_cents', 'Montant de TVA', (row) => frenchSum(row.vat), (row) => row.vat],
  ['gross_cents', 'Total TTC', (row) => frenchSum(row.gross), (row) => row.gross],
];

/**
 * A body's invoices of a period, oldest first, a piece at a time: with French headings, semicolons and a byte order
 * mark for spreadsheets, or with English keys, commas, ISO dates and cents for programs. Cells that a spreadsheet
 * would run as formulas are defused.
 */
export async function* exportInvoices(
  db: Database,
  issuer: string,
  filters: InvoiceFilters,
  today: Day,
  format: 'french' | 'plain',
): AsyncGenerator<string> {
  const options =
    format === 'french'
      ? ({ delimiter: ';', record_delimiter: 'windows', escape_formulas: true } as const)
      : ({ escape_formulas: true } as const);
  const header = columns.map(([key, heading]) => (format === 'french' ? heading : key));
  yield `${format === 'french' ? '\uFEFF' : ''}${stringify([header], options)}`;
  let mark: string | undefined;
  do {
    const found = await listInvoices(db, issuer, filters, pageThrough(invoicePaging, mark), today);
    const cells = found.rows.map((row) =>
      columns.map(([, , french, plain = french]) => (format === 'french' ? french : plain)(row)),
    );
    if (cells.length > 0) yield stringify(cells, options);
    mark = found.next;
  } while (mark);
}

function frenchDay(day: Day | null): string {
  return day === null ? '' : day.split('-').reverse().join('/');
}

/** `12345` → « 123,45 »: digits and a comma, as spreadsheets read them. */
function frenchSum(cents: number): string {
  return `${Math.trunc(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
}

function rates(row: InvoiceFacts): string {
  return row.vat_breakdown
    .map(({ regime, perMille }) => vatWords(regime, perMille).replace('\u202f', ' '))
    .join(', ');
}
