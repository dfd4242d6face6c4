import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Attachment } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { Unexpected } from './failures.js';

/** A mail as its recipient has it. */
export interface ReceivedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly attachments: readonly Attachment[];
  /** The message itself, as the server sent it. */
  readonly raw: Buffer;
}

/** A real mail server on loopback, that keeps what it is given. */
export class Mailbox {
  readonly received: ReceivedMail[] = [];
  readonly #server: SMTPServer;
  #arrived: () => void = () => {};
  url = '';

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onData: (stream, session, done) => {
        const to = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
        this.#keep(stream, to).then(() => done(), done);
      },
    });
    // a client killed in the middle of a message is no fault of ours
    this.#server.on('error', () => {});
  }

  static async open(): Promise<Mailbox> {
    const box = new Mailbox();
    const listening = box.#server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    box.url = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    return box;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** How many mails there are: what comes later is after this mark. */
  get mark(): number {
    return this.received.length;
  }

  /** The newest mail to that address whose subject has these words, after a mark; waits until there are so many different ones. */
  async wait(
    to: string,
    subject: string,
    options: { after?: number; different?: number; seconds: number },
  ): Promise<ReceivedMail> {
    const deadline = Date.now() + options.seconds * 1000;
    for (;;) {
      const found = this.received
        .slice(options.after ?? 0)
        .filter((mail) => mail.to === to && mail.subject.includes(subject));
      const last = found.at(-1);
      if (last && new Set(found.map(({ messageId }) => messageId)).size >= (options.different ?? 1))
        return last;
      const left = deadline - Date.now();
      if (left <= 0) throw new Unexpected(`aucun courriel « ${subject} » n’est arrivé à ${to}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#arrived = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async #keep(stream: NodeJS.ReadableStream, recipients: readonly string[]): Promise<void> {
    const raw = await buffer(stream);
    const mail = await PostalMime.parse(raw);
    const text = (mail.text ?? '').replaceAll('\r\n', '\n');
    for (const to of recipients) {
      this.received.push({
        to,
        subject: mail.subject ?? '',
        text,
        messageId: mail.messageId ?? '',
        attachments: mail.attachments,
        raw,
      });
    }
    this.#arrived();
  }
}

/** The six digits that a mail asks to copy. */
export function codeIn(mail: ReceivedMail): string {
  const found = /^\s*(\d{3})[ \u00a0\u202f]?(\d{3})\s*$/m.exec(mail.text);
  if (!found) throw new Unexpected(`le courriel « ${mail.subject} » ne porte pas de code`);
  return `${found[1]}${found[2]}`;
}

/** The link that a mail gives. */
export function doorIn(mail: ReceivedMail): string {
  const found = /https?:\/\/\S+\/porte\/[\w-]+/.exec(mail.text);
  if (!found) throw new Unexpected(`le courriel « ${mail.subject} » ne porte pas de lien`);
  return found[0];
}

/** Tells mails apart that say the same to the same person. */
export function likeness(mail: ReceivedMail): string {
  return createHash('sha256').update([mail.to, mail.subject, mail.text].join('\0')).digest('hex');
}
