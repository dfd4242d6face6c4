import { orderPaths } from '#src/orders/index.js';
import { longDate, money, siret } from '#src/platform/french.js';
import {
  Alert,
  Card,
  Columns,
  type Html,
  LinkButton,
  PageHeader,
  Panel,
  Reason,
  Stack,
  Summary,
  type SummaryRow,
  When,
} from '#src/platform/ui/index.js';
import { subjectOf } from './invoice.document.js';
import { invoiceTable } from './invoice.js';
import { AmountsTable, Refused } from './parts.page.js';
import { billingPaths } from './paths.js';
import type { InvoiceFacts } from './store.js';
import type { InvoiceTurn } from './whose-turn.js';

export interface InvoiceView {
  readonly invoice: InvoiceFacts;
  readonly turn: InvoiceTurn;
  readonly now: Date;
  readonly refusal?: string | undefined;
}

/** One invoice for its accountant: whose turn, what it says, its PDF, and what else may be done. */
export function InvoicePage({ view }: { view: InvoiceView }): Html {
  const { invoice } = view;
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
      {invoice.credit_reason && <Credited invoice={invoice} />}
      <Columns aside={<Besides invoice={invoice} />}>
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
      </Columns>
    </Stack>
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
            title: 'C’est à vous : noter le paiement quand il arrive',
            href: billingPaths.pay(invoice.id),
            label: 'Noter le paiement',
          }
        : undefined;
  return (
    <Panel
      turn={next ? 'yours' : 'ended'}
      title={next?.title ?? `La facture est ${invoiceTable.words[invoice.state]}`}
      since={
        <>
          Depuis <When at={turn.since} now={now} as="day" />
        </>
      }
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
          Envoyée <When at={invoice.sent_at} now={now} />.
        </>
      )}
      {invoice.state === 'paid' && invoice.paid_on && `Payée le ${longDate(invoice.paid_on)}.`}
    </Panel>
  );
}

function Credited({ invoice }: { invoice: InvoiceFacts }): Html {
  const reason = invoice.credit_reason;
  return (
    <Alert
      tone="info"
      title={`Annulée par l’avoir ${invoice.credit_number ?? ''} du ${longDate(invoice.credited_on ?? '')}`}
    >
      <Reason title="Motif :">
        {reason?.sentence || reason?.label} {reason?.comment}
      </Reason>
      <p>
        {invoice.billable_again ? (
          <>
            La prestation est revenue dans <a href={billingPaths.toIssue}>ce qui reste à facturer</a>.
          </>
        ) : (
          'La prestation ne sera pas facturée de nouveau.'
        )}
      </p>
    </Alert>
  );
}

function Besides({ invoice }: { invoice: InvoiceFacts }): Html | null {
  const links = invoiceTable.rows
    .filter((row) => row.move === 'besides' && (row.from as readonly string[]).includes(invoice.state))
    .map(({ step, label }) => ({
      label,
      href: step === 'credit' ? billingPaths.credit(invoice.id) : billingPaths.send(invoice.id),
    }));
  if (links.length === 0) return null;
  return (
    <Card title="Autres gestes">
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
