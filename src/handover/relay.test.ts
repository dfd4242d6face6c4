import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Expected, type HandoverApp, hidden, openHandover, timesOn } from '#test/handover.js';

let app: HandoverApp;
beforeAll(async () => {
  app = await openHandover();
});
afterAll(() => app.close());

describe('from the parcel of keys to the keys in their holders’ hands', () => {
  let two: Expected[];

  test('with no key of the list chosen says so, and not of the serials', async () => {
    const none = await app.officer.post('/cles/reception/choix', {});
    expect(none.status).toBe(422);
    expect(none.words).toContain('Choisissez au moins une clé dans la liste');
    expect(none.html).not.toContain('href="#serials"');
  });

  test('keys that the authority announced are received by their serials, the wrong ones said one by one', async () => {
    two = await app.validated(['Gwenaëlle Essai', 'Maël Fictif']);
    const list = await app.officer.get('/cles');
    expect(list.status).toBe(200);
    for (const { serial } of two) expect(list.words).toContain(serial);
    const [first, second] = two as [Expected, Expected];
    const answer = await app.officer.post('/cles/reception', {
      serials: `${first.serial.toLowerCase()}\n${second.serial} TEST-INCONNUE`,
    });
    expect(answer.status).toBe(409);
    expect(answer.words).toContain('2 clés notées');
    expect(answer.words).toContain('Aucune clé ne porte ce numéro');
    const again = await app.officer.post('/cles/reception', { serials: first.serial });
    expect(again.status).toBe(409);
    expect(again.words).toContain('déjà notée au centre');
    const ticked = await sql<{ id: string }>`SELECT id FROM tokens WHERE serial = ${second.serial}`.execute(
      app.database.db,
    );
    const token = ticked.rows[0]?.id ?? '';
    const late = await app.officer.post('/cles/reception/choix', { token });
    expect(late.status).toBe(409);
    expect(late.words).toContain(`${second.serial} : Cette clé est déjà notée au centre.`);
    expect(late.words).not.toContain(token);
    await app.settle();
    const told = await app.mails('file-validated-centre');
    expect(told).toHaveLength(2);
    expect(told[0]?.recipient).toBe('cdg35@exemple.fr');
  });

  test('times are proposed for both, and everybody is mailed', async () => {
    const [first, second] = two as [Expected, Expected];
    const list = await app.officer.get('/rendez-vous');
    expect(list.words).toContain('Commune d’Acigné');
    const form = await app.officer.get(
      `/rendez-vous/proposition?dossier=${first.file}&dossier=${second.file}`,
    );
    expect(form.status).toBe(200);
    const times = timesOn(form.html).slice(2, 5);
    expect(times).toHaveLength(3);
    const body = new URLSearchParams([
      ['dossier', first.file],
      ['dossier', second.file],
      ['officer', hidden(form.html, 'officer')],
      ['minutes', hidden(form.html, 'minutes')],
      ['place', 'Mairie, 1 place de l’Essai, 35690 Acigné'],
      ...times.map((time) => ['times', time] as [string, string]),
    ]);
    const done = await app.officer.post('/rendez-vous/proposition', body as never);
    expect(done.status, done.words).toBe(303);
    expect(await app.stateOf(first.file)).toBe('proposed');
    await app.settle();
    const mails = await app.mails('visit-proposed');
    expect(mails.map((mail) => mail.recipient).sort()).toEqual(
      [first.email, second.email, 'yann.letest@exemple.fr'].sort(),
    );
    const holders = mails.find((mail) => mail.recipient === first.email);
    expect(holders?.text).toContain('/porte/');
    expect(holders?.subject).toMatch(/^Choisissez l’horaire\s: remise de votre certificat/);
  });

  test('one holder picks, all are invited by their calendars', async () => {
    const [first, second] = two as [Expected, Expected];
    const holder = await app.holder(first);
    const page = await holder.get(`/rendez-vous/dossier/${first.file}`);
    expect(page.words).toContain('Quel horaire vous convient');
    const [time = ''] = timesOn(page.html);
    const picked = await holder.post(`/rendez-vous/dossier/${first.file}/horaire`, {
      time,
      version: hidden(page.html, 'version'),
    });
    expect(picked.status, picked.words).toBe(303);
    expect(await app.stateOf(second.file)).toBe('scheduled');
    await app.settle();
    const mails = await app.mails('visit-agreed');
    expect(mails).toHaveLength(4);
    expect(mails.every((mail) => mail.attachments[0]?.mediaType.includes('method=REQUEST'))).toBe(true);
  });

  test('the keys are handed over on the day, each with its record', async () => {
    const [first, second] = two as [Expected, Expected];
    const visit = await app.visitOf(first.file);
    const early = await app.officer.get(`/rendez-vous/${visit}/remise/${first.file}`);
    expect(early.status).toBe(303);
    const { rows } = await sql<{
      starts_at: Date;
    }>`SELECT starts_at FROM appointments WHERE id = ${visit}`.execute(app.database.db);
    app.clock.set(rows[0]?.starts_at ?? new Date());
    for (const each of [first, second]) {
      const page = await app.officer.get(`/rendez-vous/${visit}/remise/${each.file}`);
      expect(page.status, page.words).toBe(200);
      const done = await app.officer.post(`/rendez-vous/${visit}/remise/${each.file}`, {
        seen: hidden(page.html, 'seen'),
        present: 'oui',
        identity: 'same',
        lastFour: 'fw46',
        serial: ` ${each.serial.toLowerCase()} `,
        shown: 'oui',
        accepted: 'oui',
        code: 'oui',
        holderConfirms: 'oui',
        officerConfirms: 'oui',
      });
      expect(done.status, done.words).toBe(303);
    }
    await app.settle();
    expect(await app.stateOf(second.file)).toBe('handed-over');
    const { rows: facts } = await sql`SELECT number, pdf_file_id IS NOT NULL AS pdf FROM handover_facts
      ORDER BY number`.execute(app.database.db);
    expect(facts).toEqual([
      { number: 'R-2026-00001', pdf: true },
      { number: 'R-2026-00002', pdf: true },
    ]);
    const { rows: visits } = await sql`SELECT state FROM appointments`.execute(app.database.db);
    expect(visits).toEqual([{ state: 'held' }]);
    const records = await app.mails('handover-record');
    expect(records.map((mail) => mail.recipient)).toContain('achats@exemple.fr');
    const holdersRecord = records.find((mail) => mail.recipient === first.email);
    expect(holdersRecord?.text).toContain('Pour révoquer\u202f: au 02 61 91 09 00');
    const holder = await app.holder(first);
    const pdf = await holder.get(`/rendez-vous/dossier/${first.file}/R-2026-00001.pdf`);
    expect(pdf.status).toBe(200);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
  });
});
