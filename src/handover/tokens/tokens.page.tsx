import { handoverPaths } from '#src/handover/paths.js';
import { plural } from '#src/platform/french/french.js';
import {
  Actions,
  Alert,
  BulkActions,
  Button,
  Card,
  Empty,
  ErrorSummary,
  Form,
  type Html,
  LinkButton,
  ListChoice,
  ListTable,
  type ListView,
  PageHeader,
  Stack,
  Tag,
  TextArea,
  When,
  withQuery,
} from '#src/platform/ui/index.js';
import { holderName } from '#src/registration/index.js';
import type { Received } from './receive-tokens.js';
import { type TokenState, tokenTable } from './token.js';
import { type ListedToken, type TokenFilters, tokenLists } from './token-list.js';

export interface TokensView {
  readonly list: ListView<ListedToken>;
  readonly filters: TokenFilters;
  readonly now: Date;
  /** The person receives keys: an officer of a delivery centre. */
  readonly receives: boolean;
  readonly received?: readonly Received[] | undefined;
  readonly typed?: string | undefined;
  /** What is wrong with the serials typed. */
  readonly error?: string | undefined;
  /** No key of the list was chosen. */
  readonly noneChosen?: boolean;
}

/** The keys: what was received is scanned in, one by one or a whole parcel; then the list. */
export function TokensPage({ view }: { view: TokensView }): Html {
  const { list, filters, now, receives } = view;
  // where keys on their way are listed, they are received; elsewhere a button leads there
  const receiving = receives && filters.list.key === 'chemin';
  return (
    <Stack>
      <ErrorSummary
        errors={[
          ...(view.error ? [{ field: 'serials', message: view.error }] : []),
          ...(view.noneChosen ? [{ message: 'Choisissez au moins une clé dans la liste.' }] : []),
        ]}
      />
      <PageHeader
        title="Clés"
        lead={filters.list.about}
        aside={
          receives &&
          !receiving && (
            <LinkButton variant="secondary" icon="key" href={handoverPaths.tokens}>
              Noter des clés reçues
            </LinkButton>
          )
        }
      />
      {view.received && <Outcome received={view.received} />}
      {receiving && (
        <Card title="Noter des clés reçues">
          <Form action={handoverPaths.receive} label="Noter des clés reçues">
            <TextArea
              name="serials"
              label="Numéros de série"
              hint="Scannez chaque étiquette, ou tapez les numéros, un par ligne. Le lecteur passe seul à la ligne."
              rows={3}
              maxlength={20_000}
              value={view.typed}
              error={view.error}
            />
            <Actions>
              <Button icon="key">Noter la réception</Button>
            </Actions>
          </Form>
        </Card>
      )}
      <ListChoice
        list={list}
        lists={tokenLists}
        chosen={filters.list}
        label="Numéro, titulaire ou organisme"
        text={filters.text}
      />
      <ListTable
        list={list}
        noun={['clé', 'clés']}
        id="cles"
        caption={`Clés : ${filters.list.label.toLowerCase()}`}
        {...(receiving
          ? {
              select: {
                name: 'token',
                form: 'recues',
                value: (token: ListedToken) => token.id,
                label: (token: ListedToken) => `la clé ${token.serial}`,
              },
            }
          : {})}
        columns={[
          {
            key: 'numero',
            label: 'Numéro',
            cell: (token) => <a href={handoverPaths.token(token.id)}>{token.serial}</a>,
          },
          { key: 'titulaire', label: 'Titulaire', cell: holderName },
          { key: 'organisme', label: 'Organisme', cell: (token) => token.organisation_name },
          {
            key: 'etat',
            label: 'État',
            cell: (token) => <Tag tone={toneOf(token)}>{stateWords(token)}</Tag>,
          },
          {
            key: 'depuis',
            label: 'Depuis',
            sortable: true,
            cell: (token) => <When at={token.since} now={now} as="day" />,
          },
        ]}
        empty={<Nothing view={view} />}
      >
        {receiving && (
          <BulkActions form="recues" action={handoverPaths.receiveChosen}>
            <Button variant="secondary">Noter la réception</Button>
          </BulkActions>
        )}
      </ListTable>
    </Stack>
  );
}

function Nothing({ view }: { view: Pick<TokensView, 'list' | 'filters'> }): Html {
  const { list, filters } = view;
  if (filters.text === '') {
    return (
      <Empty title="Aucune clé ici" icon="key">
        {filters.list.key === 'chemin'
          ? 'Une clé y figure dès que l’autorité l’expédie.'
          : 'Choisissez une autre liste.'}
      </Empty>
    );
  }
  return (
    <Empty
      title="Aucune clé ne correspond"
      icon="search"
      action={
        filters.list.key !== 'toutes' && (
          <LinkButton variant="secondary" href={withQuery(list.path, list.query, { liste: 'toutes' })}>
            Chercher dans toutes les clés
          </LinkButton>
        )
      }
    >
      Vérifiez le numéro, ou cherchez une partie du nom seulement.
    </Empty>
  );
}

/** What became of each serial of the last scan. */
function Outcome({ received }: { received: readonly Received[] }): Html {
  const done = received.filter((each) => !each.refusal);
  const refused = received.filter((each) => each.refusal);
  return (
    <>
      {done.length > 0 && (
        <Alert tone="success" title={`${plural(done.length, 'clé notée', 'clés notées')} au centre`}>
          {done.map((each) => each.serial).join(', ')}
        </Alert>
      )}
      {refused.length > 0 && (
        <Alert
          tone="danger"
          title={plural(refused.length, 'clé n’a pas été notée', 'clés n’ont pas été notées')}
        >
          <ul class="ds-list">
            {refused.map(({ serial, refusal }) => (
              <li>
                <strong>{serial}</strong> : {refusal?.sentence}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}

/** « au centre de délivrance », or that it lies there for nobody. */
export function stateWords(token: Pick<ListedToken, 'state' | 'awaited'>): string {
  return token.state === 'received' && !token.awaited ? 'à renvoyer' : tokenTable.words[token.state];
}

export function toneOf(
  token: Pick<ListedToken, 'state' | 'awaited'>,
): 'neutral' | 'success' | 'warning' | 'danger' | 'info' {
  if (token.state === 'received') return token.awaited ? 'success' : 'warning';
  const tones: Partial<Record<TokenState, 'neutral' | 'danger' | 'info'>> = {
    'in-transit': 'info',
    returning: 'info',
    lost: 'danger',
    damaged: 'danger',
  };
  return tones[token.state] ?? 'neutral';
}
