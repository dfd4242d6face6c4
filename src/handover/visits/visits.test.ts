import ICAL from 'ical.js';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Expected, type HandoverApp, hidden, openHandover, timesOn } from '#test/handover.js';

let app: HandoverApp;
let count = 0;
beforeAll(async () => {
  app = await openHandover();
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(new Date('2026-11-24T09:00:00Z')));

/** People of one order whose keys are at the centre; their names are nobody else's. */
function people(many: number): Promise<Expected[]> {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  return app.arrived(
    Array.from(
      { length: many },
      () => `Maël Fictif${letters[count % 26]}${letters[Math.floor(count++ / 26)]}`,
    ),
  );
}

async function stateOfVisit(id: string): Promise<string> {
  const { rows } = await sql<{ state: string }>`SELECT state FROM appointments WHERE id = ${id}`.execute(
    app.database.db,
  );
  return rows[0]?.state ?? '';
}

async function propose(expected: readonly Expected[], from = 0): Promise<string> {
  const query = expected.map((each) => `dossier=${each.file}`).join('&');
  const form = await app.officer.get(`/rendez-vous/proposition?${query}`);
  const body = new URLSearchParams([
    ...expected.map((each): [string, string] => ['dossier', each.file]),
    ['officer', hidden(form.html, 'officer')],
    ['minutes', hidden(form.html, 'minutes')],
    ['place', 'Mairie, 1 place de l’Essai, 35690 Acigné'],
    ...timesOn(form.html)
      .slice(from, from + 3)
      .map((time): [string, string] => ['times', time]),
  ]);
  const done = await app.officer.post('/rendez-vous/proposition', body);
  expect(done.status, done.words).toBe(303);
  await app.settle();
  return done.location?.split('/').pop() ?? '';
}

/** The event in the last mail of a kind about a visit, as a calendar reads it. */
async function eventIn(
  kind: string,
  recipient: string,
): Promise<{ method: string; uid: string; sequence: number; start: string }> {
  const mail = (await app.mails(kind)).filter((each) => each.recipient === recipient).at(-1);
  const bytes = await app.attachment(mail?.attachments[0]?.fileId ?? '');
  const calendar = new ICAL.Component(ICAL.parse(bytes.toString('utf8')));
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
  return {
    method: String(calendar.getFirstPropertyValue('method')),
    uid: event.uid,
    sequence: event.sequence,
    start: event.startDate.toString(),
  };
}

describe('no visit is agreed before the centre has the key', () => {
  test('nothing can be proposed or fixed for a holder whose key is on its way', async () => {
    const [one] = (await app.validated(['Gwenn Attend'])) as [Expected];
    const list = await app.officer.get('/rendez-vous?liste=cles');
    expect(list.words).toContain('Gwenn Attend');
    const fixed = await app.officer.post('/rendez-vous/telephone', {
      dossier: one.file,
      officer: hidden(
        (await app.officer.get(`/rendez-vous/proposition?dossier=${one.file}`)).html,
        'officer',
      ),
      minutes: '60',
      place: 'Mairie',
      day: '2026-12-02',
      hour: '10:00',
    });
    expect(fixed.status).toBe(409);
    expect(fixed.words).toContain('pas encore reçu la clé');
    expect(await app.stateOf(one.file)).toBe('validated');
  });

  test('to see another duration’s free times loses nothing of what is typed and ticked, and proposes nothing', async () => {
    const [one] = (await people(1)) as [Expected];
    const form = await app.officer.get(`/rendez-vous/proposition?dossier=${one.file}`);
    const body = (minutes: string): URLSearchParams =>
      new URLSearchParams([
        ['dossier', one.file],
        ['officer', hidden(form.html, 'officer')],
        ['minutes', minutes],
        ['place', 'Salle des mariages'],
        ['note', 'Sonnez deux fois.'],
        ['times', timesOn(form.html)[4] ?? ''],
        ['voir', 'oui'],
      ]);
    const seen = await app.officer.post('/rendez-vous/proposition', body('30'));
    expect(seen.status).toBe(200);
    expect(hidden(seen.html, 'minutes')).toBe('30');
    expect(seen.html).toContain('value="Salle des mariages"');
    expect(seen.html).toContain('Sonnez deux fois.');
    expect(/<input[^>]*name="times"[^>]*checked[^>]*>/.exec(seen.html)?.[0]).toContain(timesOn(form.html)[4]);
    expect(await app.stateOf(one.file)).toBe('validated');
    const wrong = await app.officer.post('/rendez-vous/proposition', body('cinq'));
    expect([wrong.status, hidden(wrong.html, 'minutes')]).toEqual([422, 'cinq']);
    expect(wrong.html).toContain('Sonnez deux fois.');
  });

  test('holders of two organisations are not met in one visit', async () => {
    const [mine] = (await people(1)) as [Expected];
    const [theirs] = (await app.arrived(['Nolwenn Ailleurs'], app.communes.noyal)) as [Expected];
    const form = await app.officer.get(`/rendez-vous/proposition?dossier=${mine.file}`);
    const body = new URLSearchParams([
      ['dossier', mine.file],
      ['dossier', theirs.file],
      ['officer', hidden(form.html, 'officer')],
      ['minutes', '60'],
      ['place', 'Mairie'],
      ['times', timesOn(form.html)[0] ?? ''],
    ]);
    const refused = await app.officer.post('/rendez-vous/proposition', body);
    expect(refused.status).toBe(409);
    expect(refused.words).toContain('un seul organisme');
  });
});

describe('times', () => {
  test('are offered on working days, in hours, after the notice, and no more than the setting says', async () => {
    const [one] = (await people(1)) as [Expected];
    app.clock.set(new Date('2026-12-22T09:00:00Z'));
    const form = await app.officer.get(`/rendez-vous/proposition?dossier=${one.file}`);
    const days = new Set(timesOn(form.html).map((time) => time.slice(0, 10)));
    expect(days).not.toContain('2026-12-25');
    expect(days).not.toContain('2026-12-26');
    expect(days).not.toContain('2027-01-01');
    expect(days).toContain('2026-12-28');
    const body = new URLSearchParams([
      ['dossier', one.file],
      ['officer', hidden(form.html, 'officer')],
      ['minutes', '60'],
      ['place', 'Mairie'],
      ...timesOn(form.html)
        .slice(0, 7)
        .map((time): [string, string] => ['times', time]),
    ]);
    const refused = await app.officer.post('/rendez-vous/proposition', body);
    expect(refused.status).toBe(409);
    expect(refused.words).toContain('au plus 6 horaires');
  });

  test.each([
    ['2026-12-25', 409, 'férié'],
    ['2027-02-30', 422, 'Ce jour n’existe pas'],
    ['2036-12-24', 409, 'jusqu’au 22 juin 2027'],
    ['2026-12-21', 409, 'est passé'],
  ])('are not fixed by telephone for %s', async (day, status, words) => {
    const [one] = (await people(1)) as [Expected];
    app.clock.set(new Date('2026-12-22T09:00:00Z'));
    const form = await app.officer.get(`/rendez-vous/proposition?dossier=${one.file}`);
    const refused = await app.officer.post('/rendez-vous/telephone', {
      dossier: one.file,
      officer: hidden(form.html, 'officer'),
      minutes: '60',
      place: 'Mairie',
      day,
      hour: '10:00',
    });
    expect(refused.status).toBe(status);
    expect(refused.words).toContain(words);
  });

  test('that suit nobody: days are offered, the centre is told and proposes among them', async () => {
    const [one] = (await people(1)) as [Expected];
    const proposed = await propose([one]);
    const holder = await app.holder(one);
    const none = await holder.post(`/rendez-vous/dossier/${one.file}/aucun`);
    expect(none.location).toBe(`/rendez-vous/dossier/${one.file}/disponibilites`);
    expect(await app.stateOf(one.file)).toBe('to-arrange');
    await app.settle();
    const empty = await holder.post(`/rendez-vous/dossier/${one.file}/disponibilites`, {});
    expect(empty.status).toBe(422);
    expect(empty.words).toContain('Donnez au moins un jour');
    const sunday = await holder.post(`/rendez-vous/dossier/${one.file}/disponibilites`, {
      'times.0.day': '2026-12-06',
      'times.0.part': 'matin',
    });
    expect(sunday.words).toContain('fin de semaine');
    const missing = await holder.post(`/rendez-vous/dossier/${one.file}/disponibilites`, {
      'times.0.day': '2027-02-30',
      'times.0.part': 'matin',
    });
    expect(missing.words).toContain('Ce jour n’existe pas');
    const far = await holder.post(`/rendez-vous/dossier/${one.file}/disponibilites`, {
      'times.0.day': '2036-12-03',
      'times.0.part': 'matin',
    });
    expect(far.words).toContain('Choisissez un jour au plus tard le');
    const given = await holder.post(`/rendez-vous/dossier/${one.file}/disponibilites`, {
      'times.0.day': '2026-12-03',
      'times.0.part': 'apres-midi',
      note: 'Accueil par le côté jardin.',
    });
    expect(given.status, given.words).toBe(303);
    expect(await app.stateOf(one.file)).toBe('validated');
    expect(await stateOfVisit(proposed)).toBe('cancelled');
    await app.settle();
    expect((await app.mails('none-suited')).at(-1)?.recipient).toBe('cdg35@exemple.fr');
    expect((await app.mails('times-offered')).at(-1)?.subject).toContain('Disponibilités reçues');
    const form = await app.officer.get(`/rendez-vous/proposition?dossier=${one.file}`);
    expect(form.words).toContain('jeudi 3 décembre 2026');
    expect(form.words).toContain('côté jardin');
    const ticked = [...form.html.matchAll(/value="([^"]+Z)" checked/g)].map((match) => match[1]);
    expect(ticked.length).toBeGreaterThan(0);
    expect(ticked.every((time) => time?.startsWith('2026-12-03T1'))).toBe(true);
  });

  test('the organisation’s days are proposed, far ahead of the others and within what it said', async () => {
    const [one] = (await people(1)) as [Expected];
    await propose([one]);
    const holder = await app.holder(one);
    await holder.post(`/rendez-vous/dossier/${one.file}/aucun`);
    const given = await holder.post(`/rendez-vous/dossier/${one.file}/disponibilites`, {
      'times.0.day': '2027-03-16',
      'times.0.part': 'matin',
      'times.1.day': '2027-03-18',
      'times.1.part': 'apres-midi',
    });
    expect(given.status, given.words).toBe(303);
    const form = await app.officer.get(`/rendez-vous/proposition?dossier=${one.file}`);
    const far = timesOn(form.html).filter((time) => time.startsWith('2027-03'));
    expect(far.filter((time) => time.startsWith('2027-03-16'))).toEqual(
      ['08:00', '08:30', '09:00', '09:30', '10:00'].map((hour) => `2027-03-16T${hour}:00.000Z`),
    );
    expect(far.at(-1)).toBe('2027-03-18T15:00:00.000Z');
    expect(new Set(far.map((time) => time.slice(0, 10)))).toEqual(new Set(['2027-03-16', '2027-03-18']));
    expect(form.html).toMatch(/class="time suits"><input[^>]*value="2027-03-18T15:00:00.000Z"/);
    const body = (times: readonly string[]): URLSearchParams =>
      new URLSearchParams([
        ['dossier', one.file],
        ['officer', hidden(form.html, 'officer')],
        ['minutes', hidden(form.html, 'minutes')],
        ['place', 'Mairie, 1 place de l’Essai, 35690 Acigné'],
        ...times.map((time): [string, string] => ['times', time]),
      ]);
    const besides = await app.officer.post('/rendez-vous/proposition', body(['2027-03-17T09:00:00.000Z']));
    expect(besides.status).toBe(409);
    const done = await app.officer.post('/rendez-vous/proposition', body(far.slice(0, 2)));
    expect(done.status, done.words).toBe(303);
    expect(await app.stateOf(one.file)).toBe('proposed');
  });

  test('the same time is picked once: an officer is in one visit', async () => {
    const [one, two] = [await people(1), await people(1)] as [Expected[], Expected[]];
    await propose(one, 10);
    await propose(two, 10);
    const answers = await Promise.all(
      [one[0], two[0]].map(async (each) => {
        const holder = await app.holder(each as Expected);
        const page = await holder.get(`/rendez-vous/dossier/${each?.file}`);
        return holder.post(`/rendez-vous/dossier/${each?.file}/horaire`, {
          time: timesOn(page.html)[0] ?? '',
          version: hidden(page.html, 'version'),
        });
      }),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409]);
    expect(answers.find((answer) => answer.status === 409)?.words).toContain('vient d’être pris');
  });
});

test('whoever fixes a time by telephone reads whom to call', async () => {
  const [one] = (await people(1)) as [Expected];
  const form = await app.officer.get(`/rendez-vous/telephone?dossier=${one.file}`);
  expect(form.words).toContain('Qui appeler');
  const { rows } = await sql<{ phone: string }>`SELECT phone FROM file_facts
    WHERE id = ${one.file}`.execute(app.database.db);
  expect(form.html).toContain(`href="tel:${rows[0]?.phone}"`);
});

describe('an agreed visit', () => {
  test('moves as the same event, for both sides, each with a reason', async () => {
    const [one] = (await people(1)) as [Expected];
    const { id } = await app.fixed([one], 20);
    const first = await eventIn('visit-agreed', one.email);
    expect(first).toMatchObject({ method: 'REQUEST', sequence: 0, uid: `${id}@localhost` });
    const holder = await app.holder(one);
    const page = await holder.get(`/rendez-vous/dossier/${one.file}/deplacement`);
    const without = await holder.post(`/rendez-vous/dossier/${one.file}/deplacement`, {
      version: hidden(page.html, 'version'),
      time: timesOn(page.html)[5] ?? '',
    });
    expect(without.status).toBe(422);
    const moved = await holder.post(`/rendez-vous/dossier/${one.file}/deplacement`, {
      version: hidden(page.html, 'version'),
      time: timesOn(page.html)[5] ?? '',
      reason: 'appointment-moved.holder-asked',
    });
    expect(moved.status, moved.words).toBe(303);
    await app.settle();
    expect(await eventIn('visit-moved', one.email)).toMatchObject({ uid: first.uid, sequence: 1 });
    const stale = await app.officer.post(`/rendez-vous/${id}/deplacement`, {
      version: hidden(page.html, 'version'),
      day: '2026-12-09',
      hour: '11 h',
      officer: 'x',
      reason: 'appointment-moved.officer-asked',
    });
    expect(stale.status).toBe(409);
    expect(stale.words).toContain('a changé pendant que vous le lisiez');
    const mine = await app.officer.get(`/rendez-vous/${id}/deplacement`);
    const officer = /<option value="([^"]+)" selected/.exec(mine.html)?.[1] ?? '';
    const again = await app.officer.post(`/rendez-vous/${id}/deplacement`, {
      version: hidden(mine.html, 'version'),
      day: '2026-12-09',
      hour: '11 h 30',
      officer,
      reason: 'appointment-moved.officer-asked',
    });
    expect(again.status, again.words).toBe(303);
    await app.settle();
    expect(await eventIn('visit-moved', one.email)).toMatchObject({
      uid: first.uid,
      sequence: 2,
      start: '2026-12-09T11:30:00',
    });
    const mail = (await app.mails('visit-moved')).at(-1);
    expect(mail?.text).toMatch(/Le centre de délivrance a dû changer l’horaire/);
  });

  test('is cancelled by the organisation for all, by a holder for themself alone', async () => {
    const [one, two] = (await people(2)) as [Expected, Expected];
    const { id } = await app.fixed([one, two], 30);
    const holder = await app.holder(one);
    const left = await holder.post(`/rendez-vous/dossier/${one.file}/annulation`, {
      reason: 'appointment-cancelled.holder-unavailable',
    });
    expect(left.status, left.words).toBe(303);
    expect([await app.stateOf(one.file), await app.stateOf(two.file)]).toEqual(['validated', 'scheduled']);
    await app.settle();
    expect(await eventIn('visit-left', one.email)).toMatchObject({ method: 'CANCEL', sequence: 1 });
    expect(await eventIn('visit-changed', two.email)).toMatchObject({ method: 'REQUEST', sequence: 1 });
    const off = await app.correspondent.post(`/rendez-vous/dossier/${two.file}/annulation`, {
      reason: 'appointment-cancelled.premises-closed',
    });
    expect(off.status, off.words).toBe(303);
    expect([await stateOfVisit(id), await app.stateOf(two.file)]).toEqual(['cancelled', 'validated']);
    await app.settle();
    expect(await eventIn('visit-cancelled', two.email)).toMatchObject({
      method: 'CANCEL',
      sequence: 2,
      uid: `${id}@localhost`,
    });
  });

  test('is remembered once to those who come', async () => {
    const [one] = (await people(1)) as [Expected];
    const { start } = await app.fixed([one], 2);
    app.clock.set(new Date(start.getTime() - 24 * 3_600_000));
    await app.schedule('remind-visits');
    await app.schedule('remind-visits');
    const mine = (await app.mails('visit-reminder')).filter((mail) => mail.recipient === one.email);
    expect(mine).toHaveLength(1);
    expect(mine[0]?.text).toContain('Le rendez-vous approche');
  });

  test('is missed: excused or not; the second absence without excuse gives the hand back', async () => {
    const [one] = (await people(1)) as [Expected];
    const miss = async (reason: string): Promise<string> => {
      const { id, start } = await app.fixed([one], 40);
      app.clock.set(start);
      const noted = await app.officer.post(`/rendez-vous/${id}/absence/${one.file}`, { reason });
      expect(noted.status, noted.words).toBe(303);
      await app.settle();
      return id;
    };
    expect(await stateOfVisit(await miss('no-show.warned'))).toBe('excused');
    expect(await app.stateOf(one.file)).toBe('validated');
    expect(await stateOfVisit(await miss('no-show.absent'))).toBe('no-show');
    expect(await app.stateOf(one.file)).toBe('validated');
    const last = await miss('no-show.no-identity');
    expect(await app.stateOf(one.file)).toBe('to-arrange');
    expect((await app.mails('times-asked')).at(-1)?.text).toContain('a manqué deux rendez-vous');
    const missed = (await app.journal(last)).find((line) => line.type === 'appointment.missed');
    expect(missed?.data).toMatchObject({ excused: false });
  });

  test('ends with the file: the holder gives up, nobody else is expected', async () => {
    const [one] = (await people(1)) as [Expected];
    const { id } = await app.fixed([one], 50);
    const holder = await app.holder(one);
    const gone = await holder.post(`/mon-dossier/${one.file}/abandon`, {
      reason: 'abandon.left',
      comment: '',
    });
    expect(gone.status, gone.words).toBe(303);
    expect(await stateOfVisit(id)).toBe('cancelled');
    await app.settle();
    expect((await app.mails('token-to-send-back')).at(-1)?.subject).toContain(one.serial);
    const list = await app.officer.get('/cles?liste=renvoyer');
    expect(list.words).toContain(one.serial);
  });
});

test('what is somebody else’s does not exist', async () => {
  const [one] = (await people(1)) as [Expected];
  const { id } = await app.fixed([one], 60);
  const stranger = await app.visitor('Awen Étrangère');
  const abroad = await app.visitor('Riwal Finistère', {
    part: 'delivery-officer',
    body: app.communes.noyal,
  });
  for (const visitor of [stranger, abroad]) {
    for (const path of [
      `/rendez-vous/${id}`,
      `/rendez-vous/${id}/deplacement`,
      `/rendez-vous/${id}/remise/${one.file}`,
      `/rendez-vous/${id}/rendez-vous.ics`,
      `/rendez-vous/dossier/${one.file}`,
      `/rendez-vous/dossier/${one.file}/deplacement`,
      `/rendez-vous/proposition?dossier=${one.file}`,
    ]) {
      expect((await visitor.get(path)).status, path).toBe(404);
    }
  }
  expect((await stranger.get('/rendez-vous')).status).toBe(404);
  expect((await stranger.get('/cles')).status).toBe(404);
  expect((await app.correspondent.get(`/rendez-vous/${id}`)).status).toBe(404);
  expect((await app.correspondent.get(`/rendez-vous/dossier/${one.file}`)).status).toBe(200);
  expect((await app.buyer.get(`/rendez-vous/dossier/${one.file}`)).status).toBe(200);
  expect((await app.stranger().get(`/rendez-vous/${id}`)).status).toBe(303);
});
