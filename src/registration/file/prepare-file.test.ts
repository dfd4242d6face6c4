import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Act } from '#src/platform/acts/act.js';
import type { Person } from '#src/platform/acts/actor.js';
import { moveHolderFile } from '#src/registration/move-holder-file.js';
import { refusals } from '#src/registration/refusals.js';
import type { Desk, Page } from '#test/registration.js';
import { data, kinds, openSteps, type Steps } from '#test/registration-steps.js';
import { correctAddress } from './correct-address.js';
import { chooseOffice } from './fill-in-file.js';

let steps: Steps;
let desk: Desk;
beforeAll(async () => {
  steps = await openSteps();
  desk = steps.desk;
});
afterAll(() => desk.close());
beforeEach(() => desk.clock.set(new Date('2026-11-24T09:00:00Z')));

type Doing<T> = [who: Person, what: (act: Act) => Promise<T>];

/** Two acts, the second begun when the first has done all but commit. */
async function atOnce<T, U>([one, first]: Doing<T>, [other, second]: Doing<U>): Promise<[T, U]> {
  let ended = false;
  let begun: Promise<U> | undefined;
  const outcome = await desk.kernel.transact(one, async (act) => {
    const done = await first(act);
    begun = desk.kernel.transact(other, second).finally(() => {
      ended = true;
    });
    await expect
      .poll(async () => {
        const { rows } = await sql`SELECT FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(desk.database.db);
        return ended || rows.length > 0;
      })
      .toBe(true);
    return done;
  });
  return [outcome, (await begun) as U];
}

describe('the correspondent', () => {
  test('prepares the data, never the identity document; the holder confirms', async () => {
    const { file, holder } = await steps.invited();
    const secretary = desk.as(desk.author);
    const saved = await secretary.post(`/dossiers/${file}/donnees`, { ...data, surname: 'Fictif' });
    expect(saved.status).toBe(303);
    expect((await secretary.get(`/dossiers/${file}`)).words).toContain(
      'La pièce d’identité est déposée par le titulaire',
    );
    for (const path of [
      `/mon-dossier/${file}`,
      `/mon-dossier/${file}/pieces`,
      `/mon-dossier/${file}/pieces/identity/1`,
      `/controle/${file}`,
      `/controle/${file}/pieces/identity/1`,
    ]) {
      expect((await secretary.get(path)).status, path).toBe(404);
    }
    expect((await desk.as(holder).get(`/mon-dossier/${file}`)).status).toBe(200);
  });

  test('corrects a wrong address: the holder is invited anew, the old door is closed', async () => {
    const { file, holder } = await steps.invited();
    const right = await desk.person(`Titulaire ${holder.name}`);
    const secretary = desk.as(desk.author);
    expect((await secretary.post(`/dossiers/${file}/adresse`, { email: 'mairie@exemple.fr' })).status).toBe(
      422,
    );
    const corrected = await secretary.post(`/dossiers/${file}/adresse`, { email: right.email });
    expect(corrected.status).toBe(303);
    await desk.settle();
    expect((await desk.mailsTo(right.email)).map((mail) => mail.kind)).toEqual(['holder-invited']);
    expect((await desk.as(holder).get(`/mon-dossier/${file}`)).status).toBe(404);
    const { rows } = await sql`SELECT closed_reason FROM doors
      WHERE subject = ${`file:${file}`} AND email = ${holder.email}`.execute(desk.database.db);
    expect(rows).toEqual([{ closed_reason: expect.stringContaining('corrigée') }]);
  });

  test('gives no two holders of an order the same address, were it at the same instant', async () => {
    const order = await desk.order([
      { givenName: 'Maël', surname: 'Pareil', email: 'mael.pareil@exemple.fr' },
      { givenName: 'Rozenn', surname: 'Pareil-Démo', email: 'rozenn.pareil@exemple.fr' },
    ]);
    await desk.settle();
    const [one, other] = [await desk.fileOf(order, 'Pareil'), await desk.fileOf(order, 'Pareil-Démo')];
    const correct = (file: string) => (act: Act) => correctAddress(act, file, 'les.deux@exemple.fr');
    const [first, second] = await atOnce([desk.author, correct(one)], [desk.author, correct(other)]);
    expect(first).toMatchObject({ email: 'les.deux@exemple.fr' });
    expect(second).toEqual(refusals.addressInUse);
  });

  test('cannot give the address that somebody else has in another order, and is not told whose it is', async () => {
    const taken = await steps.invited();
    const { file } = await steps.invited();
    const secretary = desk.as(desk.author);
    const refused = await secretary.post(`/dossiers/${file}/adresse`, { email: taken.holder.email });
    expect([refused.status, refused.words]).toEqual([409, expect.stringContaining('est seul à lire')]);
    expect(refused.words).not.toContain(taken.holder.name.split(' ')[1]);
  });

  test('may no longer change it once the holder has come', async () => {
    const { file, holder } = await steps.invited();
    await steps.fill(file, holder, 'Fictif');
    const late = await desk.as(desk.author).post(`/dossiers/${file}/adresse`, { email: 'autre@exemple.fr' });
    expect(late.status).toBe(409);
    expect(late.words).toContain('Le titulaire a déjà ouvert son dossier');
  });

  test('who prepared a file may not judge it, were they an officer too', async () => {
    const { file } = await steps.submitted();
    await sql`UPDATE holder_files SET prepared_by = ARRAY[${desk.author.id}]::uuid[] WHERE id = ${file}`.execute(
      desk.database.db,
    );
    const both = await desk.person('Yann Letest', [
      { part: 'registration-officer', body: desk.bodies.rennes },
    ]);
    const seen = await desk.as(both).get(`/controle/${file}`);
    expect(seen.words).toContain('un autre agent doit le traiter');
    expect(seen.html).not.toContain('name="outcome"');
    expect((await desk.as(both).get(`/controle/${file}/pieces/identity/1`)).status).toBe(404);
  });
});

describe('the holder', () => {
  test('changes their own address once the code mailed to it is typed back: nothing changes before', async () => {
    const { file, holder } = await steps.invited();
    await steps.fill(file, holder, 'Fictif');
    const right = await desk.person(`Nouveau ${holder.name}`);
    const mine = desk.as(holder);
    const wrong = await mine.post(`/mon-dossier/${file}/adresse`, { email: 'coquille@exemple.fr' });
    expect([wrong.status, wrong.words]).toEqual([200, expect.stringContaining('rien ne change')]);
    expect((await mine.get(`/mon-dossier/${file}`)).status).toBe(200);
    const soon = await mine.post(`/mon-dossier/${file}/adresse`, { email: right.email });
    expect([soon.status, soon.words]).toEqual([409, expect.stringContaining('dans une minute')]);
    const former = await codeSentTo('coquille@exemple.fr');
    const elsewhere = { email: right.email, code: former };
    const bound = await mine.post(`/mon-dossier/${file}/adresse/code`, elsewhere);
    expect([bound.status, bound.words]).toEqual([409, expect.stringContaining('Demandez-en un nouveau')]);
    expect((await mine.get(`/mon-dossier/${file}`)).status).toBe(200);

    desk.clock.set(new Date('2026-11-24T09:02:00Z'));
    expect((await change(holder, file, right.email)).status).toBe(200);
    await desk.settle();
    expect((await desk.mailsTo(right.email)).map((mail) => mail.kind)).toEqual([
      'address-code',
      'holder-invited',
    ]);
    expect((await desk.mailsTo(holder.email)).map((mail) => mail.kind)).toContain('holder-address-changed');
    expect((await mine.get(`/mon-dossier/${file}`)).status).toBe(404);
    const moved = await desk.as({ ...right, door: `file:${file}` }).get(`/mon-dossier/${file}/pieces`);
    expect(moved.words).toContain('identity.png');
  });

  test('who changed their address is still the only one to change it: the correspondent redirects nothing', async () => {
    const { file, holder } = await steps.invited();
    await steps.fill(file, holder, 'Fictif');
    await change(holder, file, 'enora.ailleurs@exemple.fr');
    const taken = await desk.as(desk.author).post(`/dossiers/${file}/adresse`, { email: 'moi@exemple.fr' });
    expect([taken.status, taken.words]).toEqual([409, expect.stringContaining('lui seul peut maintenant')]);
  });

  test('whose address changes closes every door of the old one, those of pieces to replace too', async () => {
    const { file, holder, officer } = await steps.submitted();
    const desked = await desk.as(officer).get(`/controle/${file}?piece=identity`);
    const reason = /name="reason" value="([^"]+)"/.exec(desked.html)?.[1] ?? '';
    for (const kind of kinds) {
      const verdict = kind === 'identity' ? { outcome: 'to-replace', reason } : { outcome: 'accepted' };
      await steps.judge(officer, file, kind, verdict);
    }
    await desk.as(officer).post(`/controle/${file}/corrections`, { version: await steps.version(file) });
    await desk.settle();
    const doors = async (): Promise<unknown[]> => {
      const { rows } = await sql`SELECT purpose, closed_at IS NULL AS open FROM doors
        WHERE subject = ${`file:${file}`} AND email = ${holder.email} ORDER BY purpose`.execute(
        desk.database.db,
      );
      return rows;
    };
    expect(await doors()).toContainEqual({ purpose: 'replace:identity', open: true });
    await change(holder, file, 'maela.nouvelle@exemple.fr');
    for (const door of await doors()) expect(door).toMatchObject({ open: false });
  });

  test('keeps the office that has judged, were another chosen while it asks for corrections', async () => {
    const { file, holder, officer } = await steps.submitted();
    const [asked, chosen] = await atOnce(
      [officer, (act) => moveHolderFile(act, file, 'ask-for-corrections')],
      [holder, (act) => chooseOffice(act, file, desk.bodies.brest)],
    );
    expect(asked).toMatchObject({ state: 'to-correct' });
    expect(chosen).toEqual(refusals.officeKept);
  });

  test('of one file sees no other, whatever the address typed', async () => {
    const mine = await steps.invited();
    const other = await steps.invited();
    for (const path of ['', '/identite', '/bureau', '/pieces', '/depot', '/adresse', '/abandon']) {
      expect((await desk.as(mine.holder).get(`/mon-dossier/${other.file}${path}`)).status, path).toBe(404);
      expect((await desk.as(null).get(`/mon-dossier/${other.file}${path}`)).status, path).toBe(303);
    }
    expect((await desk.as(mine.holder).get('/mon-dossier/pas-un-identifiant')).status).toBe(404);
    const posted = await desk
      .as(mine.holder)
      .post(`/mon-dossier/${other.file}/identite`, { ...data, surname: 'Intrus' });
    expect(posted.status).toBe(404);
  });
});

/** The six digits last mailed to an address. */
async function codeSentTo(email: string): Promise<string> {
  const mail = (await desk.mailsTo(email)).findLast((each) => each.kind === 'address-code');
  return /\d{3} ?\d{3}/.exec(mail?.text_body ?? '')?.[0] ?? '';
}

/** Asks for another address, and types the code back. */
async function change(holder: Person, file: string, email: string): Promise<Page> {
  await desk.as(holder).post(`/mon-dossier/${file}/adresse`, { email });
  const code = await codeSentTo(email);
  return desk.as(holder).post(`/mon-dossier/${file}/adresse/code`, { email, code });
}
