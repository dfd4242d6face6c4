import {
  DataTable,
  Empty,
  Filters,
  type Html,
  LinkButton,
  PageHeader,
  Pagination,
  SelectField,
  Stack,
  Tag,
  TextField,
  When,
  withQuery,
} from '#src/platform/ui/index.js';
import type { ListedOrder } from './list-orders.js';
import { orderStates, orderTable } from './order.js';
import { orderPaths } from './paths.js';

export interface ListView {
  readonly rows: readonly ListedOrder[];
  readonly query: URLSearchParams;
  readonly next: string | undefined;
  readonly down: boolean;
  readonly now: Date;
  /** The person may start an order. */
  readonly mayStart: boolean;
  readonly own: boolean;
}

/** Orders, oldest wait first; filters and sort stay in the URL. */
export function ListOrdersPage({ view }: { view: ListView }): Html {
  const { query } = view;
  const filtered = Boolean(query.get('etat') || query.get('q'));
  return (
    <Stack>
      <PageHeader
        title={view.own ? 'Mes commandes' : 'Commandes'}
        aside={view.mayStart && <LinkButton href={orderPaths.start}>Nouvelle commande</LinkButton>}
      />
      <Filters action={orderPaths.list} clear={filtered ? orderPaths.list : undefined}>
        <TextField
          name="q"
          label="Organisme ou numéro"
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
          options={orderStates.map((value) => ({ value, label: orderTable.words[value] }))}
        />
      </Filters>
      <DataTable
        id="commandes"
        caption="Commandes"
        path={orderPaths.list}
        query={query}
        sort={{ key: 'depuis', down: view.down }}
        columns={[
          {
            key: 'numero',
            label: 'Commande',
            cell: (row) => <a href={orderPaths.order(row.id)}>{row.number}</a>,
          },
          { key: 'organisme', label: 'Organisme', cell: (row) => row.organisation_name },
          { key: 'quantite', label: 'Certificats', numeric: true, cell: (row) => row.quantity || '—' },
          {
            key: 'etat',
            label: 'État',
            cell: (row) => <Tag tone={toneOf(row.state)}>{orderTable.words[row.state]}</Tag>,
          },
          {
            key: 'depuis',
            label: 'Depuis',
            sortable: true,
            cell: (row) => <When at={row.since} now={view.now} as="day" />,
          },
        ]}
        rows={view.rows}
        empty={
          <Empty
            title={
              filtered ? 'Aucune commande ne correspond à ces filtres' : 'Aucune commande pour le moment'
            }
            icon="file"
            action={
              view.mayStart && !filtered ? (
                <LinkButton href={orderPaths.start}>Commander des certificats</LinkButton>
              ) : undefined
            }
          >
            {filtered
              ? 'Élargissez la recherche ou effacez les filtres.'
              : 'Celles que vous préparez, suivez ou signez figureront ici.'}
          </Empty>
        }
      />
      <Pagination
        next={view.next}
        previous={query.get('apres') ? withQuery(orderPaths.list, query, {}) : undefined}
      />
    </Stack>
  );
}

function toneOf(state: ListedOrder['state']): 'neutral' | 'info' | 'success' | 'warning' | 'danger' {
  if (state === 'completed') return 'success';
  if (state === 'returned') return 'warning';
  if (orderTable.ends.includes(state)) return 'neutral';
  return state === 'draft' || state === 'to-sign' ? 'neutral' : 'info';
}
