import { AmountsTable, Refused } from '#src/billing/parts.page.js';
import { billingPaths } from '#src/billing/paths.js';
import type { InvoiceFacts } from '#src/billing/rows.js';
import type { InvoiceTurn } from '#src/billing/whose-turn.js';
import { orderPaths } from '#src/orders/index.js';
import { longDate, money, since, siret } from '#src/platform/french/french.js';
import {
  Card,
  Columns,
  type Html,
  LinkButton,
  PageHeader,
  Panel,
  Stack,
  Summary,
  type SummaryRow,
  When,
} from '#src/platform/ui/index.js';
import { subjectOf } from './invoice.document.js';
import { invoiceTable } from './invoice.js';

interface InvoiceView {
  readonly invoice: InvoiceFacts;
  readonly turn: InvoiceTurn;
  readonly now: Date;
  readonly refusal?: string | undefined;
}

/** One invoice for its accountant: whose turn, what it says, its PDF, and what else may be done. */
export function InvoicePage({ view }: { view: InvoiceView }): Html {
  const { invoice } = view;
  const besides = besidesOf(invoice);
  return (
    <Stack>
      <Refused sentence={view.refusal} />
      <PageHeader
        title={`Facture ${invoice.number}`}
        trail={[{ label: 'Factures émises', href: billingPaths.issued }]}
        place={invoice.number}
        lead={
          <>
            {invoice.buyer.name} · {money(invoice.gross)} TTC · commande{' '}
            <a href={orderPaths.order(invoice.order_id)}>{invoice.order_number}</a>
          </>
        }
      />
      <Turn view={view} />
      {besides.length > 0 ? (
        <Columns aside={<Besides links={besides} />}>
          <Facts invoice={invoice} />
        </Columns>
      ) : (
        <Facts invoice={invoice} />
      )}
    </Stack>
  );
}

/** What it says, and its PDF. */
function Facts({ invoice }: { invoice: InvoiceFacts }): Html {
  return (
    <>
      <Card
        title={subjectOf(invoice)}
        actions={
          <>
            <LinkButton variant="secondary" icon="file" href={billingPaths.pdf(invoice.id)}>
              Facture (PDF)
            </LinkButton>
            {invoice.credit_file_id && (
              <LinkButton variant="tertiary" icon="file" href={billingPaths.creditPdf(invoice.id)}>
                Avoir (PDF)
              </LinkButton>
            )}
          </>
        }
      >
        <AmountsTable lines={invoice.lines} vat={invoice.vat_breakdown} caption={subjectOf(invoice)} />
      </Card>
      <Card title="Destinataire et dates">
        <Summary rows={factsOf(invoice)} />
      </Card>
    </>
  );
}

function Turn({ view }: { view: InvoiceView }): Html {
  const { invoice, turn, now } = view;
  const next =
    invoice.state === 'issued'
      ? {
          title: 'C’est à vous : envoyer la facture',
          href: billingPaths.send(invoice.id),
          label: 'Envoyer la facture',
        }
      : invoice.state === 'sent'
        ? {
            title: turn.late
              ? 'C’est à vous : relancer l’organisme, ou noter le paiement s’il est arrivé'
              : 'On attend le paiement : notez-le quand il arrive',
            href: billingPaths.pay(invoice.id),
            label: 'Noter le paiement',
          }
        : undefined;
  return (
    <Panel
      turn={
        next
          ? invoice.state === 'sent' && !turn.late
            ? 'theirs'
            : 'yours'
          : invoice.state === 'credited'
            ? 'stopped'
            : 'ended'
      }
      title={next?.title ?? `La facture est ${invoiceTable.words[invoice.state]}`}
      since={since(turn.since, now)}
      until={
        invoice.state === 'sent' && (
          <>
            échéance le <When at={invoice.due_on} as="long" />
          </>
        )
      }
      late={turn.late}
      action={next && <LinkButton href={next.href}>{next.label}</LinkButton>}
    >
      {invoice.state === 'sent' && invoice.sent_at && (
        <>
          Envoyée le <When at={invoice.sent_at} as="long" />.
        </>
      )}
      {invoice.state === 'credited' && <Credited invoice={invoice} />}
      {invoice.state === 'paid' && invoice.paid_on && `Payée le ${longDate(invoice.paid_on)}.`}
    </Panel>
  );
}

/** Why it was called back, and what became of the line. */
function Credited({ invoice }: { invoice: InvoiceFacts }): Html {
  const reason = invoice.credit_reason;
  return (
    <>
      Avoir {invoice.credit_number} du {longDate(invoice.credited_on ?? '')} :{' '}
      {reason?.sentence || reason?.label} {reason?.comment}{' '}
      {invoice.billable_again ? (
        <>
          La prestation est revenue dans <a href={billingPaths.toIssue}>ce qui reste à facturer</a>.
        </>
      ) : (
        'La prestation ne sera pas facturée de nouveau.'
      )}
    </>
  );
}

function besidesOf(invoice: InvoiceFacts): { label: string; href: string }[] {
  return invoiceTable.rows
    .filter((row) => row.move === 'besides' && (row.from as readonly string[]).includes(invoice.state))
    .map(({ step, label }) => ({
      label,
      href: step === 'credit' ? billingPaths.credit(invoice.id) : billingPaths.send(invoice.id),
    }));
}

function Besides({ links }: { links: ReturnType<typeof besidesOf> }): Html {
  return (
    <Card title="Autres démarches">
      <ul class="ds-list">
        {links.map(({ label, href }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function factsOf({ buyer, issuer, ...invoice }: InvoiceFacts): SummaryRow[] {
  return [
    { label: 'Organisme', value: buyer.name },
    { label: 'SIRET', value: siret(buyer.siret) },
    { label: 'Adresse', value: buyer.address.join(', ') },
    { label: 'Numéro d’engagement', value: buyer.engagementNumber || 'non indiqué' },
    { label: 'Code service', value: buyer.serviceCode || 'non indiqué' },
    { label: 'Prestation du', value: <When at={invoice.delivered_on} /> },
    { label: 'Émise le', value: <When at={invoice.issued_on} /> },
    { label: 'À régler avant le', value: <When at={invoice.due_on} /> },
    { label: 'Émetteur', value: issuer.name },
    ...(invoice.sent_to.length > 0
      ? [{ label: 'Envoyée à', value: invoice.sent_to.map((address) => <div>{address}</div>) }]
      : []),
  ];
}
