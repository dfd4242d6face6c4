import { money } from '#src/platform/french/french.js';
import { Alert, DataTable, type Html, SelectField, type Tag } from '#src/platform/ui/index.js';
import { amountsOf, type VatShare, vatWords } from './amounts.js';
import type { IssuedState } from './invoice/invoice.js';
import type { LineSnapshot } from './types.js';

/** What every page of the accountant may have to say: that the procedure refused. */
export function Refused({ sentence }: { sentence: string | undefined }): Html | null {
  return sentence === undefined ? null : <Alert tone="danger" title={sentence} />;
}

/** A body whose invoices the person keeps. */
export interface Issuer {
  readonly id: string;
  readonly name: string;
}

/** Which body's list, for who keeps several. */
export function IssuerField({ issuers, value }: { issuers: readonly Issuer[]; value: string }): Html | null {
  if (issuers.length < 2) return null;
  return (
    <SelectField
      name="emetteur"
      label="Émetteur"
      value={value}
      options={issuers.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

export const tones: Readonly<Record<IssuedState | 'late', Parameters<typeof Tag>[0]['tone']>> = {
  issued: 'warning',
  sent: 'info',
  late: 'danger',
  paid: 'success',
  credited: 'neutral',
};

/** Lines with their sums, as the invoice prints them. */
export function AmountsTable(props: {
  lines: readonly LineSnapshot[];
  vat?: readonly VatShare[];
  caption: string;
}): Html {
  const { vat, totals } = amountsOf(props.lines);
  return (
    <>
      <DataTable
        id="montants"
        caption={props.caption}
        columns={[
          {
            key: 'designation',
            label: 'Désignation',
            cell: (line) => (
              <>
                {line.label}
                {line.detail && (
                  <>
                    <br />
                    <span class="soft small">{line.detail}</span>
                  </>
                )}
              </>
            ),
          },
          { key: 'quantite', label: 'Quantité', numeric: true, cell: (line) => line.quantity },
          { key: 'prix', label: 'Prix unitaire HT', numeric: true, cell: (line) => money(line.unitPrice) },
          {
            key: 'tva',
            label: 'TVA',
            numeric: true,
            cell: (line) => vatWords(line.vatRegime, line.vatPerMille),
          },
          { key: 'total', label: 'Total HT', numeric: true, cell: (line) => money(line.net) },
        ]}
        rows={props.lines}
        empty=""
      />
      <DataTable
        id="totaux"
        caption="Totaux"
        columns={[
          { key: 'total', label: 'Totaux', cell: (row) => row.label },
          { key: 'montant', label: 'Montant', numeric: true, cell: (row) => row.amount },
        ]}
        rows={[
          { label: 'Total HT', amount: money(totals.net) },
          ...(props.vat ?? vat).map((share) => ({
            label: `TVA (${vatWords(share.regime, share.perMille)})`,
            amount: money(share.amount),
          })),
          { label: 'Total TTC', amount: <strong>{money(totals.gross)}</strong> },
        ]}
        empty=""
      />
    </>
  );
}
