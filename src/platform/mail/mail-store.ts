import { sql } from 'kysely';
import type { Database, Defaulted, Tx } from '#src/platform/database/database.js';
import { json } from '#src/platform/database/jsonb.js';

export interface MailAttachmentRow {
  readonly name: string;
  readonly mediaType: string;
  readonly fileId: string;
}

export type MailTables = {
  mails: Defaulted<
    {
      id: string;
      key: string;
      message_id: string;
      kind: string;
      about: Readonly<Record<string, string>>;
      recipient: string;
      reply_to: string | null;
      subject: string;
      text_body: string;
      html_body: string;
      attachments: readonly MailAttachmentRow[];
      queued_at: Date;
      sent_at: Date | null;
      kept_at: Date | null;
      failed_at: Date | null;
      failure: string | null;
      tries: number;
      secret_until: Date | null;
    },
    'id' | 'tries'
  >;
};

export type MailState = 'queued' | 'sent' | 'kept' | 'failed';

export interface MailSummary {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string;
  readonly queuedAt: Date;
  readonly state: MailState;
  /** When it was sent, kept or given up. */
  readonly settledAt: Date | null;
  /** Why the last try failed, in French; null once it went through. */
  readonly failure: string | null;
  readonly tries: number;
}

export interface StoredMail extends MailSummary {
  readonly about: Readonly<Record<string, string>>;
  readonly messageId: string;
  readonly replyTo: string | null;
  /** Empty once a code has been used or has run out. */
  readonly textBody: string;
  readonly htmlBody: string;
  readonly attachments: readonly MailAttachmentRow[];
  /** Set where the body holds, or held, a code. */
  readonly secretUntil: Date | null;
}

interface MailToInsert {
  readonly key: string;
  readonly messageId: string;
  readonly kind: string;
  readonly about: Readonly<Record<string, string>>;
  readonly recipient: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly textBody: string;
  readonly htmlBody: string;
  readonly attachments: readonly MailAttachmentRow[];
  readonly queuedAt: Date;
  /** Where it is not to be sent. */
  readonly keptAt: Date | null;
  readonly secretUntil: Date | null;
}

export const mailState = sql<MailState>`CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN kept_at IS NOT NULL THEN 'kept'
  WHEN failed_at IS NOT NULL THEN 'failed' ELSE 'queued' END`;

export const settledAt = sql<Date | null>`coalesce(sent_at, kept_at, failed_at)`;

/** Undefined where a mail of that key stands already. */
export async function insertMail(tx: Tx, mail: MailToInsert): Promise<string | undefined> {
  const row = await tx
    .withTables<MailTables>()
    .insertInto('mails')
    .values({
      key: mail.key,
      message_id: mail.messageId,
      kind: mail.kind,
      about: json(mail.about),
      recipient: mail.recipient,
      reply_to: mail.replyTo,
      subject: mail.subject,
      text_body: mail.textBody,
      html_body: mail.htmlBody,
      attachments: json(mail.attachments),
      queued_at: mail.queuedAt,
      kept_at: mail.keptAt,
      secret_until: mail.secretUntil,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

export async function readMail(db: Database | Tx, id: string): Promise<StoredMail | undefined> {
  return db
    .withTables<MailTables>()
    .selectFrom('mails')
    .select([
      'id',
      'kind',
      'about',
      'recipient',
      'subject',
      'failure',
      'tries',
      'attachments',
      'message_id as messageId',
      'reply_to as replyTo',
      'text_body as textBody',
      'html_body as htmlBody',
      'queued_at as queuedAt',
      'secret_until as secretUntil',
      mailState.as('state'),
      settledAt.as('settledAt'),
    ])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** When the mails of a kind about an order were queued, after `since`, oldest first. */
export async function mailedSince(
  tx: Tx,
  which: { kind: string; order: string; file?: string; since: Date },
): Promise<Date[]> {
  const rows = await tx
    .withTables<MailTables>()
    .selectFrom('mails')
    .select('queued_at')
    .where(sql`about->>'order'`, '=', which.order)
    .where('kind', '=', which.kind)
    .$if(which.file !== undefined, (mails) => mails.where(sql`about->>'file'`, '=', which.file))
    .where('queued_at', '>', which.since)
    .orderBy('queued_at')
    .execute();
  return rows.map((row) => row.queued_at);
}

/** When mails of a kind were queued to an address, and about which orders; the oldest first. */
export async function mailedTo(
  tx: Tx,
  which: { kind: string; to: string; since: Date },
): Promise<{ order: string | null; at: Date }[]> {
  const { rows } = await sql<{ order: string | null; at: Date }>`
    SELECT about->>'order' AS order, queued_at AS at FROM mails
     WHERE recipient = ${which.to} AND kind = ${which.kind} AND queued_at > ${which.since}
     ORDER BY queued_at`.execute(tx);
  return rows;
}

/** A try went through, or failed for good: a code leaves the database with it. */
export async function settleMail(
  db: Database | Tx,
  id: string,
  fate: { as: 'sent' | 'kept' | 'failed'; at: Date; failure?: string },
): Promise<void> {
  const blank = fate.as === 'kept' ? sql`false` : sql`secret_until IS NOT NULL`;
  await sql`UPDATE mails SET tries = tries + 1, failure = ${fate.failure ?? null},
      ${sql.ref(`${fate.as}_at`)} = ${fate.at},
      text_body = CASE WHEN ${blank} THEN '' ELSE text_body END,
      html_body = CASE WHEN ${blank} THEN '' ELSE html_body END
    WHERE id = ${id}`.execute(db);
}

/** No try is left, after failures that were noted one by one. */
export async function giveUpMail(db: Database | Tx, id: string, at: Date): Promise<void> {
  await sql`UPDATE mails SET failed_at = ${at} WHERE id = ${id} AND sent_at IS NULL`.execute(db);
}

/** A try failed and another will follow. */
export async function noteFailure(db: Database | Tx, id: string, failure: string): Promise<void> {
  await sql`UPDATE mails SET tries = tries + 1, failure = ${failure} WHERE id = ${id}`.execute(db);
}

/** Puts a mail that was given up back among those to send; false where there is none, or where its code is gone. */
export async function reviveMail(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`UPDATE mails SET failed_at = NULL
    WHERE id = ${id} AND failed_at IS NOT NULL AND sent_at IS NULL AND text_body <> '' RETURNING id`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Blanks what holds a code that has run out. */
export async function blankSecrets(db: Database | Tx, now: Date): Promise<void> {
  await sql`UPDATE mails SET text_body = '', html_body = ''
    WHERE secret_until <= ${now} AND text_body <> ''`.execute(db);
}
