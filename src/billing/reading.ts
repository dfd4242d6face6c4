import { delayAt } from '#src/catalogue/index.js';
import { findOrganisation } from '#src/directory/index.js';
import type { Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';
import { isDay } from '#src/platform/french/working-time.js';
import { searched } from '#src/platform/lists/search.js';
import { issuedStates, stateOfLine } from './invoice/invoice.js';
import { findOwnInvoice } from './invoice/invoice-store.js';
import type { InvoiceFilters } from './invoice/list-invoices.js';
import { lineSnapshot } from './issue/snapshots.js';
import type { ListedLine } from './lines/list-lines.js';
import type { Issuer } from './parts.page.js';
import type { InvoiceFacts } from './rows.js';
import { issuersOf, nobody, tables } from './store.js';
import type { LineSnapshot } from './types.js';
import { type InvoiceTurn, whoseTurnOfInvoice } from './whose-turn.js';

/** The bodies whose invoices the person keeps, by name. */
export async function ownIssuers(db: Database, actor: Person): Promise<Issuer[]> {
  const found: Issuer[] = [];
  for (const id of new Set(issuersOf(actor))) {
    found.push({ id, name: (await findOrganisation(db, id))?.shortName ?? '' });
  }
  return found.sort((one, other) => one.name.localeCompare(other.name, 'fr'));
}

/** A line of one's own body with what its invoice will say. */
export async function readLine(
  db: Database,
  actor: Person,
  id: string,
  now: Date,
): Promise<{ line: ListedLine; printed: LineSnapshot; turn: InvoiceTurn } | undefined> {
  const line = await tables(db)
    .selectFrom('billable_lines as l')
    .innerJoin('billed_order_facts as o', 'o.id', 'l.order_id')
    .selectAll('l')
    .select(['o.number as order_number', 'o.organisation_name'])
    .where('l.id', '=', id)
    .where('l.issuer_id', 'in', [...issuersOf(actor), nobody])
    .executeTakeFirst();
  if (!line) return undefined;
  const delay = await delayAt(db, 'invoice-issue', now);
  const turn = whoseTurnOfInvoice({ state: stateOfLine(line.state), since: line.since }, delay, now);
  return { line, printed: await lineSnapshot(db, line), turn };
}

/** The invoice that a line has become, where it has. */
export async function invoiceOfLine(db: Database, lineId: string): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom('invoices')
    .select('id')
    .where('line_id', '=', lineId)
    .where('state', '<>', 'credited')
    .executeTakeFirst();
  return row?.id;
}

/** An invoice of one's own body and whose turn it is. */
export async function readInvoice(
  db: Database,
  actor: Person,
  id: string,
  now: Date,
): Promise<{ invoice: InvoiceFacts; turn: InvoiceTurn } | undefined> {
  const invoice = await findOwnInvoice(db, actor, id);
  if (!invoice) return undefined;
  const delay = await delayAt(db, 'invoice-issue', now);
  const { state, since, due_on: dueOn } = invoice;
  return { invoice, turn: whoseTurnOfInvoice({ state, since, dueOn }, delay, now) };
}

/** What the URL of the list asks for; what it cannot mean is left out. */
export function invoiceFilters(query: URLSearchParams): InvoiceFilters {
  return {
    state: ([...issuedStates, 'late'] as const).find((each) => each === query.get('etat')),
    text: searched(query),
    from: dayOf(query.get('du')),
    until: dayOf(query.get('au')),
  };
}

function dayOf(text: string | null): string | undefined {
  return text && isDay(text) ? text : undefined;
}
