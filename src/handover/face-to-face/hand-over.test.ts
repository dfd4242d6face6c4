import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeEntry } from '#src/catalogue/entry/change-entry.js';
import { catalogueAt, type DataOf, type kinds, neededEntryAt } from '#src/catalogue/index.js';
import { findOrNamePerson } from '#src/directory/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { parisDay } from '#src/platform/french/working-time.js';
import { type Expected, type HandoverApp, hidden, openHandover } from '#test/handover.js';

let app: HandoverApp;
let count = 0;
beforeAll(async () => {
  app = await openHandover();
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(new Date('2026-11-24T09:00:00Z')));

/** Holders on the day of their visit. */
async function met(many = 1): Promise<{ id: string; people: Expected[] }> {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const people = await app.arrived(
    Array.from(
      { length: many },
      () => `Yann Inventé${letters[count % 26]}${letters[Math.floor(count++ / 26)]}`,
    ),
  );
  const { id, start } = await app.fixed(people, count * 2);
  app.clock.set(start);
  return { id, people };
}

const first = (people: readonly Expected[]): Expected => people[0] as Expected;

async function certificateOf(file: string): Promise<string> {
  const { rows } = await sql<{
    state: string;
  }>`SELECT certificate_state AS state FROM file_facts WHERE id = ${file}`.execute(app.database.db);
  return rows[0]?.state ?? '';
}

async function tokenOf(serial: string): Promise<{ id: string; state: string; keeper: string }> {
  const { rows } = await sql<{
    id: string;
    state: string;
    keeper: string;
  }>`SELECT id, state, keeper FROM tokens
    WHERE serial = ${serial}`.execute(app.database.db);
  if (!rows[0]) throw new Error(`no key ${serial}`);
  return rows[0];
}

/** What an administrator sets on the page of the configuration. */
async function configure<K extends (typeof kinds)[number]>(
  kind: K,
  code: string,
  data: Partial<DataOf<K>>,
): Promise<void> {
  const { id } = await app.kernel.transact(calendar, (act) =>
    findOrNamePerson(act.tx, { name: 'Awen Réglage', email: 'awen.reglage@exemple.fr' }),
  );
  const roles = [{ part: 'administrator', body: null }];
  const administrator = { kind: 'person', id, name: '', email: '', roles, door: null } as const;
  const now = app.clock();
  const entry = await neededEntryAt(app.database.db, kind, code, now);
  const changed = await app.kernel.transact(administrator, (act) =>
    changeEntry(act, { kind, code, from: parisDay(now), data: { ...entry.data, ...data } }),
  );
  if (isRefusal(changed)) throw new Error(changed.sentence);
}

describe('the face-to-face', () => {
  test('shows the certificate, asks for no code, and says beside each field what is missing', async () => {
    const { id, people } = await met();
    const one = first(people);
    const page = await app.officer.get(`/rendez-vous/${id}/remise/${one.file}`);
    expect(page.words).toContain('Certificat');
    expect(page.words).toContain('TEST');
    expect(page.words).toMatch(/11.vérifications/);
    expect(page.html).not.toMatch(/type="password"|name="(pin|puk|secret|activation)/i);
    const empty = await app.officer.post(`/rendez-vous/${id}/remise/${one.file}`, {
      seen: hidden(page.html, 'seen'),
      identity: 'same',
      serial: '',
    });
    expect(empty.status).toBe(422);
    for (const sentence of ['celle de la pièce', 'numéro de la clé', 'Ne le demandez pas', 'reçu sa clé']) {
      expect(empty.words).toContain(sentence);
    }
  });

  test.each([
    ['another end of number', { lastFour: 'ZZ99' }, 'Relisez la pièce'],
    ['a key that nobody knows', { serial: 'TEST-00' }, 'Aucune clé ne porte ce numéro'],
    ['a page that is no longer true', { seen: '00' }, 'a changé'],
    [
      'another document that has expired',
      { identity: 'other', otherKind: 'passport', otherLastFour: 'AB12', otherExpires: '2026-01-01' },
      'plus en cours de validité',
    ],
    [
      'another document whose last day does not exist',
      { identity: 'other', otherKind: 'passport', otherLastFour: 'AB12', otherExpires: '2030-02-30' },
      'jusqu’à quand la pièce est valable',
    ],
    ['another document without its kind', { identity: 'other', otherLastFour: 'AB12' }, 'de quelle pièce'],
  ])('refuses %s, and keeps what was typed', async (_what, wrong, sentence) => {
    const { id, people } = await met();
    const refused = await app.handOver(id, first(people), wrong as unknown as Record<string, string>);
    expect(refused.status, refused.words).toBe(409);
    expect(refused.words).toContain(sentence);
    expect(refused.html).toMatch(/name="holderConfirms" value="oui" checked/);
    expect(await app.stateOf(first(people).file)).toBe('scheduled');
  });

  test('tells all that is wrong at once, what the form lacks and what does not fit', async () => {
    const { id, people } = await met();
    const refused = await app.handOver(id, first(people), {
      identity: 'other',
      otherKind: '',
      otherLastFour: 'A',
      otherExpires: '',
      serial: 'TEST-00',
      officerConfirms: '',
    });
    expect(refused.status).toBe(422);
    for (const sentence of [
      'de quelle pièce d’identité',
      'Tapez les 4 derniers caractères',
      'jusqu’à quand la pièce est valable',
      'Aucune clé ne porte ce numéro',
      'Confirmez que vous avez remis la clé',
    ])
      expect(refused.words).toContain(sentence);
  });

  test('takes another document that is in force, and the record says which', async () => {
    const { id, people } = await met();
    const done = await app.handOver(id, first(people), {
      identity: 'other',
      otherKind: 'passport',
      otherLastFour: 'ab12',
      otherExpires: '2030-01-01',
    });
    expect(done.status, done.words).toBe(303);
    const { rows } = await sql<{
      identity: unknown;
    }>`SELECT statement->'identity' AS identity FROM handover_records
      WHERE file_id = ${first(people).file}`.execute(app.database.db);
    expect(rows[0]?.identity).toEqual({
      kind: 'Passeport',
      lastFour: 'AB12',
      expiresOn: '2030-01-01',
      same: false,
    });
  });

  test('refuses the neighbour’s key, and one that was handed over already', async () => {
    const { id, people } = await met(2);
    const [one, two] = people as [Expected, Expected];
    const neighbour = await app.handOver(id, one, { serial: two.serial });
    expect(neighbour.status).toBe(409);
    expect(neighbour.words).toContain('pas celle de ce titulaire');
    expect((await app.handOver(id, one)).status).toBe(303);
    const twice = await app.handOver(id, two, { serial: one.serial });
    expect(twice.status).toBe(409);
    expect(twice.words).toContain('Une clé ne se remet qu’une fois');
  });

  test('is done once by two officers at once', async () => {
    const { id, people } = await met();
    const one = first(people);
    const colleague = await app.visitor('Ewen Délivre', { part: 'delivery-officer', body: app.centre });
    const page = await app.officer.get(`/rendez-vous/${id}/remise/${one.file}`);
    const seen = { seen: hidden(page.html, 'seen') };
    const answers = await Promise.all([app.handOver(id, one, seen), app.handOver(id, one, seen, colleague)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409]);
    const lines = await app.journal(one.file);
    expect(lines.filter((line) => line.type === 'handover.recorded')).toHaveLength(1);
    expect(await certificateOf(one.file)).toBe('live');
    expect(await tokenOf(one.serial)).toMatchObject({ state: 'handed-over', keeper: 'holder' });
  });
});

describe('the configuration changed since the order', () => {
  test('the certificate is matched with the product and the usages as they were ordered', async () => {
    const { id, people } = await met();
    const one = first(people);
    const [product] = await catalogueAt(app.database.db, 'product', app.clock());
    const code = product?.code ?? '';
    await configure('product', code, { policyIdentifiers: ['1.2.250.1.999.7'] });
    await configure('usage', 'authentication', { label: 'Connexion', signing: true });
    const done = await app.handOver(id, one);
    expect(done.status, done.words).toBe(303);
    const { rows } = await sql<{ usages: string[] }>`SELECT statement->'usages' AS usages
      FROM handover_records WHERE file_id = ${one.file}`.execute(app.database.db);
    expect(rows[0]?.usages).not.toContain('Connexion');
  });
});

describe('who validated a file', () => {
  test('does not hand over its key; where a setting relaxes it, gives a reason that the journal keeps', async () => {
    const { id, people } = await met();
    const one = first(people);
    const judge = await app.visitor('Katell Contrôle', { part: 'delivery-officer', body: app.centre });
    const barred = await app.handOver(id, one, {}, judge);
    expect(barred.status).toBe(409);
    expect(barred.words).toContain('c’est un autre agent qui remet la clé');
    await configure('switch', 'validator-may-hand-over', { on: true });
    const silent = await app.handOver(id, one, {}, judge);
    expect(silent.status).toBe(409);
    expect(silent.words).toContain('dites pourquoi');
    const said = await app.handOver(id, one, { separation: 'separation-relaxed.only-officer' }, judge);
    expect(said.status, said.words).toBe(303);
    const line = (await app.journal(one.file)).find((each) => each.type === 'handover.recorded');
    expect(line?.data).toMatchObject({ separation: 'separation-relaxed.only-officer' });
    await configure('switch', 'validator-may-hand-over', { on: false });
  });
});

describe('the holder refuses the data', () => {
  test.each([
    ['to-reissue', 'validated'],
    ['to-correct', 'to-correct'],
  ])('%s: certificate revoked, key to send back, record of the refusal', async (to, after) => {
    const { id, people } = await met();
    const one = first(people);
    const page = await app.officer.get(`/rendez-vous/${id}/refus/${one.file}`);
    const refused = await app.officer.post(`/rendez-vous/${id}/refus/${one.file}`, {
      seen: hidden(page.html, 'seen'),
      to,
      identity: 'same',
      reason: 'data-refused.name-wrong',
      comment: 'Deux n.',
      present: 'oui',
      lastFour: 'FW46',
      holderConfirms: 'oui',
    });
    expect(refused.status, refused.words).toBe(303);
    expect(await app.stateOf(one.file)).toBe(to);
    await app.settle();
    // Asked anew, the authority issues at once: the file goes on without its holder.
    expect(await app.stateOf(one.file)).toBe(after);
    const { rows } = await sql<{ state: string }>`SELECT state FROM certificates WHERE file_id = ${one.file}
      ORDER BY requested_at, id`.execute(app.database.db);
    expect(rows[0]?.state).toBe('revoked');
    const lists = await app.officer.get('/cles?liste=renvoyer');
    expect(lists.words).toContain(one.serial);
    const record = (await app.mails('refusal-record')).find((mail) => mail.recipient === one.email);
    expect(record?.text).toContain('a refusé les données');
    expect(record?.attachments[0]?.mediaType).toBe('application/pdf');
    const { rows: visits } = await sql`SELECT state FROM appointments WHERE id = ${id}`.execute(
      app.database.db,
    );
    expect(visits).toEqual([{ state: 'held' }]);
    const { rows: billed } = await sql`SELECT 1 FROM handover_facts WHERE file_id = ${one.file}`.execute(
      app.database.db,
    );
    expect(billed).toEqual([]);
  });
});

test('the holder who refuses the data with another document is told apart by it, as at the handover', async () => {
  const { id, people } = await met();
  const one = first(people);
  const address = `/rendez-vous/${id}/refus/${one.file}`;
  const form = {
    seen: hidden((await app.officer.get(address)).html, 'seen'),
    to: 'to-reissue',
    reason: 'data-refused.name-wrong',
    comment: 'Deux n.',
    present: 'oui',
    holderConfirms: 'oui',
  };
  const wrong = await app.officer.post(address, { ...form, identity: 'same', lastFour: 'ZZ99' });
  expect([wrong.status, wrong.words.includes('choisissez « Une autre pièce »')]).toEqual([409, true]);
  expect(wrong.html).toMatch(/name="identity" value="other"/);
  const other = { identity: 'other', otherKind: 'passport', otherLastFour: 'ab12' };
  const expired = await app.officer.post(address, { ...form, ...other, otherExpires: '2026-01-01' });
  expect([expired.status, expired.words.includes('plus en cours de validité')]).toEqual([409, true]);
  const done = await app.officer.post(address, { ...form, ...other, otherExpires: '2030-01-01' });
  expect(done.status, done.words).toBe(303);
  const { rows } = await sql<{ identity: unknown }>`SELECT statement->'identity' AS identity
    FROM handover_records WHERE file_id = ${one.file}`.execute(app.database.db);
  expect(rows[0]?.identity).toMatchObject({ kind: 'Passeport', lastFour: 'AB12', same: false });
});

describe('a key that goes wrong', () => {
  test('lost at the centre: visit cancelled, certificate revoked, a new one asked for on a new key', async () => {
    const { id, people } = await met();
    const one = first(people);
    const { id: token } = await tokenOf(one.serial);
    const foreign = await app.buyer.post(`/cles/${token}/signalement`, {
      what: 'lost',
      reason: 'token-reported.lost-in-transit',
    });
    expect(foreign.status).toBe(409);
    const lost = await app.officer.post(`/cles/${token}/signalement`, {
      what: 'lost',
      reason: 'token-reported.lost-at-centre',
    });
    expect(lost.status, lost.words).toBe(303);
    expect(await tokenOf(one.serial)).toMatchObject({ state: 'lost', keeper: 'centre' });
    const { rows } = await sql`SELECT state FROM appointments WHERE id = ${id}`.execute(app.database.db);
    expect(rows).toEqual([{ state: 'cancelled' }]);
    await app.settle();
    expect(await app.stateOf(one.file)).toBe('validated');
    const { rows: tokens } = await sql<{
      serial: string;
    }>`SELECT serial FROM tokens WHERE file_id = ${one.file}
      AND state IN ('at-authority', 'in-transit')`.execute(app.database.db);
    expect(tokens).toHaveLength(1);
    expect(tokens[0]?.serial).not.toBe(one.serial);
    expect((await app.mails('token-lost')).some((mail) => mail.recipient === one.email)).toBe(true);
    const found = await app.officer.post(`/cles/${token}/renvoi`, { reason: 'token-sent-back.found-again' });
    expect(found.status, found.words).toBe(303);
    const back = await app.buyer.post(`/cles/${token}/retour`);
    expect(back.status).toBe(303);
    expect(await tokenOf(one.serial)).toMatchObject({ state: 'returned', keeper: 'authority' });
    const page = await app.officer.get(`/cles/${token}`);
    for (const words of ['Certificat émis', 'Reçue au centre', 'Signalée perdue', 'Revenue à l’autorité']) {
      expect(page.words).toContain(words);
    }
  });

  test('damaged on its way stays the authority’s: the centre cannot send back what it never had', async () => {
    const [one] = (await app.validated(['Yann Enchemin'])) as [Expected];
    const { id: token } = await tokenOf(one.serial);
    const damaged = await app.buyer.post(`/cles/${token}/signalement`, {
      what: 'damaged',
      reason: 'token-reported.damaged',
    });
    expect(damaged.status, damaged.words).toBe(303);
    const sent = await app.officer.post(`/cles/${token}/renvoi`, { reason: 'token-sent-back.damaged' });
    expect([sent.status, sent.words.includes('Seul qui détient la clé')]).toEqual([409, true]);
    expect(await tokenOf(one.serial)).toMatchObject({ state: 'damaged', keeper: 'authority' });
    expect((await app.buyer.get('/')).html).toContain(`href="/cles/${token}"`);
    expect((await app.officer.get('/')).html).not.toContain(`href="/cles/${token}"`);
  });

  test('that comes after its file has ended is asked back, by mail and on the first page', async () => {
    const [one] = (await app.validated(['Yann Parti'])) as [Expected];
    const holder = await app.holder(one);
    const gone = await holder.post(`/mon-dossier/${one.file}/abandon`, {
      reason: 'abandon.left',
      comment: '',
    });
    expect(gone.status, gone.words).toBe(303);
    await app.settle();
    const asked = async () =>
      (await app.mails('token-to-send-back')).filter((mail) => mail.subject.includes(one.serial));
    expect(await asked()).toEqual([]);
    await app.officer.post('/cles/reception', { serials: one.serial });
    await app.settle();
    expect((await asked()).map((mail) => mail.recipient)).toEqual(['cdg35@exemple.fr']);
    const { id: token } = await tokenOf(one.serial);
    expect((await app.officer.get('/')).html).toContain(`href="/cles/${token}"`);
  });

  test('is not sent back while its holder waits for it, and is destroyed with a witness only', async () => {
    const { people } = await met();
    const { id: token } = await tokenOf(first(people).serial);
    const early = await app.officer.post(`/cles/${token}/renvoi`, { reason: 'token-sent-back.damaged' });
    expect(early.status).toBe(409);
    expect(early.words).toContain('Un titulaire attend cette clé');
    const alone = await app.officer.post(`/cles/${token}/destruction`, {
      reason: 'token-destroyed.damaged',
      method: 'broyée',
      witness: '',
    });
    expect(alone.status).toBe(422);
    const done = await app.officer.post(`/cles/${token}/destruction`, {
      reason: 'token-destroyed.damaged',
      method: 'broyée',
      witness: 'Anna Témoin, adjointe',
    });
    expect(done.status, done.words).toBe(303);
    expect((await app.officer.get(`/cles/${token}`)).words).toContain('broyée, devant Anna Témoin');
    expect(['to-reissue', 'validated']).toContain(await app.stateOf(first(people).file));
  });

  test('keeps its chain of custody unbroken, one keeper a line', async () => {
    const { rows } = await sql<{ gaps: number }>`
      SELECT count(*) AS gaps FROM (
        SELECT number - row_number() OVER (PARTITION BY token_id ORDER BY number) AS gap FROM token_moves) AS n
       WHERE gap <> 0`.execute(app.database.db);
    expect(rows[0]?.gaps).toBe(0);
    const { rows: astray } = await sql`SELECT t.id FROM tokens t
      JOIN LATERAL (SELECT * FROM token_moves m WHERE m.token_id = t.id ORDER BY number DESC LIMIT 1) m ON true
      WHERE m.state <> t.state OR m.keeper <> t.keeper`.execute(app.database.db);
    expect(astray).toEqual([]);
    await expect(sql`DELETE FROM token_moves`.execute(app.database.db)).rejects.toThrow(/append-only/);
  });
});
