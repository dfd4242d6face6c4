import { situationNames } from '#src/orders/index.js';
import { number, plural } from '#src/platform/french.js';
import {
  DataTable,
  Empty,
  Filters,
  type Html,
  PageHeader,
  Pagination,
  SelectField,
  Stack,
  TextField,
  When,
} from '#src/platform/ui/index.js';
import { countLimit, deskLists, type QueueQuery } from './desk-queue.js';
import type { FileFacts } from './file-facts.js';
import { fileTable } from './holder-file.js';
import { holderName } from './holder-name.js';
import { filePaths } from './paths.js';

/** The registration officer's list: oldest first, filters in the URL. */
export function DeskQueuePage(props: {
  readonly rows: readonly FileFacts[];
  readonly count: number;
  readonly query: QueueQuery;
  readonly url: URLSearchParams;
  readonly next: string | undefined;
  readonly first: string | undefined;
  readonly now: Date;
}): Html {
  const { rows, query, url, now } = props;
  const filtered = query.search !== '';
  return (
    <Stack>
      <PageHeader
        title="Dossiers à contrôler"
        lead={
          filtered && props.count > countLimit
            ? `Plus de ${number(countLimit)} dossiers`
            : `${plural(props.count, 'dossier')} : ${query.list.label.toLowerCase()}`
        }
      />
      <Filters action={filePaths.desk} clear={filtered || url.has('liste') ? filePaths.desk : undefined}>
        <SelectField
          name="liste"
          label="Liste"
          value={query.list.key}
          options={deskLists.map(({ key, label }) => ({ value: key, label }))}
        />
        <TextField
          name="q"
          type="search"
          label="Titulaire ou commande"
          optional
          value={query.search}
          maxlength={100}
        />
      </Filters>
      <DataTable
        id="dossiers"
        caption={`Dossiers : ${query.list.label.toLowerCase()}`}
        path={filePaths.desk}
        query={url}
        sort={{ key: 'depuis', down: query.newestFirst }}
        rows={rows}
        columns={[
          {
            key: 'titulaire',
            label: 'Titulaire',
            cell: (file) => <a href={filePaths.desked(file.id)}>{holderName(file)}</a>,
          },
          { key: 'organisme', label: 'Organisme', cell: (file) => file.organisation_name },
          { key: 'commande', label: 'Commande', cell: (file) => file.order_number },
          { key: 'situation', label: 'Situation', cell: (file) => situationNames[file.situation] },
          { key: 'etat', label: 'État', cell: (file) => fileTable.words[file.state] },
          {
            key: 'depuis',
            label: 'Depuis',
            sortable: true,
            cell: (file) => <When at={file.since} now={now} as="day" />,
          },
        ]}
        empty={
          <Empty title={filtered ? 'Aucun dossier ne correspond.' : 'Rien ne vous attend.'}>
            {filtered
              ? 'Vérifiez l’orthographe, ou cherchez dans « Tous ».'
              : 'Un message part au bureau dès qu’un dossier est déposé.'}
          </Empty>
        }
      />
      <Pagination
        previous={props.first}
        next={props.next}
        words={rows.length > 0 ? `${plural(rows.length, 'dossier')} sur cette page` : undefined}
      />
    </Stack>
  );
}
