import {
  Actions,
  Alert,
  Button,
  Card,
  Form,
  type Html,
  isFiltered,
  ListFilters,
  ListTable,
  type ListView,
  NoneFound,
  PageHeader,
  SelectField,
  Summary,
  Tag,
  TextField,
  When,
} from '#src/platform/ui/index.js';
import { mailStates } from './mail-states.js';
import type { MailState, MailSummary, StoredMail } from './mail-store.js';

export const mailPaths = {
  list: '/courrier',
  one: (id: string): string => `/courrier/${id}`,
  view: (id: string): string => `/courrier/${id}/apercu`,
  attachment: (id: string, index: number): string => `/courrier/${id}/pieces/${index + 1}`,
  retry: (id: string): string => `/courrier/${id}/reprise`,
} as const;

function MailTag({ state }: { state: MailState }): Html {
  const { label, tone } = mailStates[state];
  return <Tag tone={tone}>{label}</Tag>;
}

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
          { key: 'adresse', label: 'Destinataire', cell: (mail) => mail.recipient },
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

interface MailPageProps {
  readonly mail: StoredMail;
  readonly now: Date;
  /** The body may be read: it holds no code, or this is the demonstration. */
  readonly readable: boolean;
  readonly refusal?: string | undefined;
}

/** One mail: its fate, its words, and its look in a frame of its own. */
export function MailPage({ mail, now, readable, refusal }: MailPageProps): Html {
  const { id, textBody } = mail;
  return (
    <div class="stack">
      {refusal && <Alert tone="danger">{refusal}</Alert>}
      <PageHeader
        title={mail.subject}
        trail={[{ label: 'Courrier envoyé', href: mailPaths.list }]}
        aside={<MailTag state={mail.state} />}
      />
      <Summary
        rows={[
          { label: 'Destinataire', value: mail.recipient },
          { label: 'Réponses à', value: mail.replyTo ?? 'personne' },
          { label: 'Écrit', value: <When at={mail.queuedAt} now={now} /> },
          ...(mail.settledAt
            ? [{ label: mailStates[mail.state].label, value: <When at={mail.settledAt} now={now} /> }]
            : []),
          ...(mail.failure
            ? [
                {
                  label: 'Cause de l’échec',
                  value: `${mail.failure} (${mail.tries} ${mail.tries > 1 ? 'essais' : 'essai'})`,
                },
              ]
            : []),
          ...(readable && mail.attachments.length > 0
            ? [{ label: 'Pièces jointes', value: <Attachments mail={mail} /> }]
            : []),
        ]}
      />
      {mail.state === 'failed' && textBody !== '' && (
        <Form action={mailPaths.retry(id)} label="Envoyer de nouveau">
          <Actions>
            <Button variant="secondary">Envoyer de nouveau</Button>
          </Actions>
        </Form>
      )}
      {textBody === '' ? (
        <Alert>
          Ce message contenait un code. Son texte a été effacé, parce que le code a été envoyé ou a expiré.
        </Alert>
      ) : readable ? (
        <>
          <iframe
            class="mail-view"
            src={mailPaths.view(id)}
            title={`Aperçu du message « ${mail.subject} »`}
            sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
            height="780"
          ></iframe>
          <Card title="En texte seul">
            <PlainText text={textBody} />
          </Card>
        </>
      ) : (
        <Alert>Ce message contient un code : il ne peut pas être lu ici.</Alert>
      )}
    </div>
  );
}

function Attachments({ mail }: { mail: StoredMail }): Html {
  return (
    <ul class="ds-list">
      {mail.attachments.map(({ name }, index) => (
        <li>
          <a href={mailPaths.attachment(mail.id, index)}>{name}</a>
        </li>
      ))}
    </ul>
  );
}

/** The plain text as it left, its links made to be followed. */
function PlainText({ text }: { text: string }): Html {
  return (
    <pre class="mail-text">
      {text
        .split(/(https?:\/\/\S+)/)
        .map((part, index) => (index % 2 === 1 ? <a href={part}>{part}</a> : part))}
    </pre>
  );
}
