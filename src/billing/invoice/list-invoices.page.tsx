import { type Issuer, IssuerField, tones } from '#src/billing/parts.page.js';
import { billingPaths } from '#src/billing/paths.js';
import type { InvoiceFacts } from '#src/billing/rows.js';
import { orderPaths } from '#src/orders/index.js';
import { capital, money, number } from '#src/platform/french/french.js';
import type { Day } from '#src/platform/french/working-time.js';
import {
  Actions,
  DateField,
  type Html,
  isFiltered,
  LinkButton,
  ListFilters,
  ListTable,
  type ListView,
  NoneFound,
  PageHeader,
  SelectField,
  Shares,
  Stack,
  Tag,
  TextField,
  When,
  withQuery,
} from '#src/platform/ui/index.js';
import { type IssuedState, invoiceTable, issuedStates, kindNames } from './invoice.js';
import type { InvoiceFilters } from './list-invoices.js';

interface InvoicesView {
  readonly list: ListView<InvoiceFacts>;
  readonly filters: InvoiceFilters;
  readonly counts: ReadonlyMap<string, number>;
  readonly issuers: readonly Issuer[];
  readonly issuer: string;
  readonly today: Day;
}

const shareTones: Readonly<Record<IssuedState, 1 | 2 | 3 | 4 | 5 | 6>> = {
  paid: 1,
  sent: 2,
  issued: 3,
  credited: 4,
};
const shareWords: Readonly<Record<IssuedState, string>> = {
  issued: 'Émises, à envoyer',
  sent: 'Envoyées',
  paid: 'Payées',
  credited: 'Annulées par un avoir',
};

const names = ['q', 'etat', 'du', 'au'];

/** The invoices of one body: filters and sort in the URL, one figure a state, the period as CSV. */
export function ListInvoicesPage({ view }: { view: InvoicesView }): Html {
  const { list } = view;
  const { path, query } = list;
  const filtered = isFiltered(query, names);
  return (
    <Stack>
      <PageHeader
        title="Factures émises"
        aside={
          <LinkButton variant="secondary" href={billingPaths.toIssue}>
            À facturer ({number(view.counts.get('to-issue') ?? 0)})
          </LinkButton>
        }
      />
      <Shares
        label="Toutes les factures"
        shares={(['paid', 'sent', 'issued', 'credited'] as const).map((state) => ({
          label: shareWords[state],
          count: view.counts.get(state) ?? 0,
          tone: shareTones[state],
          href: withQuery(path, new URLSearchParams(), { etat: state, ...issuerOf(view) }),
        }))}
      />
      <ListFilters list={list} names={names} keep={['emetteur']}>
        <TextField
          name="q"
          label="Numéro ou organisme"
          value={query.get('q')}
          type="search"
          optional
          maxlength={100}
        />
        <SelectField
          name="etat"
          label="État"
          value={query.get('etat')}
          placeholder="Tous"
          optional
          options={[
            ...issuedStates.map((value) => ({ value, label: capital(invoiceTable.words[value]) })),
            { value: 'late', label: 'Échéance dépassée' },
          ]}
        />
        <DateField name="du" label="Émises du" value={view.filters.from} optional />
        <DateField name="au" label="au" value={view.filters.until} optional />
        <IssuerField issuers={view.issuers} value={view.issuer} />
      </ListFilters>
      <ListTable
        list={list}
        noun={['facture', 'factures']}
        id="factures"
        caption="Factures émises"
        columns={[
          {
            key: 'numero',
            label: 'Numéro',
            sortable: true,
            cell: (row) => <a href={billingPaths.invoice(row.id)}>{row.number}</a>,
          },
          { key: 'organisme', label: 'Organisme', cell: (row) => row.organisation_name },
          {
            key: 'commande',
            label: 'Commande',
            cell: (row) => <a href={orderPaths.order(row.order_id)}>{row.order_number}</a>,
          },
          { key: 'nature', label: 'Nature', cell: (row) => kindNames[row.kind] },
          { key: 'emise', label: 'Émise le', cell: (row) => <When at={row.issued_on} as="short" /> },
          {
            key: 'echeance',
            label: 'Échéance',
            sortable: true,
            cell: (row) => <When at={row.due_on} as="short" />,
          },
          { key: 'ttc', label: 'TTC', numeric: true, cell: (row) => money(row.gross) },
          { key: 'etat', label: 'État', cell: (row) => <StateTag row={row} today={view.today} /> },
        ]}
        empty={
          <NoneFound
            filtered={filtered}
            icon="file"
            hidden={[
              'Aucune facture ne correspond à ces filtres',
              'Élargissez la recherche ou effacez les filtres.',
            ]}
            none={['Aucune facture émise', 'Émettez les premières depuis « À facturer ».']}
          />
        }
      />
      {list.page.rows.length > 0 && (
        <Actions>
          <LinkButton
            variant="tertiary"
            icon="download"
            href={withQuery(billingPaths.export, query, {})}
            download
          >
            Exporter ces factures en CSV
          </LinkButton>
        </Actions>
      )}
    </Stack>
  );
}

function issuerOf(view: InvoicesView): Record<string, string | null> {
  return { emetteur: view.issuers.length > 1 ? view.issuer : null };
}

export function StateTag({ row, today }: { row: Pick<InvoiceFacts, 'state' | 'due_on'>; today: Day }): Html {
  const late = row.state === 'sent' && row.due_on < today;
  return (
    <Tag tone={tones[late ? 'late' : row.state]}>
      {late ? 'échéance dépassée' : invoiceTable.words[row.state]}
    </Tag>
  );
}
