import { type RawBuilder, sql } from 'kysely';
import { billingPaths, countsOf, linePaging, linesToIssue } from '#src/billing/index.js';
import { delayAt, dueDates } from '#src/catalogue/index.js';
import { bodiesOf, hasPart, type Person } from '#src/platform/acts/actor.js';
import { parisDay, parisInstant } from '#src/platform/french/working-time.js';
import { firstPage } from '#src/platform/lists/paging.js';
import { countUpTo, type Reader, type Source } from './source.js';

const mayAwait = (actor: Person): boolean => hasPart(actor, 'accountant');
const issuersOf = (actor: Person): string[] => bodiesOf(actor, 'accountant');

/** Lines that no invoice has yet. */
export const linesAwaiting: Source = {
  title: 'Prestations à facturer',
  list: billingPaths.toIssue,
  mayAwait,
  async count({ db, actor }) {
    return (await countsOf(db, issuersOf(actor))).get('to-issue') ?? 0;
  },
  async items({ db, actor, now }) {
    const delay = await delayAt(db, 'invoice-issue', now);
    const lists = await Promise.all(
      issuersOf(actor).map((issuer) => linesToIssue(db, issuer, '', firstPage(linePaging))),
    );
    return lists
      .flatMap(({ rows }) => rows)
      .map((line) => {
        const until = dueDates(delay, line.since).end;
        return {
          what: 'Émettre la facture',
          whom: `${line.organisation_name} · ${line.order_number}`,
          href: billingPaths.line(line.id),
          since: line.since,
          until,
          late: until <= now,
        };
      });
  },
};

/** Invoices issued and not sent, and those sent whose due date has passed. */
export const invoicesToFollow: Source = {
  title: 'Factures à envoyer ou à relancer',
  list: billingPaths.issued,
  mayAwait,
  async count(reader) {
    const counts = await countsOf(reader.db, issuersOf(reader.actor));
    const overdue = (counts.get('sent') ?? 0) === 0 ? 0 : await countUpTo(reader.db, unpaid(reader));
    return (counts.get('issued') ?? 0) + overdue;
  },
  async items(reader) {
    const unsent = sql`invoice_facts WHERE issuer_id = ANY(${issuersOf(reader.actor)}::uuid[]) AND state = 'issued'`;
    const found = await Promise.all(
      [unsent, unpaid(reader)].map((rows) =>
        sql<{
          id: string;
          number: string;
          state: string;
          since: Date;
          due_on: string;
          organisation_name: string;
        }>`SELECT id, number, state, since, due_on, organisation_name FROM ${rows}
           ORDER BY since, id LIMIT ${reader.most}`.execute(reader.db),
      ),
    );
    return found
      .flatMap(({ rows }) => rows)
      .map((invoice) => ({
        what: invoice.state === 'issued' ? 'Envoyer la facture' : 'Relancer le paiement',
        whom: `${invoice.organisation_name} · ${invoice.number}`,
        href: billingPaths.invoice(invoice.id),
        since: invoice.since,
        until: invoice.state === 'issued' ? undefined : parisInstant(invoice.due_on),
        late: invoice.state !== 'issued',
      }));
  },
};

function unpaid({ actor, now }: Reader): RawBuilder<unknown> {
  return sql`invoice_facts WHERE issuer_id = ANY(${issuersOf(actor)}::uuid[]) AND state = 'sent'
    AND due_on < ${parisDay(now)}::date`;
}
