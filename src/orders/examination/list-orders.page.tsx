import { orderStates, orderTable } from '#src/orders/order.js';
import { orderPaths } from '#src/orders/paths.js';
import { capital } from '#src/platform/french/french.js';
import {
  Empty,
  type Html,
  isFiltered,
  LinkButton,
  ListFilters,
  ListTable,
  type ListView,
  PageHeader,
  SelectField,
  Stack,
  Tag,
  TextField,
  When,
} from '#src/platform/ui/index.js';
import type { ListedOrder, ListScope } from './list-orders.js';

interface ListOrdersProps {
  readonly list: ListView<ListedOrder>;
  /** What the person may look at: the first is what they see unless they choose. */
  readonly scopes: readonly ListScope[];
  readonly scope: ListScope;
  readonly now: Date;
  /** The person may start an order. */
  readonly mayStart: boolean;
}

const filters = ['etat', 'q'];

const scopeNames: Readonly<Record<ListScope, string>> = {
  'purchasing-officer': 'Commandes reçues',
  'delivery-officer': 'Missions du centre',
  own: 'Mes commandes',
};

/** Orders, oldest wait first for officers; filters and sort stay in the URL. */
export function ListOrdersPage({ list, scopes, scope, now, mayStart }: ListOrdersProps): Html {
  const { query } = list;
  // an empty list offers to start one itself
  const offers = mayStart && (scope !== 'own' || list.page.rows.length > 0 || isFiltered(query, filters));
  return (
    <Stack>
      <PageHeader
        title={scope === 'own' ? 'Mes commandes' : 'Commandes'}
        aside={offers && <LinkButton href={orderPaths.start}>Nouvelle commande</LinkButton>}
      />
      <ListFilters list={list} names={filters} keep={['vue']}>
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
          options={orderStates.map((value) => ({ value, label: capital(orderTable.words[value]) }))}
        />
        {scopes.length > 1 && (
          <SelectField
            name="vue"
            label="Vue"
            value={scope}
            options={scopes.map((value) => ({ value, label: scopeNames[value] }))}
          />
        )}
      </ListFilters>
      <ListTable
        list={list}
        noun={['commande', 'commandes']}
        id="commandes"
        caption="Commandes"
        columns={[
          {
            key: 'numero',
            label: 'Commande',
            sortable: true,
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
            cell: (row) => <When at={row.since} now={now} as="day" />,
          },
        ]}
        empty={<Nothing list={list} scope={scope} mayStart={mayStart} />}
      />
    </Stack>
  );
}

function Nothing({ list, scope, mayStart }: Pick<ListOrdersProps, 'list' | 'scope' | 'mayStart'>): Html {
  const { query } = list;
  if (isFiltered(query, filters)) {
    return (
      <Empty title="Aucune commande ne correspond à ces filtres" icon="search">
        Cherchez un mot du nom de l’organisme, ou le début du numéro de la commande.
      </Empty>
    );
  }
  return (
    <Empty
      title="Aucune commande pour le moment"
      icon="file"
      action={
        mayStart && scope === 'own' ? (
          <LinkButton href={orderPaths.start}>Commander des certificats</LinkButton>
        ) : undefined
      }
    >
      {scope === 'own'
        ? 'Celles que vous préparez, suivez ou signez figureront ici.'
        : 'Elles arrivent ici dès leur signature par l’organisme, et un courriel vous prévient.'}
    </Empty>
  );
}

function toneOf(state: ListedOrder['state']): 'neutral' | 'info' | 'success' | 'warning' | 'danger' {
  if (state === 'completed') return 'success';
  if (state === 'returned') return 'warning';
  if (orderTable.ends.includes(state)) return 'neutral';
  return state === 'draft' || state === 'to-sign' ? 'neutral' : 'info';
}
