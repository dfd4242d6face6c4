import {
  EmailAddress,
  type Html,
  isFiltered,
  ListFilters,
  ListTable,
  type ListView,
  NoneFound,
  PageHeader,
  SelectField,
  TextField,
  When,
} from '#src/platform/ui/index.js';
import { mailPaths } from './mail-paths.js';
import { mailStates } from './mail-states.js';
import type { MailSummary } from './mail-store.js';
import { MailTag } from './mail-tag.js';

interface MailListProps {
  readonly list: ListView<MailSummary>;
  readonly now: Date;
  readonly demonstration: boolean;
}

const filters = ['mots', 'etat'];

/** The mail that left, or did not, and why. */
export function MailListPage({ list, now, demonstration }: MailListProps): Html {
  const { query } = list;
  const filtered = isFiltered(query, filters);
  return (
    <div class="stack">
      <PageHeader
        title="Courrier envoyé"
        lead={
          demonstration
            ? 'La boîte aux lettres de la démonstration : chaque message que le service écrit peut être lu ici, codes compris.'
            : 'Chaque message que le service écrit, avec son état. Un échec est réessayé tout seul pendant un jour environ.'
        }
      />
      <ListFilters list={list} names={filters}>
        <TextField
          name="mots"
          label="Adresse ou objet"
          type="search"
          value={query.get('mots')}
          spellcheck={false}
          maxlength={100}
          optional
        />
        <SelectField
          name="etat"
          label="État"
          placeholder="Tous"
          value={query.get('etat')}
          options={Object.entries(mailStates).map(([value, { label }]) => ({ value, label }))}
          optional
        />
      </ListFilters>
      <ListTable
        list={list}
        noun={['message', 'messages']}
        id="courrier"
        caption="Messages"
        columns={[
          {
            key: 'objet',
            label: 'Objet',
            cell: (mail) => <a href={mailPaths.one(mail.id)}>{mail.subject}</a>,
          },
          { key: 'adresse', label: 'Destinataire', cell: (mail) => <EmailAddress of={mail.recipient} /> },
          {
            key: 'date',
            label: 'Écrit',
            sortable: true,
            cell: (mail) => <When at={mail.queuedAt} now={now} />,
          },
          {
            key: 'etat',
            label: 'État',
            cell: (mail) => (
              <>
                <MailTag state={mail.state} />
                {mail.failure && (
                  <>
                    <br />
                    <span class="soft">{mail.failure}</span>
                  </>
                )}
              </>
            ),
          },
        ]}
        empty={
          <NoneFound
            filtered={filtered}
            icon="mail"
            hidden={[
              'Aucun message ne répond à ces filtres',
              'Cherchez le début d’une adresse ou un mot de l’objet, ou effacez les filtres.',
            ]}
            none={[
              'Aucun message pour l’instant',
              'Chaque étape qui prévient quelqu’un laissera ici son message.',
            ]}
          />
        }
      />
    </div>
  );
}
