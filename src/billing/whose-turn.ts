import { type Delay, dueDates } from '#src/catalogue/index.js';
import type { Party } from '#src/directory/index.js';
import { type Turn, turn } from '#src/platform/acts/turn.js';
import { type Day, parisInstant } from '#src/platform/french/working-time.js';
import { type InvoiceState, type InvoiceStep, invoiceTable } from './invoice/invoice.js';

export interface InvoiceTurn {
  readonly turn: Turn<InvoiceState, Party, InvoiceStep>;
  readonly since: Date;
  readonly until: Date | undefined;
  readonly late: boolean;
}

/**
 * Whose turn it is for a line or an invoice: the calendar's while the visit lasts, then the accountant's until it is
 * paid. A line is late past the configured delay, an invoice past its due date.
 */
export function whoseTurnOfInvoice(
  of: { readonly state: InvoiceState; readonly since: Date; readonly dueOn?: Day },
  issueDelay: Delay,
  now: Date,
): InvoiceTurn {
  const until =
    of.state === 'to-issue'
      ? dueDates(issueDelay, of.since).end
      : of.state === 'sent' && of.dueOn !== undefined
        ? new Date(parisInstant(of.dueOn, '23:59').getTime() + 60_000)
        : undefined;
  return {
    turn: turn(invoiceTable, of.state),
    since: of.since,
    until,
    late: until !== undefined && until <= now,
  };
}
