import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calendar, hasPart } from '#src/platform/acts/actor.js';
import { type Front, openFront } from '#test/front.js';
import type { Visitor } from '#test/visitor.js';
import { type NewMail, queueMail } from './mail.js';
import { mailRoutes } from './mail.routes.js';

const contact = { name: 'Nolwenn Kerviel', phone: '02 61 91 00 10', email: 'certificats@exemple.fr' };
const fronts: Front[] = [];
let demonstration: Front;
let production: Front;

beforeAll(async () => {
  [demonstration, production] = await Promise.all([open(true), open(false)]);
});
afterAll(() => Promise.all(fronts.map((front) => front.close())));

async function open(isDemonstration: boolean): Promise<Front> {
  const front = await openFront({
    demonstration: isDemonstration,
    routes: ({ web }) => [mailRoutes(web, (actor) => hasPart(actor, 'administrator'))],
  });
  fronts.push(front);
  return front;
}

/** Queues a mail and returns where it is shown. */
async function mail(front: Front, more: Partial<NewMail> = {}): Promise<string> {
  const key = more.key ?? crypto.randomUUID();
  await front.kernel.transact(calendar, (act) =>
    queueMail(act, {
      key,
      kind: 'essay',
      to: 'maelys.le-goff@exemple.fr',
      subject: 'À compléter : votre dossier',
      paragraphs: ['Complétez votre dossier.'],
      button: { label: 'Ouvrir', url: '/porte/abc' },
      contact,
      ...more,
    }),
  );
  const { rows } = await sql<{ id: string }>`SELECT id FROM mails WHERE key = ${key}`.execute(
    front.database.db,
  );
  return `/courrier/${rows[0]?.id}`;
}

async function administrator(front: Front): Promise<Visitor> {
  const { rows } = await sql<{ id: string }>`WITH p AS (
      INSERT INTO people (name, email) VALUES ('Soizic Guillou', 'soizic.guillou@exemple.fr')
      ON CONFLICT (email) DO UPDATE SET name = excluded.name RETURNING id)
    INSERT INTO roles (person_id, part, granted_at) SELECT id, 'administrator', now() FROM p
    ON CONFLICT DO NOTHING RETURNING (SELECT id FROM p)`.execute(front.database.db);
  const found = await sql<{
    id: string;
  }>`SELECT id FROM people WHERE email = 'soizic.guillou@exemple.fr'`.execute(front.database.db);
  const visitor = front.visitor();
  visitor.take(await front.signIn.openSession(rows[0]?.id ?? found.rows[0]?.id ?? ''));
  return visitor;
}

describe('in the demonstration', () => {
  test('everybody reads the mail, its links whole, its look in a frame that runs nothing', async () => {
    const path = await mail(demonstration);
    await demonstration.runJobs();
    const visitor = demonstration.visitor();
    const list = await visitor.get('/courrier');
    expect(list.html).toContain(`href="${path}"`);
    expect(list.words).toContain('Conservé ici');
    expect(list.html).toContain('maelys.le-goff<wbr/>@exemple.fr');
    const shown = await visitor.get(path);
    expect(shown.html).toContain('<a href="http://localhost/porte/abc">');
    expect(shown.html).toMatch(/<iframe[^>]+sandbox="[^"]*"/);
    const preview = await visitor.get(`${path}/apercu`);
    expect(preview.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(preview.headers.get('content-security-policy')).toContain('sandbox');
    expect(preview.html).toContain('<base target="_top"');
  });

  test('a code is read until it is blanked', async () => {
    const path = await mail(demonstration, {
      kind: 'sign-in-code',
      code: '123 456',
      secretUntil: new Date(Date.now() + 600_000),
    });
    await demonstration.runJobs();
    expect((await demonstration.visitor().get(path)).words).toContain('123 456');
    await sql`UPDATE mails SET secret_until = now() - interval '1 second' WHERE secret_until IS NOT NULL`.execute(
      demonstration.database.db,
    );
    for (const schedule of demonstration.signIn.schedules) await schedule.run(demonstration.kernel);
    const after = await demonstration.visitor().get(path);
    expect(after.words).not.toContain('123 456');
    expect(after.words).toContain('Son texte a été effacé');
    expect((await demonstration.visitor().get(`${path}/apercu`)).status).toBe(404);
  });

  test('attachments are given as files', async () => {
    const path = await mail(demonstration, {
      attachments: [{ name: 'note.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF-1.7') }],
    });
    const answer = await demonstration.visitor().get(`${path}/pieces/1`);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(answer.html).toBe('%PDF-1.7');
    expect((await demonstration.visitor().get(`${path}/pieces/2`)).status).toBe(404);
  });

  test('fifty are shown at a time, each once, and filters hold from page to page', async () => {
    for (let i = 0; i < 60; i++) await mail(demonstration, { subject: `Relance n° ${i}` });
    const seen: string[] = [];
    let path: string | undefined = '/courrier?mots=Relance';
    for (let pages = 0; path && pages < 5; pages++) {
      const { html } = await demonstration.visitor().get(path);
      seen.push(...(html.match(/Relance n° \d+(?=<\/a>)/g) ?? []));
      path = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
  });
});

describe('in production', () => {
  test('the mail is the administrators’ to read, and its codes nobody’s', async () => {
    const path = await mail(production, { code: '123 456', secretUntil: new Date(Date.now() + 600_000) });
    expect((await production.visitor().get('/courrier')).location).toBe('/connexion?retour=%2Fcourrier');
    const person = production.visitor();
    await person.post('/connexion', { adresse: 'malo.riou@exemple.fr' });
    await person.post('/connexion/code', { code: await production.codeFor('malo.riou@exemple.fr') });
    expect((await person.get('/courrier')).status).toBe(404);
    expect((await person.get(path)).status).toBe(404);
    const soizic = await administrator(production);
    const shown = await soizic.get(path);
    expect(shown.words).toContain('Ce message contient un code');
    expect(shown.words).not.toContain('123 456');
    expect((await soizic.get(`${path}/apercu`)).status).toBe(404);
  });

  test('a mail that was given up tells its cause and leaves again at a press', async () => {
    const path = await mail(production);
    const id = path.split('/').at(-1);
    await sql`UPDATE mails SET failed_at = now(), failure = 'Le serveur d’envoi refuse ce message : 550'
      WHERE id = ${id}`.execute(production.database.db);
    const soizic = await administrator(production);
    expect((await soizic.get('/courrier?etat=failed')).words).toContain('refuse ce message : 550');
    expect((await soizic.post(`${path}/reprise`)).status).toBe(303);
    await production.runJobs();
    expect((await soizic.get(path)).words).toContain('Conservé ici');
    const again = await soizic.post(`${path}/reprise`);
    expect(again.status).toBe(409);
    expect(again.words).toContain('déjà parti');
    const { rows } = await sql`SELECT l.data, p.email FROM journal_lines l
      JOIN people p ON l.actor = 'person:' || p.id
      WHERE l.type = 'mail.sent-again' AND l.about->>'mail' = ${id}`.execute(production.database.db);
    expect(rows).toEqual([{ data: { kind: 'essay' }, email: 'soizic.guillou@exemple.fr' }]);
    expect((await production.visitor().post(`${path}/reprise`)).status).toBe(303);
  });
});
