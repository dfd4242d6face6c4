import { orderPaths } from '#src/orders/index.js';
import {
  Card,
  Empty,
  type Html,
  LinkButton,
  ListCount,
  ListFilters,
  ListPages,
  type ListView,
  PageHeader,
  SelectField,
  Stack,
  Thread,
  type ThreadItem,
  withQuery,
} from '#src/platform/ui/index.js';

interface ThreadPageProps {
  readonly list: ListView<ThreadItem>;
  readonly order: { readonly id: string; readonly number: string; readonly organisation_name: string };
  readonly holders: readonly { readonly id: string; readonly name: string }[];
  readonly now: Date;
}

/** « Tout le fil »: everything that happened to an order, of all its holders or of one. */
export function ThreadPage({ list, order, holders, now }: ThreadPageProps): Html {
  const { path, query, wanted, page } = list;
  const turned = withQuery(path, query, { sens: wanted.down ? 'asc' : null });
  return (
    <Stack>
      <PageHeader
        title="Tout le fil"
        lead={order.organisation_name}
        trail={[
          { label: 'Commandes', href: orderPaths.list },
          { label: order.number, href: orderPaths.order(order.id) },
        ]}
        aside={
          <LinkButton variant="secondary" href={turned}>
            {wanted.down ? 'Le plus ancien d’abord' : 'Le plus récent d’abord'}
          </LinkButton>
        }
      />
      {holders.length > 1 && (
        <ListFilters list={list} names={['dossier']}>
          <SelectField
            name="dossier"
            label="Titulaire"
            placeholder="Tous"
            value={query.get('dossier')}
            options={holders.map(({ id, name }) => ({ value: id, label: name }))}
            optional
          />
        </ListFilters>
      )}
      {page.rows.length === 0 ? (
        <Empty title="Rien n’est encore arrivé à ce titulaire">
          Son fil commence avec l’invitation à remplir son dossier.
        </Empty>
      ) : (
        <div class="list">
          <ListCount list={list} noun={['événement', 'événements']} />
          <Card>
            <Thread items={page.rows} now={now} />
          </Card>
          <ListPages list={list} />
        </div>
      )}
    </Stack>
  );
}
