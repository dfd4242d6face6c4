import { situationNames } from '#src/orders/index.js';
import {
  Empty,
  type Html,
  LinkButton,
  ListChoice,
  ListTable,
  type ListView,
  PageHeader,
  Stack,
  Tag,
  When,
  withQuery,
} from '#src/platform/ui/index.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { type FileState, fileTable } from '#src/registration/holder-file.js';
import { holderName } from '#src/registration/holder-name.js';
import { filePaths } from '#src/registration/paths.js';
import { type DeskFilters, deskLists } from './desk-queue.js';

interface DeskQueueProps {
  readonly list: ListView<FileFacts>;
  readonly filters: DeskFilters;
  readonly now: Date;
}

/** The registration officer's list: oldest first, filters in the URL. */
export function DeskQueuePage({ list, filters, now }: DeskQueueProps): Html {
  return (
    <Stack>
      <PageHeader title="Dossiers à contrôler" lead={filters.list.about} />
      <ListChoice
        list={list}
        lists={deskLists}
        chosen={filters.list}
        label="Titulaire, organisme ou commande"
        text={filters.text}
      />
      <ListTable
        list={list}
        noun={['dossier', 'dossiers']}
        id="dossiers"
        caption={`Dossiers : ${filters.list.label.toLowerCase()}`}
        columns={[
          {
            key: 'titulaire',
            label: 'Titulaire',
            cell: (file) => <a href={filePaths.desked(file.id)}>{holderName(file)}</a>,
          },
          { key: 'organisme', label: 'Organisme', cell: (file) => file.organisation_name },
          { key: 'commande', label: 'Commande', cell: (file) => file.order_number },
          { key: 'situation', label: 'Situation', cell: (file) => situationNames[file.situation] },
          {
            key: 'etat',
            label: 'État',
            cell: (file) => <Tag tone={toneOf(file.state)}>{fileTable.words[file.state]}</Tag>,
          },
          {
            key: 'depuis',
            label: 'Depuis',
            sortable: true,
            cell: (file) => <When at={file.since} now={now} as="day" />,
          },
        ]}
        empty={<Nothing list={list} filters={filters} />}
      />
    </Stack>
  );
}

function Nothing({ list, filters }: Pick<DeskQueueProps, 'list' | 'filters'>): Html {
  if (filters.text === '') {
    return (
      <Empty title={filters.list.key === 'a-controler' ? 'Rien ne vous attend' : 'Aucun dossier ici'}>
        {filters.list.key === 'a-controler'
          ? 'Un message part au bureau dès qu’un dossier est déposé.'
          : 'Choisissez une autre liste.'}
      </Empty>
    );
  }
  return (
    <Empty
      title="Aucun dossier ne correspond"
      icon="search"
      action={
        filters.list.key !== 'tous' && (
          <LinkButton variant="secondary" href={withQuery(list.path, list.query, { liste: 'tous' })}>
            Chercher dans tous les dossiers
          </LinkButton>
        )
      }
    >
      Vérifiez l’orthographe, ou cherchez une partie du nom seulement.
    </Empty>
  );
}

function toneOf(state: FileState): 'neutral' | 'info' | 'success' | 'warning' {
  if (state === 'submitted' || state === 'to-correct' || state === 'to-reissue') return 'warning';
  if (state === 'handed-over') return 'success';
  return fileTable.ends.includes(state) ? 'neutral' : 'info';
}
