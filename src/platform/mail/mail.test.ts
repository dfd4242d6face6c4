import { sql } from 'kysely';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Kernel, noJobs } from '#src/platform/acts/act.js';
import { calendar } from '#src/platform/acts/actor.js';
import { refuse } from '#src/platform/acts/refusal.js';
import { type FreshDatabase, freshDatabase } from '#test/database.js';
import { testKernel } from '#test/kernel.js';
import { type NewMail, queueMail } from './mail.js';
import { listMails } from './mail-list.js';
import { readMail, type StoredMail } from './mail-store.js';
import { mailText } from './mail-text.js';
import { createMailWorker } from './mail-worker.js';

const contact = { name: 'Nolwenn Kerviel', phone: '02 61 91 00 10', email: 'certificats@exemple.fr' };

function toMaelys(key: string, more: Partial<NewMail> = {}): NewMail {
  return {
    key,
    kind: 'file-corrections-asked',
    about: { order: '01900000-0000-7000-8000-000000000001' },
    to: 'Maelys.Le-Goff@exemple.fr',
    subject: 'À corriger\u202f: une pièce de votre dossier',
    paragraphs: ['Remplacez une pièce pour que votre dossier avance.'],
    reason: { sentence: 'La photographie est illisible.', comment: 'Le bas de la carte manque.' },
    button: { label: 'Remplacer la pièce', url: '/porte/abc' },
    contact,
    ...more,
  };
}

let database: FreshDatabase;
let kernel: Kernel;
const jobs: { queue: string; data: unknown }[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  kernel = testKernel({
    db: database.db,
    baseUrl: 'https://cles.exemple.fr',
    jobs: { ...noJobs, send: async (_tx, queue, data) => void jobs.push({ queue, data }) },
  });
});
afterAll(() => database.drop());

async function stored(key: string): Promise<StoredMail> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM mails WHERE key = ${key}`.execute(database.db);
  const mail = await readMail(database.db, rows[0]?.id ?? '');
  if (!mail) throw new Error(`no mail has the key ${key}`);
  return mail;
}

describe('queuing a mail', () => {
  test('writes it and its job once, however often the step is repeated', async () => {
    jobs.length = 0;
    await kernel.transact(calendar, (act) => queueMail(act, toMaelys('twice')));
    await kernel.transact(calendar, (act) => queueMail(act, toMaelys('twice')));
    const mail = await stored('twice');
    expect(jobs).toEqual([{ queue: 'mail', data: { mail: mail.id } }]);
    expect(mail).toMatchObject({ state: 'queued', recipient: 'maelys.le-goff@exemple.fr' });
    expect(mail.messageId).toMatch(/^<[0-9a-f]{40}@cles\.exemple\.fr>$/);
  });

  test('keeps it at once to be read where no server sends, and leaves no job', async () => {
    jobs.length = 0;
    const { db } = database;
    const without = testKernel({
      db,
      keepsMails: true,
      jobs: { ...noJobs, send: async (_tx, queue, data) => void jobs.push({ queue, data }) },
    });
    await without.transact(calendar, (act) =>
      queueMail(act, toMaelys('kept-at-once', { to: 'x@exemple.fr' })),
    );
    const mail = await stored('kept-at-once');
    expect(mail).toMatchObject({ state: 'kept', settledAt: mail.queuedAt });
    expect(mail.textBody).toContain('Remplacez une pièce');
    expect(jobs).toEqual([]);
  });

  test('leaves nothing when the step is refused', async () => {
    await kernel.transact(calendar, async (act) => {
      await queueMail(act, toMaelys('refused'));
      return refuse('too-late', 'Trop tard.');
    });
    expect((await listMails(database.db, { words: 'maelys' })).rows).toHaveLength(1);
  });

  test('says the same in HTML and in plain text, with whole links, escaped', async () => {
    await kernel.transact(calendar, (act) =>
      queueMail(
        act,
        toMaelys('both', {
          paragraphs: ['Le nom <b>Le Goff</b> ne concorde pas.'],
          items: [{ title: 'Carte', text: 'Illisible.', link: { label: 'Remplacer', url: '/pieces/1' } }],
        }),
      ),
    );
    const { textBody, htmlBody } = await stored('both');
    expect(textBody).toContain('Le nom <b>Le Goff</b> ne concorde pas.');
    expect(htmlBody).toContain('Le nom &lt;b&gt;Le Goff&lt;/b&gt; ne concorde pas.');
    for (const body of [textBody, htmlBody]) {
      expect(body).toContain('https://cles.exemple.fr/porte/abc');
      expect(body).toContain('https://cles.exemple.fr/pieces/1');
      expect(body).toContain('La photographie est illisible.');
      expect(body).toContain('«\u00a0Le bas de la carte manque.\u202f»');
      expect(body).toContain('02\u00a061\u00a091\u00a000\u00a010');
    }
    expect(htmlBody.match(/class="button"/g)).toHaveLength(1);
  });
});

test('plain text breaks long lines but never a link', () => {
  const url = `https://cles.exemple.fr/porte/${'x'.repeat(80)}`;
  const text = mailText({
    subject: 'Essai',
    paragraphs: ['Une phrase assez longue pour devoir être coupée en plusieurs lignes. '.repeat(3).trim()],
    button: { label: 'Ouvrir', url },
    contact,
  });
  const lines = text.split('\n');
  expect(lines).toContain(url);
  expect(lines.filter((line) => line !== url).every((line) => line.length <= 74)).toBe(true);
});

describe('sending', () => {
  const received: Buffer[] = [];
  let arrived = async (): Promise<void> => {};
  let refusal: { code: number; message: string } | undefined;
  let server: SMTPServer;
  let smtpUrl: string;

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, done) =>
        done(refusal && Object.assign(new Error(refusal.message), { responseCode: refusal.code })),
      onData(stream, _session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', async () => {
          await arrived();
          received.push(Buffer.concat(chunks));
          done();
        });
      },
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
    const address = server.server.address();
    smtpUrl = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterAll(() => new Promise<void>((closed) => server.close(() => closed())));

  async function send(key: string, more: Partial<NewMail> = {}, url: string | undefined = smtpUrl) {
    await kernel.transact(calendar, (act) => queueMail(act, toMaelys(key, more)));
    const { id } = await stored(key);
    const worker = createMailWorker({ smtpUrl: url, from: 'Clé en main <ne-pas-repondre@exemple.fr>' });
    await worker.run(kernel, { mail: id }).catch(() => {});
    return { id, worker };
  }

  test('a mail leaves once, with its calendar and its headers', async () => {
    received.length = 0;
    const ics = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
    const { id, worker } = await send('with-event', {
      attachments: [
        { name: 'rendez-vous.ics', mediaType: 'text/calendar; method=REQUEST', content: ics },
        { name: 'note.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF-') },
      ],
    });
    await worker.run(kernel, { mail: id });
    expect(received).toHaveLength(1);
    const mail = await PostalMime.parse(received[0] ?? '');
    const { messageId } = await stored('with-event');
    expect(mail).toMatchObject({
      messageId,
      subject: 'À corriger\u202f: une pièce de votre dossier',
      from: { name: 'Clé en main', address: 'ne-pas-repondre@exemple.fr' },
      replyTo: [{ address: contact.email }],
    });
    expect(mail.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    );
    expect(mail.attachments.map((each) => each.mimeType)).toEqual(
      expect.arrayContaining(['text/calendar', 'application/pdf']),
    );
    expect(await stored('with-event')).toMatchObject({ state: 'sent', failure: null, tries: 1 });
  });

  test('a mail that left while the database was away is noted as sent, and leaves once', async () => {
    received.length = 0;
    await kernel.transact(calendar, (act) => queueMail(act, toMaelys('away')));
    const { id } = await stored('away');
    arrived = async () => {
      await sql`ALTER TABLE mails RENAME TO mails_away`.execute(database.db);
    };
    const worker = createMailWorker({ smtpUrl, from: 'ne-pas-repondre@exemple.fr' });
    const run = worker.run(kernel, { mail: id });
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1);
    arrived = async () => {};
    await expect(stored('away')).rejects.toThrow('mails');
    await sql`ALTER TABLE mails_away RENAME TO mails`.execute(database.db);
    await run;
    expect(await stored('away')).toMatchObject({ state: 'sent' });
    await worker.run(kernel, { mail: id });
    expect(received).toHaveLength(1);
  });

  test('a code leaves the database once it is sent', async () => {
    const secretUntil = new Date(Date.now() + 600_000);
    await send('a-code', { kind: 'sign-in-code', code: '482 915', secretUntil });
    expect(received.at(-1)?.toString()).toContain('482');
    expect(await stored('a-code')).toMatchObject({ state: 'sent', textBody: '', htmlBody: '' });
  });

  test('a code that ran out is not sent any more', async () => {
    received.length = 0;
    await send('an-old-code', { code: '482 915', secretUntil: new Date(Date.now() - 1) });
    expect(received).toHaveLength(0);
    expect(await stored('an-old-code')).toMatchObject({ state: 'failed', textBody: '' });
  });

  test('an address that the server refuses is given up at once, with the cause', async () => {
    refusal = { code: 550, message: 'No such mailbox here' };
    await send('refused-address');
    expect(await stored('refused-address')).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('No such mailbox here'),
    });
  });

  test('a server that asks for patience is asked again, with the same identifier', async () => {
    refusal = { code: 451, message: 'Try later' };
    received.length = 0;
    const { id, worker } = await send('patience');
    expect(await stored('patience')).toMatchObject({ state: 'queued', tries: 1 });
    refusal = undefined;
    await worker.run(kernel, { mail: id });
    const mail = await PostalMime.parse(received[0] ?? '');
    expect(mail.messageId).toBe((await stored('patience')).messageId);
  });

  test('a server that is down leaves the mail queued, then given up with its cause', async () => {
    const { id, worker } = await send('nobody-there', {}, 'smtp://127.0.0.1:1');
    expect(await stored('nobody-there')).toMatchObject({
      state: 'queued',
      failure: expect.stringContaining('ne répond pas'),
    });
    await worker.gaveUp?.(kernel, { mail: id }, 'ne répond pas');
    expect((await stored('nobody-there')).state).toBe('failed');
  });

  test('a mail that waited when the mail server was taken away is kept to be read', async () => {
    const { id } = await send('kept', {}, '');
    expect(await readMail(database.db, id)).toMatchObject({ state: 'kept' });
    expect((await stored('kept')).textBody).toContain('Remplacez une pièce');
  });
});
