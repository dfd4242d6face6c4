import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seedCatalogue } from '#src/catalogue/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import type { Desk } from '#test/registration.js';
import { kinds, openSteps, pdf, png, type Steps, upload } from '#test/registration-steps.js';

let steps: Steps;
let desk: Desk;
beforeAll(async () => {
  steps = await openSteps();
  desk = steps.desk;
});
afterAll(() => desk.close());
beforeEach(() => desk.clock.set(new Date('2026-11-24T09:00:00Z')));

describe('pieces', () => {
  test('of another kind than their name says, or empty, are refused beside their field and nothing else is lost', async () => {
    const { file, holder } = await steps.invited();
    await steps.fill(file, holder, 'Fictif');
    const before = (await desk.as(holder).get(`/mon-dossier/${file}/pieces`)).words;
    const hostile: [string, Buffer, RegExp][] = [
      ['mandat.pdf', Buffer.from('<script>alert(1)</script>'), /ni un PDF, ni une image/],
      ['mandat.pdf', Buffer.from('MZ\x90\x00\x03'), /ni un PDF, ni une image/],
      ['mandat.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), /ni un PDF/],
      ['../../etc/passwd', Buffer.alloc(0), /vide/],
      ['trop-gros.pdf', Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024 + 1)]), /10 Mo/],
    ];
    for (const [name, bytes, sentence] of hostile) {
      const refused = await steps.deposit(file, holder, 'mandate', { file: upload(name, bytes) });
      expect(refused.status, name).toBe(409);
      expect(refused.words, name).toMatch(sentence);
      expect(refused.html).toContain('id="mandate-file-erreur"');
    }
    expect((await desk.as(holder).get(`/mon-dossier/${file}/pieces`)).words).toBe(before);
  });

  test('too old, or of an identity document that has run out, are refused when they are sent', async () => {
    const { file, holder } = await steps.invited();
    const old = await steps.deposit(file, holder, 'mandate', { dated: '2026-08-23' });
    expect(old.status).toBe(409);
    expect(old.words).toContain('date de plus de 3 mois');
    expect(await steps.deposit(file, holder, 'mandate', { dated: '2026-08-24' })).toMatchObject({
      status: 303,
    });
    const over = await steps.deposit(file, holder, 'identity', { expires: '2026-11-23' });
    expect(over.words).toContain('a expiré le 23');
    expect(await steps.deposit(file, holder, 'identity', { expires: '2026-11-24' })).toMatchObject({
      status: 303,
    });
  });

  test('tell every fault at once, and keep a good file and what was typed until the rest is mended', async () => {
    const { file, holder } = await steps.invited();
    const wrong = { identityKind: '', last4: '19AB12345', expires: '2026-11-23' };
    const refused = await steps.deposit(file, holder, 'identity', wrong);
    expect(refused.status).toBe(409);
    for (const field of ['identityKind', 'last4', 'expires'])
      expect(refused.html, field).toContain(`id="identity-${field}-erreur"`);
    expect(refused.html).not.toContain('id="identity-file-erreur"');
    expect(await steps.stateOf(file)).toBe('invited');
    const later = await desk.as(holder).get(`/mon-dossier/${file}/pieces`);
    expect(later.words).toContain('« identity.png » est gardé');
    expect(later.html).toContain('value="2026-11-23"');
    const rest = { 'identity.identityKind': 'passport', 'identity.last4': '12AB' };
    const mended = { ...rest, 'identity.expires': '2027-01-15' };
    expect(await desk.as(holder).post(`/mon-dossier/${file}/pieces/identity`, mended)).toMatchObject({
      status: 303,
    });
    expect((await desk.as(holder).get(`/mon-dossier/${file}/pieces/identity/1`)).bytes).toEqual(png);
  });

  test('are kept while they are chosen; a file that another one replaces is erased, and nobody else may send one', async () => {
    const { file, holder } = await steps.invited();
    const draft = (person: typeof holder, name: string, bytes = pdf) =>
      desk.as(person).post(`/mon-dossier/${file}/pieces/mandate/brouillon`, {
        'mandate.file': upload(name, bytes),
        'mandate.dated': '2026-11-1',
      });
    const files = async () => {
      const { rows } = await sql<{
        name: string;
        erased: boolean;
      }>`SELECT name, erased_at IS NOT NULL AS erased
        FROM files WHERE name LIKE 'choix%' ORDER BY id`.execute(desk.database.db);
      return rows.map(({ name, erased }) => `${name}${erased ? ' erased' : ''}`);
    };
    expect((await draft(holder, 'choix-1.pdf')).status).toBe(204);
    expect((await draft(holder, 'choix-2.pdf')).status).toBe(204);
    expect((await draft(holder, 'choix-3.pdf', Buffer.from('pas un PDF'))).status).toBe(409);
    expect((await draft(desk.author, 'choix-4.pdf')).status).toBe(404);
    expect(await files()).toEqual(['choix-1.pdf erased', 'choix-2.pdf']);
    const page = await desk.as(holder).get(`/mon-dossier/${file}/pieces`);
    expect(page.words).toContain('« choix-2.pdf » est gardé');
    expect(await steps.deposit(file, holder, 'mandate')).toMatchObject({ status: 303 });
    expect(await files()).toEqual(['choix-1.pdf erased', 'choix-2.pdf erased']);
  });

  test('already sent are folded, each with its form a press away; one whose form is to mend stays open', async () => {
    const { file, holder } = await steps.invited();
    await steps.fill(file, holder, 'Fictif');
    const folds = async () => {
      const { html } = await desk.as(holder).get(`/mon-dossier/${file}/pieces`);
      return [...html.matchAll(/<summary>Remplacer.*?<form[^>]+action="[^"]+\/pieces\/([\w-]+)"/gs)].map(
        ([, kind]) => kind,
      );
    };
    expect(await folds()).toEqual([...kinds]);
    await steps.deposit(file, holder, 'mandate', { dated: '2026-01-02' });
    expect(await folds()).toEqual(kinds.filter((kind) => kind !== 'mandate'));
  });

  test('once judged, keep the dates under which they were judged: other dates need another version', async () => {
    const { file, holder } = await steps.validated();
    desk.clock.set(new Date('2027-01-15T23:05:00Z'));
    await desk.runSchedule('reopen-files-of-expired-identity');
    expect(await steps.stateOf(file)).toBe('to-correct');
    const dates = {
      'identity.expires': '2030-01-01',
      'identity.identityKind': 'passport',
      'identity.last4': '12AB',
    };
    const redated = await desk.as(holder).post(`/mon-dossier/${file}/pieces/identity`, dates);
    expect([redated.status, redated.words]).toEqual([409, expect.stringContaining('Choisissez un fichier')]);
  });

  test('have names that no header or page suffers from, and are seen by their holder, from no cache', async () => {
    const { file, holder } = await steps.invited();
    await steps.deposit(file, holder, 'mandate', { file: upload('a"b\n<i>c\\..\\d.pdf') });
    for (const number of ['abc', '0', '1.5', '99999999999999999999']) {
      const none = await desk.as(holder).get(`/mon-dossier/${file}/pieces/mandate/${number}`);
      expect([number, none.status]).toEqual([number, 404]);
    }
    const shown = await desk.as(holder).get(`/mon-dossier/${file}/pieces/mandate/1`);
    expect(shown.status).toBe(200);
    expect(shown.bytes).toEqual(pdf);
    const views = (await desk.journal(file)).filter((line) => line.type === 'document.viewed');
    expect(views).toMatchObject([{ actor: `person:${holder.id}`, data: { kind: 'mandate', number: 1 } }]);
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(shown.headers.get('content-disposition')).toMatch(/^inline; filename\*=UTF-8''[\w%.-]+$/);
  });

  test('are deposited by their holder alone: nobody else finds the address, whatever they send there', async () => {
    const { file, holder } = await steps.invited();
    const unheard = { ...desk.author, email: 'personne@exemple.fr' };
    for (const other of [desk.author, unheard]) {
      expect((await steps.deposit(file, other, 'mandate')).status).toBe(404);
      expect((await steps.deposit(file, other, 'identity')).status).toBe(404);
      expect((await steps.deposit(file, other, 'mandate', { dated: 'hier' })).status).toBe(404);
    }
    expect(await steps.stateOf(file)).toBe('invited');
    expect((await steps.deposit(file, holder, 'mandate')).status).toBe(303);
    expect((await desk.as(holder).get(`/mon-dossier/${file}/pieces/mandate/1`)).status).toBe(200);
  });

  test('are those of the catalogue under which the order was made, whatever it asks for since', async () => {
    const { file, order, holder } = await steps.invited();
    await desk.kernel.transact(calendar, (act) =>
      seedCatalogue(act, [
        {
          kind: 'document',
          code: 'criminal-record',
          from: '2026-11-25',
          data: {
            label: 'Extrait de casier',
            explanation: 'De moins de trois mois.',
            always: ['agent'],
            whenSigning: [],
            sensitive: false,
            maxAgeMonths: null,
            expires: false,
            tips: [],
            model: null,
            link: null,
          },
        },
      ]),
    );
    desk.clock.set(new Date('2026-11-26T09:00:00Z'));
    const list = async () => (await desk.as(holder).get(`/mon-dossier/${file}/pieces`)).words;
    expect(await list()).not.toContain('Extrait de casier');
    expect((await steps.deposit(file, holder, 'criminal-record')).words).toContain('n’est pas demandée');
    await sql`UPDATE orders SET terms = NULL WHERE id = ${order}`.execute(desk.database.db);
    expect(await list()).toContain('Extrait de casier');
  });

  test('of identity are kept by references only: the number itself is nowhere', async () => {
    const { file, holder } = await steps.invited();
    const refused = await steps.deposit(file, holder, 'identity', { last4: '19AB12345' });
    expect(refused.status).toBe(409);
    const { rows: drafts } = await sql`SELECT typed->>'identity.last4' AS last4 FROM document_drafts
      WHERE file_id = ${file}`.execute(desk.database.db);
    expect(drafts).toEqual([{ last4: '' }]);
    await steps.deposit(file, holder, 'identity');
    const { rows } = await sql`SELECT identity_kind, identity_last4, identity_expires FROM file_facts
      WHERE id = ${file}`.execute(desk.database.db);
    expect(rows).toEqual([
      { identity_kind: 'passport', identity_last4: '12AB', identity_expires: '2027-01-15' },
    ]);
  });
});
