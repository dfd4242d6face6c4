import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { IssuedCertificate } from '#src/orders/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { moveHolderFile, setTokenReady } from '#src/registration/move-holder-file.js';
import { createAuthority } from '#src/simulator/index.js';
import { type Desk, unexpectedAuthority } from '#test/registration.js';
import { data, kinds, openSteps, type Steps } from '#test/registration-steps.js';
import { issuanceWorker } from './issue-certificate.js';

let steps: Steps;
let desk: Desk;
beforeAll(async () => {
  steps = await openSteps();
  desk = steps.desk;
});
afterAll(() => desk.close());
beforeEach(() => desk.clock.set(new Date('2026-11-24T09:00:00Z')));

describe('a validated file', () => {
  test('convenes the holder, asks the authority for the certificate and keeps it as issued, all from one step', async () => {
    const { file, holder, officer } = await steps.validated();
    const before = await sql<{ certificate_state: string }>`SELECT certificate_state FROM file_facts
      WHERE id = ${file}`.execute(desk.database.db);
    expect(before.rows).toEqual([{ certificate_state: 'requested' }]);
    await desk.settle();
    const summons = (await desk.mailsTo(holder.email)).find((mail) => mail.kind === 'summons');
    expect(summons?.subject).toContain('Convocation');
    expect(summons?.text_body).toContain('passeport dont le numéro se termine par 12AB');
    const { rows } =
      await sql`SELECT state, validated_by, certificate_state, certificate_subject, token_serial
      FROM file_facts WHERE id = ${file}`.execute(desk.database.db);
    expect(rows).toEqual([
      {
        state: 'validated',
        validated_by: officer.id,
        certificate_state: 'issued',
        certificate_subject: expect.stringContaining('Fictif'),
        token_serial: expect.stringMatching(/^T\d+$/),
      },
    ]);
    const types = (await desk.journal(file)).map((line) => line.type);
    expect(types.slice(-3)).toEqual(['file.validated', 'certificate.requested', 'certificate.issued']);
    const line = (await desk.journal(file)).find((each) => each.type === 'file.validated');
    expect(Object.keys((line?.data.documents ?? {}) as object).sort()).toEqual([...kinds].sort());
  });

  test('is validated once by two officers at once', async () => {
    const made = await steps.submitted();
    for (const kind of kinds) await steps.judge(made.officer, made.file, kind, { outcome: 'accepted' });
    const second = await desk.person('Gaïd Démo', [
      { part: 'registration-officer', body: desk.bodies.rennes },
    ]);
    const at = await steps.version(made.file);
    const answers = await Promise.all(
      [made.officer, second].map((who) =>
        desk.as(who).post(`/controle/${made.file}/validation`, { version: at }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409]);
    const lines = (await desk.journal(made.file)).filter((line) => line.type === 'file.validated');
    expect(lines).toHaveLength(1);
  });

  test('reopened with the same data keeps its certificate; with other data it gets a new one, and the old is revoked', async () => {
    const { file, holder, officer } = await steps.validated();
    await desk.settle();
    const reopen = async (): Promise<void> => {
      const done = await desk
        .as(officer)
        .post(`/controle/${file}/reouverture`, { reason: 'reopen.data-changed', comment: '' });
      expect(done.status, done.words).toBe(303);
      await desk.settle();
    };
    const again = async (surname: string): Promise<void> => {
      await desk.as(holder).post(`/mon-dossier/${file}/identite`, { ...data, surname });
      await desk
        .as(holder)
        .post(`/mon-dossier/${file}/depot`, { confirmed: 'oui', version: await steps.version(file) });
      const done = await desk
        .as(officer)
        .post(`/controle/${file}/validation`, { version: await steps.version(file) });
      expect(done.status, done.words).toBe(303);
      await desk.settle();
    };
    const serial = async (): Promise<string> => {
      const { rows } = await sql<{ serial: string }>`SELECT certificate_serial AS serial FROM file_facts
        WHERE id = ${file}`.execute(desk.database.db);
      return rows[0]?.serial ?? '';
    };
    const first = await serial();
    const surname = holder.name.split(' ')[1] ?? '';
    await reopen();
    expect((await desk.mailsTo(holder.email)).map((mail) => mail.kind)).toContain('file-reopened');
    await again(surname);
    expect(await serial()).toBe(first);
    expect(steps.revoked).not.toContain(first);
    await reopen();
    await again('Nouveau');
    expect(await serial()).not.toBe(first);
    expect(steps.revoked.filter((serial) => serial === first)).toHaveLength(1);
    const { rows } =
      await sql`SELECT c.state, c.revocation_confirmed IS NOT NULL AS confirmed, s.serial AS successor
      FROM certificates c JOIN certificates s ON s.id = c.successor_id WHERE c.serial = ${first}`.execute(
        desk.database.db,
      );
    expect(rows).toEqual([{ state: 'revoked', confirmed: true, successor: await serial() }]);
  });

  test('goes back to its holder the day after its identity document ran out, not before', async () => {
    const { file, holder } = await steps.validated();
    await desk.settle();
    desk.clock.set(new Date('2027-01-15T23:05:00Z'));
    desk.clock.set(new Date('2027-01-15T20:00:00Z'));
    await desk.runSchedule('reopen-files-of-expired-identity');
    expect(await steps.stateOf(file)).toBe('validated');
    desk.clock.set(new Date('2027-01-15T23:05:00Z'));
    await desk.runSchedule('reopen-files-of-expired-identity');
    expect(await steps.stateOf(file)).toBe('to-correct');
    expect((await desk.as(holder).get(`/mon-dossier/${file}`)).words).toContain('Pièce d’identité expirée');
  });

  test('whose token is lost gets another certificate by itself, the old one revoked', async () => {
    const { file } = await steps.validated();
    await desk.settle();
    await desk.kernel.transact(calendar, async (act) => {
      await setTokenReady(act, file, true);
      const moved = await moveHolderFile(act, file, 'lose-token', {
        reason: { code: 'lost', label: 'Perdue', sentence: 'Perdue.', comment: '' },
      });
      expect(isRefusal(moved)).toBe(false);
    });
    expect(await steps.stateOf(file)).toBe('to-reissue');
    await desk.settle();
    expect(await steps.stateOf(file)).toBe('validated');
    expect(steps.revoked.length).toBeGreaterThan(0);
  });

  test('called off while the authority was at work: what it issued is revoked, and not kept', async () => {
    const { file, order } = await steps.validated();
    steps.during(async () => {
      await desk.kernel.transact(desk.author, (act) =>
        act.publish({ type: 'order.cancelled', about: { order }, data: {} }),
      );
    });
    const before = steps.revoked.length;
    await desk.settle();
    expect(steps.revoked).toHaveLength(before + 1);
    const { rows } = await sql`SELECT state, serial FROM certificates WHERE file_id = ${file}`.execute(
      desk.database.db,
    );
    expect(rows).toEqual([{ state: 'called-off', serial: null }]);
  });

  test('is issued once by a job that comes twice at once: what was recorded is not revoked', async () => {
    const { file } = await steps.validated();
    const certificate = await requested(file);
    const issued = await issuing();
    let asked = 0;
    const authority = unexpectedAuthority({
      issue: async () => {
        asked += 1;
        for (let turns = 0; asked < 2 && turns < 50; turns += 1) await pause();
        return issued;
      },
    });
    const worker = issuanceWorker(authority);
    await Promise.all([worker.run(desk.kernel, { certificate }), worker.run(desk.kernel, { certificate })]);
    expect(asked).toBe(2);
    const { rows } = await sql`SELECT state, serial FROM certificates WHERE file_id = ${file}`.execute(
      desk.database.db,
    );
    expect(rows).toEqual([{ state: 'issued', serial: issued.serial }]);
  });

  test.each(['the revocation fails', 'the answer is lost'])(
    'called off while the authority was at work, and %s: the job that comes again has it revoked',
    async (what) => {
      const { file, order } = await steps.validated();
      const certificate = await requested(file);
      const issued = await issuing();
      const keys: string[] = [];
      const revoked: string[] = [];
      const worker = issuanceWorker(
        unexpectedAuthority({
          issue: async ({ key }) => {
            keys.push(key);
            if (keys.length > 1) return issued;
            await desk.kernel.transact(desk.author, (act) =>
              act.publish({ type: 'order.cancelled', about: { order }, data: {} }),
            );
            if (what === 'the answer is lost') throw new Error('the line was cut');
            return issued;
          },
          revoke: async ({ serial }) => {
            revoked.push(serial);
            if (what === 'the revocation fails' && revoked.length === 1) throw new Error('out of reach');
            return { revokedAt: desk.clock() };
          },
        }),
      );
      await expect(worker.run(desk.kernel, { certificate })).rejects.toThrow();
      await worker.run(desk.kernel, { certificate });
      expect(revoked.at(-1)).toBe(issued.serial);
      expect(new Set(keys).size).toBe(1);
    },
  );
});

const pause = (): Promise<void> => new Promise((done) => setTimeout(done, 20));

async function requested(file: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM certificates
    WHERE file_id = ${file} AND state = 'requested'`.execute(desk.database.db);
  return rows[0]?.id ?? '';
}

async function issuing(): Promise<IssuedCertificate> {
  const authority = await createAuthority({ name: 'Autorité d’essai TEST', now: new Date('2026-01-01') });
  const issued = await authority.issue({
    holder: { givenName: 'Maël', surname: 'Fictif' },
    body: { name: 'Commune de Saint-Exemple', siret: '21350001000016' },
    email: 'mael@exemple.fr',
    notBefore: new Date('2026-11-24T00:00:00Z'),
    years: 3,
  });
  return { ...issued, tokenSerial: `T-${issued.serial.slice(-6)}` };
}
