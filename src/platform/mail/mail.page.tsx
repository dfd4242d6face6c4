import {
  Actions,
  Alert,
  Button,
  Card,
  EmailAddress,
  Form,
  type Html,
  PageHeader,
  Summary,
  When,
} from '#src/platform/ui/index.js';
import { mailPaths } from './mail-paths.js';
import { mailStates } from './mail-states.js';
import type { StoredMail } from './mail-store.js';
import { MailTag } from './mail-tag.js';

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
          { label: 'Destinataire', value: <EmailAddress of={mail.recipient} /> },
          { label: 'Réponses à', value: mail.replyTo ? <EmailAddress of={mail.replyTo} /> : 'personne' },
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
