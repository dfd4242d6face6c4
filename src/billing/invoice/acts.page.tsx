import { Refused } from '#src/billing/parts.page.js';
import { billingPaths } from '#src/billing/paths.js';
import type { InvoiceFacts } from '#src/billing/rows.js';
import { type Entry, ReasonFields } from '#src/catalogue/index.js';
import { list, longDate, money } from '#src/platform/french/french.js';
import type { Day } from '#src/platform/french/working-time.js';
import {
  Actions,
  BackLink,
  Button,
  type Child,
  DateField,
  ErrorSummary,
  Form,
  Hidden,
  type Html,
  LinkButton,
  PageHeader,
  RadioGroup,
  Stack,
  TextField,
} from '#src/platform/ui/index.js';
import type { FieldErrors, Typed } from '#src/platform/web/form.js';
import { typedText } from '#src/platform/web/form.js';
import { formErrors } from '#src/platform/web/form-errors.js';

export interface ActView {
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
}

/** One question about an invoice or a visit, with its button and a way back. */
function ActPage(props: {
  view: ActView;
  title: Child;
  lead: Child;
  back: string;
  action: string;
  button: string;
  danger?: boolean;
  children: Child;
}): Html {
  return (
    <Stack>
      <BackLink href={props.back} />
      <ErrorSummary errors={formErrors(props.view.errors)} />
      <Refused sentence={props.view.refusal} />
      <PageHeader title={props.title} lead={props.lead} />
      <Form action={props.action}>
        {props.children}
        <Actions>
          <Button tone={props.danger ? 'danger' : undefined}>{props.button}</Button>
          <LinkButton variant="tertiary" href={props.back}>
            Revenir
          </LinkButton>
        </Actions>
      </Form>
    </Stack>
  );
}

const leadOf = (invoice: InvoiceFacts): string =>
  `${invoice.buyer.name} · ${money(invoice.gross)} TTC · à régler avant le ${longDate(invoice.due_on)}`;

/** Its number, never cut at its hyphens. */
function Numbered({ invoice }: { invoice: InvoiceFacts }): Html {
  return <span class="number">{invoice.number}</span>;
}

/** To whom the invoice goes. */
export function SendPage(props: {
  view: ActView;
  invoice: InvoiceFacts;
  recipients: readonly string[];
  sentBefore: string;
}): Html {
  const { view, invoice, recipients } = props;
  const again = invoice.state !== 'issued';
  return (
    <ActPage
      view={view}
      title={
        <>
          {again ? 'Envoyer de nouveau' : 'Envoyer'} la facture <Numbered invoice={invoice} />
        </>
      }
      lead={leadOf(invoice)}
      back={billingPaths.invoice(invoice.id)}
      action={billingPaths.send(invoice.id)}
      button={again ? 'Envoyer de nouveau' : 'Envoyer la facture'}
    >
      <p>
        {recipients.length > 0
          ? `Elle part par courriel, le PDF joint, à ${list(recipients)}.`
          : 'Aucun correspondant n’est connu : indiquez à qui l’envoyer.'}
      </p>
      <Hidden name="sentBefore" value={props.sentBefore} />
      <TextField
        name="billingAddress"
        label="Aussi à cette adresse"
        hint="Celle du service comptable de l’organisme, par exemple."
        type="email"
        value={typedText(view.typed, 'billingAddress')}
        error={view.errors.billingAddress}
        optional={recipients.length > 0}
        maxlength={254}
      />
    </ActPage>
  );
}

/** The day on which the payment arrived. */
export function PaymentPage(props: { view: ActView; invoice: InvoiceFacts; today: Day }): Html {
  const { view, invoice, today } = props;
  return (
    <ActPage
      view={view}
      title={
        <>
          Noter le paiement de la facture <Numbered invoice={invoice} />
        </>
      }
      lead={leadOf(invoice)}
      back={billingPaths.invoice(invoice.id)}
      action={billingPaths.pay(invoice.id)}
      button="Noter le paiement"
    >
      <DateField
        name="paidOn"
        label="Paiement reçu le"
        value={typedText(view.typed, 'paidOn') || today}
        error={view.errors.paidOn}
        min={invoice.issued_on}
        max={today}
      />
    </ActPage>
  );
}

/** A credit note over the whole: why, and whether the line is invoiced anew. */
export function CreditPage(props: {
  view: ActView;
  invoice: InvoiceFacts;
  reasons: readonly Entry<'reason'>[];
}): Html {
  const { view, invoice } = props;
  return (
    <ActPage
      view={view}
      title={
        <>
          Annuler la facture <Numbered invoice={invoice} /> par un avoir
        </>
      }
      lead={`${leadOf(invoice)}. L’avoir porte sur le montant entier ; la facture garde son numéro.`}
      back={billingPaths.invoice(invoice.id)}
      action={billingPaths.credit(invoice.id)}
      button="Émettre l’avoir"
      danger
    >
      <ReasonFields reasons={props.reasons} typed={view.typed} errors={view.errors} />
      <RadioGroup
        name="again"
        legend="La prestation sera-t-elle facturée de nouveau ?"
        value={typedText(view.typed, 'again')}
        error={view.errors.again}
        options={[
          {
            value: 'oui',
            label: 'Oui, elle revient à facturer',
            hint: 'Vous pourrez corriger les références avant d’émettre la nouvelle facture.',
          },
          { value: 'non', label: 'Non, elle ne sera pas facturée' },
        ]}
      />
      <p class="soft">
        {invoice.sent_to.length > 0
          ? `L’avoir part par courriel à ${list(invoice.sent_to)}.`
          : 'La facture n’a pas été envoyée : l’avoir ne l’est pas non plus.'}
      </p>
    </ActPage>
  );
}

/** Why a visit without a handover is charged. */
export function FruitlessPage(props: {
  view: ActView;
  visit: { id: string; organisation_name: string; order_number: string; starts_at: Date | null };
  price: number;
  reasons: readonly Entry<'reason'>[];
}): Html {
  const { view, visit } = props;
  return (
    <ActPage
      view={view}
      title="Facturer un déplacement sans remise"
      lead={`${visit.organisation_name}, commande ${visit.order_number}${
        visit.starts_at ? `, rendez-vous du ${longDate(visit.starts_at)}` : ''
      } : ${money(props.price)}.`}
      back={billingPaths.toIssue}
      action={billingPaths.fruitless(visit.id)}
      button="Ajouter à ce qui est à facturer"
    >
      <ReasonFields reasons={props.reasons} typed={view.typed} errors={view.errors} />
    </ActPage>
  );
}
