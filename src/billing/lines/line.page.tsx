import { invoiceTable, kindNames, quantityMayChange, stateOfLine } from '#src/billing/invoice/invoice.js';
import { AmountsTable, Refused } from '#src/billing/parts.page.js';
import { billingPaths } from '#src/billing/paths.js';
import type { LineSnapshot } from '#src/billing/types.js';
import type { InvoiceTurn } from '#src/billing/whose-turn.js';
import { orderPaths } from '#src/orders/index.js';
import { since } from '#src/platform/french/french.js';
import {
  Actions,
  Button,
  Card,
  ErrorSummary,
  Form,
  type Html,
  PageHeader,
  Panel,
  Stack,
  TextField,
  When,
} from '#src/platform/ui/index.js';
import type { FieldErrors, Typed } from '#src/platform/web/form.js';
import { typedText } from '#src/platform/web/form.js';
import { formErrors } from '#src/platform/web/form-errors.js';
import type { ListedLine } from './list-lines.js';

interface LineView {
  readonly line: ListedLine;
  readonly printed: LineSnapshot;
  readonly turn: InvoiceTurn;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  readonly now: Date;
}

/** One line before it is an invoice: what it will say, what may still be added, and the button that issues it. */
export function LinePage({ view }: { view: LineView }): Html {
  const { line, turn, now } = view;
  const ready = line.state === 'to-issue';
  return (
    <Stack>
      <ErrorSummary errors={formErrors(view.errors)} />
      <Refused sentence={view.refusal} />
      <PageHeader
        title={`${kindNames[line.kind]} à facturer`}
        trail={[{ label: 'À facturer', href: billingPaths.toIssue }]}
        place={line.order_number}
        lead={
          <>
            {line.organisation_name} · commande{' '}
            <a href={orderPaths.order(line.order_id)}>{line.order_number}</a>
          </>
        }
      />
      <Panel
        turn={ready ? 'yours' : line.state === 'visit-running' ? 'calendar' : 'ended'}
        title={
          ready
            ? 'C’est à vous : émettre la facture'
            : `La facture est ${invoiceTable.words[stateOfLine(line.state)]}`
        }
        since={since(turn.since, now)}
        until={
          turn.until && (
            <>
              avant le <When at={turn.until} as="long" />
            </>
          )
        }
        late={turn.late}
        action={
          ready && (
            <Form action={billingPaths.issueLine(line.id)} label="Émettre">
              <Button>Émettre la facture</Button>
            </Form>
          )
        }
      >
        {ready &&
          'Elle prendra le numéro suivant et ne pourra plus être modifiée : seul un avoir l’annulerait.'}
        {line.state === 'visit-running' &&
          'D’autres clés peuvent encore être remises à ce rendez-vous. La ligne sera à émettre dès qu’il sera clos, au plus tard demain.'}
      </Panel>
      <Card title="Ce que dira la facture">
        <AmountsTable lines={[view.printed]} caption="Ce que dira la facture" />
      </Card>
      {ready && <CompleteForm view={view} />}
    </Stack>
  );
}

function CompleteForm({ view }: { view: LineView }): Html {
  const { line, typed, errors } = view;
  return (
    <Card title="Compléter avant d’émettre">
      <Form action={billingPaths.line(line.id)} label="Compléter avant d’émettre">
        {quantityMayChange(line.kind) && (
          <>
            <TextField
              name="quantity"
              label="Nombre d’interventions"
              hint="Une par rendez-vous, quel que soit le nombre de titulaires ; davantage si elle a duré plus longtemps que prévu."
              value={typedText(typed, 'quantity')}
              error={errors.quantity}
              inputmode="numeric"
              width="xs"
              maxlength={2}
            />
            <TextField
              name="quantityReason"
              label="Pourquoi plus d’une"
              hint="Imprimé sur la facture. Exemple : « trois heures sur place, douze titulaires »."
              value={typedText(typed, 'quantityReason')}
              error={errors.quantityReason}
              width="full"
              maxlength={300}
              optional
            />
          </>
        )}
        <TextField
          name="engagementNumber"
          label="Numéro d’engagement"
          hint="Celui de l’organisme, s’il en demande un sur ses factures."
          value={typedText(typed, 'engagementNumber')}
          error={errors.engagementNumber}
          maxlength={50}
          optional
        />
        <TextField
          name="serviceCode"
          label="Code service"
          value={typedText(typed, 'serviceCode')}
          error={errors.serviceCode}
          maxlength={100}
          optional
        />
        <Actions>
          <Button variant="secondary">Enregistrer</Button>
        </Actions>
      </Form>
    </Card>
  );
}
