import type { Party } from '#src/directory/index.js';
import type { Database } from '#src/platform/database/database.js';
import { plural } from '#src/platform/french/french.js';
import { latestMails } from '#src/platform/mail/mail-list.js';
import type { MailSummary } from '#src/platform/mail/mail-store.js';
import { MailTag } from '#src/platform/mail/mail-tag.js';
import { Card, DataTable, EmailAddress, Folds, type Html, When } from '#src/platform/ui/index.js';

/**
 * The parts that are told of the mails, and what has a page that is not theirs: they read none about it. One about an
 * appointment may name holders of another registration office.
 */
const readers: readonly (readonly [Party, apartFrom: readonly string[]])[] = [
  ['purchasing-officer', ['invoice']],
  ['delivery-officer', ['invoice', 'certificate']],
  ['registration-officer', ['invoice', 'certificate', 'token', 'appointment']],
];

/** The last ones; a page about one thing has rarely more to tell. */
const shown = 10;
const unfolded = 3;

/**
 * What was mailed about an order or a holder's file, for the officers who may open its page: to whom, when, its state
 * and why it did not go; never a text, which may hold a link or a code of its reader. Null for everybody else.
 */
export async function mailsSent(
  db: Database,
  about: { readonly order: string } | { readonly file: string },
  parties: readonly Party[],
  now: Date,
): Promise<Html | null> {
  const reader = readers.find(([part]) => parties.includes(part));
  if (!reader) return null;
  const mails = await latestMails(db, about, { apartFrom: reader[1], limit: shown });
  if (mails.length === 0) return null;
  const failed = mails.filter(({ state }) => state === 'failed').length;
  const table = <Mails mails={mails} now={now} />;
  if (mails.length <= unfolded) return <Card title="Courriels envoyés">{table}</Card>;
  return (
    <Card title="Courriels envoyés">
      <Folds
        items={[
          {
            title: mails.length === shown ? `Les ${shown} derniers` : plural(mails.length, 'courriel'),
            note: failed > 0 && plural(failed, 'non envoyé', 'non envoyés'),
            open: failed > 0,
            body: table,
          },
        ]}
      />
    </Card>
  );
}

function Mails({ mails, now }: { mails: readonly MailSummary[]; now: Date }): Html {
  return (
    <DataTable
      id="courriels"
      caption="Courriels envoyés"
      rows={mails}
      columns={[
        { key: 'objet', label: 'Objet', cell: (mail) => mail.subject },
        { key: 'adresse', label: 'Destinataire', cell: (mail) => <EmailAddress of={mail.recipient} /> },
        { key: 'date', label: 'Écrit', cell: (mail) => <When at={mail.queuedAt} now={now} /> },
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
      empty={null}
    />
  );
}
