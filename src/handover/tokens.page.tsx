import { plural } from '#src/platform/french.js';
import {
  Actions,
  Alert,
  BulkActions,
  Button,
  Card,
  DataTable,
  Empty,
  ErrorSummary,
  Filters,
  Form,
  type Html,
  PageHeader,
  Pagination,
  SelectField,
  Stack,
  Tag,
  TextArea,
  TextField,
  When,
} from '#src/platform/ui/index.js';
import { holderName } from '#src/registration/index.js';
import { handoverPaths } from './paths.js';
import type { Received } from './receive-tokens.js';
import { type TokenState, tokenTable } from './token.js';
import { type ListedToken, type TokenList, tokenLists } from './token-list.js';

export interface TokensView {
  readonly rows: readonly ListedToken[];
  readonly list: TokenList;
  readonly search: string;
  readonly url: URLSearchParams;
  readonly next: string | undefined;
  readonly first: string | undefined;
  readonly now: Date;
  /** The person receives keys: an officer of a delivery centre. */
  readonly receives: boolean;
  readonly received?: readonly Received[] | undefined;
  readonly typed?: string | undefined;
  readonly error?: string | undefined;
}

/** The keys: what was received is scanned in, one by one or a whole parcel; then the list. */
export function TokensPage({ view }: { view: TokensView }): Html {
  const { rows, list, search, url, now, receives } = view;
  const bulk = receives && list.key === 'chemin' && rows.length > 0;
  return (
    <Stack>
      <ErrorSummary errors={view.error ? [{ field: 'serials', message: view.error }] : []} />
      <PageHeader title="Clés" lead={list.label} />
      {view.received && <Outcome received={view.received} />}
      {receives && (
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
      <Filters
        action={handoverPaths.tokens}
        clear={search || url.has('liste') ? handoverPaths.tokens : undefined}
      >
        <SelectField
          name="liste"
          label="Liste"
          value={list.key}
          options={tokenLists.map(({ key, label }) => ({ value: key, label }))}
        />
        <TextField
          name="q"
          type="search"
          label="Numéro ou titulaire"
          optional
          value={search}
          maxlength={100}
        />
      </Filters>
      {bulk && (
        <BulkActions form="recues" action={handoverPaths.receiveChosen}>
          <Button variant="secondary">Noter la réception</Button>
        </BulkActions>
      )}
      <DataTable
        id="cles"
        caption={`Clés : ${list.label.toLowerCase()}`}
        rows={rows}
        {...(bulk
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
          { key: 'depuis', label: 'Depuis', cell: (token) => <When at={token.since} now={now} as="day" /> },
        ]}
        empty={
          <Empty title={search ? 'Aucune clé ne correspond.' : 'Aucune clé ici.'} icon="key">
            {search ? 'Vérifiez le numéro, ou cherchez dans « Toutes ».' : 'Choisissez une autre liste.'}
          </Empty>
        }
      />
      <Pagination
        previous={view.first}
        next={view.next}
        words={rows.length > 0 ? `${plural(rows.length, 'clé')} sur cette page` : undefined}
      />
    </Stack>
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
