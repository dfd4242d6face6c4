import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { moveHolderFile } from '#src/registration/move-holder-file.js';
import type { Desk } from '#test/registration.js';
import { openSteps, type Steps } from '#test/registration-steps.js';

let steps: Steps;
let desk: Desk;
beforeAll(async () => {
  steps = await openSteps();
  desk = steps.desk;
});
afterAll(() => desk.close());
beforeEach(() => desk.clock.set(new Date('2026-11-24T09:00:00Z')));

describe('a file that ends', () => {
  test('with its order is abandoned in the same instant, its certificate revoked, its people told', async () => {
    const { file, holder, order } = await steps.validated();
    await desk.settle();
    await desk.kernel.transact(desk.author, async (act) => {
      const why = {
        code: 'withdraw.holder-left',
        label: 'Départ',
        sentence: 'Le titulaire est parti.',
        comment: 'Mutation.',
      };
      await sql`UPDATE orders SET reason = ${JSON.stringify(why)}::jsonb WHERE id = ${order}`.execute(act.tx);
      await act.publish({ type: 'order.withdrawn', about: { order }, data: {} });
    });
    expect(await steps.stateOf(file)).toBe('abandoned');
    await desk.settle();
    expect(steps.revoked).toHaveLength(1);
    for (const [to, kind] of [
      [holder.email, 'file-ended'],
      ['00035@exemple.fr', 'file-ended-office'],
    ] as const) {
      const mail = (await desk.mailsTo(to)).find((each) => each.kind === kind);
      expect(mail?.text_body).toContain('La commande a pris fin. Le titulaire est parti.');
      expect(mail?.text_body).toContain('Mutation.');
    }
    const line = (await desk.journal(file)).find((each) => each.type === 'file.abandoned');
    expect(line?.actor).toBe(`person:${desk.author.id}`);
  });

  test('before the authority has issued anything calls the certificate off: nothing is asked for', async () => {
    const { file, order } = await steps.validated();
    await desk.kernel.transact(desk.author, (act) =>
      act.publish({ type: 'order.cancelled', about: { order }, data: {} }),
    );
    await desk.settle();
    const { rows } = await sql`SELECT state FROM certificates WHERE file_id = ${file}`.execute(
      desk.database.db,
    );
    expect(rows).toEqual([{ state: 'called-off' }]);
  });

  test('lapses after two warnings, and never while an officer has the turn', async () => {
    const { file, holder } = await steps.invited();
    const judged = await steps.submitted();
    const days = (n: number): Date => new Date(new Date('2026-11-24T09:00:00Z').getTime() + n * 86_400_000);
    desk.clock.set(days(100));
    await desk.runSchedule('lapse-files');
    await desk.runSchedule('lapse-files');
    expect(await steps.stateOf(file)).toBe('invited');
    await desk.runSchedule('lapse-files');
    expect(await steps.stateOf(file)).toBe('lapsed');
    expect(await steps.stateOf(judged.file)).toBe('submitted');
    const told = (await desk.mailsTo(holder.email)).map((mail) => mail.kind);
    expect(told).toEqual(['holder-invited', 'file-reminder', 'file-reminder', 'file-ended']);
  });

  test('at the same time as the only other one of its order completes the order all the same', async () => {
    const addresses = ['enora.derniere@exemple.fr', 'malo.dernier@exemple.fr'];
    const order = await desk.order(
      addresses.map((email, index) => ({ givenName: 'Enora', surname: `Derniere${index}`, email })),
    );
    const files = await Promise.all(addresses.map((_, index) => desk.fileOf(order, `Derniere${index}`)));
    let together = 0;
    const reason = { code: 'abandon.other', label: 'Autre', sentence: 'Autre.', comment: '' };
    await Promise.all(
      files.map((file) =>
        desk.kernel.transact(desk.author, async (act) => {
          const moved = await moveHolderFile(act, file, 'abandon', { reason });
          expect(isRefusal(moved)).toBe(false);
          together += 1;
          // neither commits before the other has counted, or waits for this one
          for (let turns = 0; together < 2 && turns < 20; turns += 1) {
            await new Promise((done) => setTimeout(done, 20));
          }
        }),
      ),
    );
    const { rows } = await sql`SELECT state FROM orders WHERE id = ${order}`.execute(desk.database.db);
    expect(rows).toEqual([{ state: 'completed' }]);
  });

  test('is given up by its holder with a reason, and then shows nothing more to press', async () => {
    const { file, holder } = await steps.invited();
    const { html } = await desk.as(holder).get(`/mon-dossier/${file}/abandon`);
    const reason = /name="reason" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const done = await desk.as(holder).post(`/mon-dossier/${file}/abandon`, { reason, comment: 'Je pars.' });
    expect(done.status, done.words).toBe(303);
    const after = await desk.as(holder).get(`/mon-dossier/${file}`);
    expect(after.words).toContain('Le dossier est abandonné');
    expect(after.html).not.toContain('ds-button');
  });
});
