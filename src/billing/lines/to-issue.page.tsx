import { amountsOf } from '#src/billing/amounts.js';
import { kindNames } from '#src/billing/invoice/invoice.js';
import { type Issuer, IssuerField, Refused } from '#src/billing/parts.page.js';
import { billingPaths } from '#src/billing/paths.js';
import { orderPaths } from '#src/orders/index.js';
import { money, number, plural } from '#src/platform/french/french.js';
import {
  BulkActions,
  Button,
  Card,
  DataTable,
  type Html,
  LinkButton,
  ListFilters,
  ListTable,
  type ListView,
  NoneFound,
  PageHeader,
  Stack,
  Tag,
  TextField,
  When,
} from '#src/platform/ui/index.js';
import type { fruitlessVisits } from './bill-fruitless-visit.js';
import type { ListedLine } from './list-lines.js';

interface ToIssueView {
  readonly list: ListView<ListedLine & { readonly late: boolean }>;
  readonly issuers: readonly Issuer[];
  readonly issuer: string;
  readonly counts: ReadonlyMap<string, number>;
  /** Visits without a handover that may be charged; none unless the installation's choice allows it. */
  readonly fruitless: Awaited<ReturnType<typeof fruitlessVisits>>;
  readonly now: Date;
  readonly refusal?: string | undefined;
}

/** What the accountant invoices, the longest wait first: one line, or several at one press. */
export function ToIssuePage({ view }: { view: ToIssueView }): Html {
  const { list, counts, now } = view;
  const { query } = list;
  const running = counts.get('visit-running') ?? 0;
  const waiting = counts.get('to-issue') ?? 0;
  const searched = Boolean(query.get('q'));
  return (
    <Stack>
      <Refused sentence={view.refusal} />
      <PageHeader
        title="À facturer"
        lead={`${plural(waiting, 'facture')} à émettre${
          running > 0 ? `\u202f; ${plural(running, 'autre')} à la fin du rendez-vous en cours` : ''
        }.`}
        aside={
          <LinkButton variant="secondary" href={billingPaths.issued}>
            Factures émises
          </LinkButton>
        }
      />
      <ListFilters list={list} names={['q']} keep={['emetteur']}>
        <TextField
          name="q"
          label="Organisme ou commande"
          value={query.get('q')}
          type="search"
          optional
          maxlength={100}
        />
        <IssuerField issuers={view.issuers} value={view.issuer} />
      </ListFilters>
      <ListTable
        list={list}
        noun={['ligne', 'lignes']}
        id="a-facturer"
        caption="Lignes à facturer"
        select={{
          name: 'ligne',
          form: 'lot',
          value: (row) => row.id,
          label: (row) => `${kindNames[row.kind]}, ${row.organisation_name}, commande ${row.order_number}`,
        }}
        columns={[
          {
            key: 'organisme',
            label: 'Organisme',
            cell: (row) => <a href={billingPaths.line(row.id)}>{row.organisation_name}</a>,
          },
          { key: 'nature', label: 'Nature', cell: (row) => kindNames[row.kind] },
          {
            key: 'commande',
            label: 'Commande',
            cell: (row) => <a href={orderPaths.order(row.order_id)}>{row.order_number}</a>,
          },
          {
            key: 'remis',
            label: 'Rendez-vous',
            cell: (row) => <When at={row.delivered_on} as="short" now={now} />,
          },
          { key: 'quantite', label: 'Quantité', numeric: true, cell: (row) => number(row.quantity) },
          { key: 'ttc', label: 'TTC', numeric: true, cell: (row) => money(grossOf(row)) },
          {
            key: 'depuis',
            label: 'À émettre depuis',
            sortable: true,
            cell: (row) => (
              <>
                <When at={row.since} now={now} as="day" /> {row.late && <Tag tone="warning">En retard</Tag>}
              </>
            ),
          },
        ]}
        empty={
          <NoneFound
            filtered={searched}
            icon="check"
            hidden={['Aucune ligne ne correspond', 'Élargissez la recherche ou effacez le filtre.']}
            none={[
              'Rien à facturer pour le moment',
              'Chaque remise de clé fait une ligne ici, dès la fin du rendez-vous.',
            ]}
          />
        }
      >
        <BulkActions form="lot" action={billingPaths.issue}>
          <Button>Émettre les factures choisies</Button>
        </BulkActions>
      </ListTable>
      {view.fruitless.length > 0 && <Fruitless view={view} />}
    </Stack>
  );
}

function grossOf(row: ListedLine): number {
  const { quantity, unit_price: unitPrice, vat_regime: vatRegime, vat_per_mille: vatPerMille } = row;
  return amountsOf([{ quantity, unitPrice, vatRegime, vatPerMille }]).totals.gross;
}

function Fruitless({ view }: { view: ToIssueView }): Html {
  return (
    <Card title="Déplacements sans remise">
      <p>
        Aucune clé n’y a été remise. Ils ne coûtent rien à l’organisme, sauf si vous les facturez avec un
        motif.
      </p>
      <DataTable
        id="deplacements"
        caption="Déplacements sans remise"
        columns={[
          {
            key: 'organisme',
            label: 'Organisme',
            cell: (row) => <a href={billingPaths.fruitless(row.id)}>{row.organisation_name}</a>,
          },
          {
            key: 'commande',
            label: 'Commande',
            cell: (row) => row.order_number,
          },
          {
            key: 'jour',
            label: 'Rendez-vous',
            cell: (row) => row.starts_at && <When at={row.starts_at} now={view.now} as="short" />,
          },
          { key: 'lieu', label: 'Lieu', cell: (row) => row.place },
        ]}
        rows={view.fruitless}
        empty=""
      />
    </Card>
  );
}
