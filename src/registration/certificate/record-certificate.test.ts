import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuthority, type Issued } from '#src/simulator/index.js';
import type { Desk } from '#test/registration.js';
import { openSteps, type Steps, upload } from '#test/registration-steps.js';

let steps: Steps;
let desk: Desk;
let issue: (surname: string) => Promise<Issued>;
beforeAll(async () => {
  steps = await openSteps();
  desk = steps.desk;
  const authority = await createAuthority({ name: 'Autre autorité TEST', now: new Date('2026-01-01') });
  issue = (surname) =>
    authority.issue({
      holder: { givenName: 'Maël', surname },
      body: { name: 'Commune de Saint-Exemple', siret: '21350001000016' },
      email: 'mael@exemple.fr',
      notBefore: new Date('2026-11-24T00:00:00Z'),
      years: 3,
    });
});
afterAll(() => desk.close());

describe('the purchasing officer, when the authority answers otherwise than by its adapter', () => {
  test('records the certificate that it issued; another person’s, or no certificate, is refused beside the field', async () => {
    const { file, holder } = await steps.validated();
    const buyer = desk.as(
      await desk.person('Gwenn Achats', [{ part: 'purchasing-officer', body: desk.bodies.buyer }]),
    );
    expect((await buyer.get(`/dossiers/${file}`)).html).toContain(`/dossiers/${file}/certificat`);
    const path = `/dossiers/${file}/certificat`;
    expect((await buyer.get(path)).status).toBe(200);
    expect((await desk.as(desk.author).get(path)).status).toBe(404);

    const junk = await buyer.post(path, { certificate: upload('cle.cer'), token: 'T-77' });
    expect(junk.status).toBe(409);
    expect(junk.words).toContain('n’est pas un certificat X.509 lisible');
    const other = await issue('Autrui');
    const foreign = await buyer.post(path, {
      certificate: upload('cle.cer', Buffer.from(other.der)),
      token: 'T-77',
    });
    expect(foreign.status).toBe(409);
    expect(foreign.html).toContain('id="certificate-erreur"');

    const right = await issue(holder.name.split(' ')[1] ?? '');
    const done = await buyer.post(path, {
      certificate: upload('cle.pem', Buffer.from(right.pem)),
      token: 'T-77',
    });
    expect(done.status, done.words).toBe(303);
    // The job that was on its way finds nothing left to ask for.
    await desk.settle();
    const { rows } = await sql`SELECT certificate_state, certificate_serial, token_serial FROM file_facts
      WHERE id = ${file}`.execute(desk.database.db);
    expect(rows).toEqual([
      { certificate_state: 'issued', certificate_serial: right.serial, token_serial: 'T-77' },
    ]);
  });
});
