import { setTimeout } from 'node:timers/promises';
import nodemailer, { type SendMailOptions, type Transporter } from 'nodemailer';
import type { Kernel } from '#src/platform/acts/act.js';
import type { Schedule, Worker } from '#src/platform/jobs/jobs.js';
import { readFile } from '#src/platform/web/files.js';
import { mailQueue } from './mail.js';
import { failureOf } from './mail-failure.js';
import {
  blankSecrets,
  giveUpMail,
  noteFailure,
  readMail,
  type StoredMail,
  settleMail,
} from './mail-store.js';

interface MailWorkerParts {
  /** smtp:// or smtps:// with its credentials; without it what still waits is kept to be read on the page of the mail. */
  readonly smtpUrl?: string | undefined;
  /** The sender: an address, or a name with it (`Mairie <x@exemple.fr>`). Without a name it is « Clé en main ». */
  readonly from: string;
}

/** Sends what `queueMail` has written: a failure is kept with its cause, tried again for about a day, then told. */
export function createMailWorker(parts: MailWorkerParts): Worker {
  const transport = parts.smtpUrl ? openTransport(parts.smtpUrl) : undefined;
  return {
    queue: mailQueue,
    retryDelay: 5,
    retryLimit: 30,
    hands: 8,
    async run(kernel, data) {
      const mail = await readMail(kernel.db, mailOf(data));
      if (mail?.state !== 'queued') return;
      const now = kernel.clock();
      if (mail.secretUntil && mail.secretUntil <= now) {
        await settleMail(kernel.db, mail.id, { as: 'failed', at: now, failure: expired });
        return;
      }
      if (!transport) return settleMail(kernel.db, mail.id, { as: 'kept', at: now });
      try {
        await transport.sendMail(await compose(kernel, mail, parts.from));
      } catch (error) {
        const { cause, forGood } = failureOf(error);
        if (forGood) return settleMail(kernel.db, mail.id, { as: 'failed', at: now, failure: cause });
        await noteFailure(kernel.db, mail.id, cause);
        throw new Error(cause, { cause: error });
      }
      await noteSent(kernel, mail.id);
    },
    gaveUp: (kernel, data) => giveUpMail(kernel.db, mailOf(data), kernel.clock()),
  };
}

/** How long, in seconds, a mail that has left waits for a database that is away: not noted, it would leave again. */
const patience = 60;

async function noteSent(kernel: Kernel, id: string): Promise<void> {
  const at = kernel.clock();
  for (let waited = 0; ; waited += 1) {
    try {
      return await settleMail(kernel.db, id, { as: 'sent', at });
    } catch (error) {
      if (waited >= patience) throw error;
      await setTimeout(1000);
    }
  }
}

/** Codes that were never used do not stay readable. */
export const blankOldCodes: Schedule = {
  name: 'blank-old-codes',
  cron: '*/5 * * * *',
  run: (kernel) => blankSecrets(kernel.db, kernel.clock()),
};

const expired = 'Le code contenu dans ce message avait expiré avant que le message ne puisse partir.';

function mailOf(data: unknown): string {
  return (data as { mail: string }).mail;
}

function openTransport(url: string): Transporter {
  return nodemailer.createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    // after the final dot a server may think (RFC 5321, 4.5.3.2.6): who hangs up too soon sends again what arrived
    socketTimeout: 120_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

async function compose(kernel: Kernel, mail: StoredMail, from: string): Promise<SendMailOptions> {
  const attachments: NonNullable<SendMailOptions['attachments']> = [];
  let event: SendMailOptions['icalEvent'];
  for (const { name, mediaType, fileId } of mail.attachments) {
    const file = await readFile(kernel.db, fileId);
    if (!file) continue;
    const content = Buffer.from(file.bytes);
    const method = /^text\/calendar.*method=([a-z]+)/i.exec(mediaType)?.[1];
    if (method) event = { filename: name, method: method.toUpperCase() as 'REQUEST', content };
    else attachments.push({ filename: name, contentType: mediaType, content });
  }
  return {
    from: from.includes('<') ? from : { name: 'Clé en main', address: from },
    to: mail.recipient,
    ...(mail.replyTo && { replyTo: mail.replyTo }),
    subject: mail.subject,
    text: mail.textBody,
    html: mail.htmlBody,
    messageId: mail.messageId,
    date: mail.queuedAt,
    // RFC 3834: nobody's holiday message answers it
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
    attachments,
    ...(event && { icalEvent: event }),
  };
}
