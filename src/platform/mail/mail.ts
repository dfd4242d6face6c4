import { createHash } from 'node:crypto';
import type { Act } from '#src/platform/acts/act.js';
import { typeset, typesetHtml } from '#src/platform/french/typeset.js';
import { storeFile } from '#src/platform/web/files.js';
import { mailHtml } from './mail-html.js';
import { insertMail, type MailAttachmentRow } from './mail-store.js';
import { mailText } from './mail-text.js';

/** The person whom the reader may reach: stands in each mail, and receives the replies. */
export interface MailContact {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

export interface MailLink {
  readonly label: string;
  /** Absolute, or a path of this installation (`/commandes/…`). */
  readonly url: string;
}

/** One of several things that the mail is about: a document and its verdict, a time proposed. */
export interface MailItem {
  readonly title: string;
  readonly text?: string;
  readonly link?: MailLink;
}

export interface MailReason {
  /** « Motif du renvoi » by default: « Motif ». */
  readonly title?: string;
  /** The catalogue's sentence. */
  readonly sentence: string;
  /** What the officer added. */
  readonly comment?: string;
}

/** What a mail says, once: its HTML and its plain text are both made from this. */
export interface MailContent {
  /** What it wants and for whom: « À signer : commande 2026-35-0012 de Saint-Exemple ». */
  readonly subject: string;
  /** « Bonjour, » by default. */
  readonly greeting?: string;
  /** The first says what to do. */
  readonly paragraphs: readonly string[];
  readonly reason?: string | MailReason;
  readonly items?: readonly MailItem[];
  /** Shown large, to be typed on a page. */
  readonly code?: string;
  /** The one button; the same link follows in clear. */
  readonly button?: MailLink;
  /** What follows the button. */
  readonly after?: readonly string[];
  readonly contact: MailContact;
}

export type MailAttachment =
  | { readonly fileId: string; readonly name: string; readonly mediaType: string }
  | { readonly name: string; readonly mediaType: string; readonly content: string | Uint8Array };

export interface NewMail extends MailContent {
  /** Unique for what causes it (`order-submitted:ID`): queued twice, it is sent once. */
  readonly key: string;
  readonly kind: string;
  /** The things it concerns, by identifier, as in an event. */
  readonly about?: Readonly<Record<string, string>>;
  readonly to: string;
  readonly attachments?: readonly MailAttachment[];
  /** The body holds a code: it is blanked once sent, and at the latest then; past that it is not sent at all. */
  readonly secretUntil?: Date;
}

/** The queue of the worker that sends. */
export const mailQueue = 'mail';

/**
 * Writes a mail and the job that sends it, in the transaction of the step that causes it; where no server sends, the
 * mail is kept at once to be read. A second one of the same key changes nothing.
 */
export async function queueMail(act: Act, mail: NewMail): Promise<void> {
  const content = withWholeLinks(mail, act.baseUrl);
  const attachments: MailAttachmentRow[] = [];
  for (const attachment of mail.attachments ?? []) {
    attachments.push({
      name: attachment.name,
      mediaType: attachment.mediaType,
      fileId: 'fileId' in attachment ? attachment.fileId : await storeContent(act, attachment),
    });
  }
  const id = await insertMail(act.tx, {
    key: mail.key,
    messageId: messageIdOf(mail.key, act.baseUrl),
    kind: mail.kind,
    about: mail.about ?? {},
    recipient: mail.to.toLowerCase(),
    replyTo: mail.contact.email,
    subject: typeset(oneLine(mail.subject)),
    textBody: mailText(content),
    htmlBody: typesetHtml(mailHtml(content)),
    attachments,
    queuedAt: act.now,
    keptAt: act.keepsMails ? act.now : null,
    secretUntil: mail.secretUntil ?? null,
  });
  if (id !== undefined && !act.keepsMails) await act.queue(mailQueue, { mail: id });
}

async function storeContent(
  act: Act,
  attachment: { name: string; mediaType: string; content: string | Uint8Array },
): Promise<string> {
  const { name, mediaType, content } = attachment;
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return (await storeFile(act, { name, mediaType, bytes })).id;
}

/** The same for the same key, whatever happens between: a mailbox that gets a mail twice shows it once. */
function messageIdOf(key: string, baseUrl: string): string {
  const digest = createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 40);
  return `<${digest}@${new URL(baseUrl).hostname}>`;
}

function withWholeLinks(content: MailContent, baseUrl: string): MailContent {
  const whole = (link: MailLink): MailLink => ({
    label: link.label,
    url: link.url.startsWith('/') ? `${baseUrl}${link.url}` : link.url,
  });
  return {
    ...content,
    ...(content.button && { button: whole(content.button) }),
    ...(content.items && {
      items: content.items.map((item) => (item.link ? { ...item, link: whole(item.link) } : item)),
    }),
  };
}

/** A header never has a second line. */
function oneLine(text: string): string {
  return text
    .replace(/[\r\n\t ]+/g, ' ')
    .trim()
    .slice(0, 300);
}
