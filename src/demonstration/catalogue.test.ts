import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogueAt, entryAt } from '#src/catalogue/index.js';
import {
  deliveryCentreFor,
  operatorsOf,
  purchasingBody,
  readSiret,
  registrationOffices,
} from '#src/directory/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import { type Bench, openBench } from '#test/kernel.js';
import { fillCatalogue } from './catalogue.js';
import { fillOperators } from './operators.js';

let bench: Bench;
const now = new Date('2026-11-24T09:00:00Z');
beforeAll(async () => {
  bench = await openBench();
  for (const _ of ['first', 'again']) {
    await bench.kernel.transact(calendar, async (act) => {
      await fillOperators(act);
      await fillCatalogue(act);
    });
  }
});
afterAll(() => bench.drop());

describe('the bodies of the demonstration', () => {
  test('are a purchasing body, a delivery centre for each department and several chambers', async () => {
    const centres = await operatorsOf(bench.db, 'delivery-centre');
    const offices = await registrationOffices(bench.db);
    expect((await purchasingBody(bench.db))?.shortName).toBe('Mégalis Bretagne');
    expect(centres.map(({ shortName }) => shortName)).toEqual(['CDG 22', 'CDG 29', 'CDG 35', 'CDG 56']);
    expect(offices).toHaveLength(7);
    expect(offices.every(({ hours, address }) => hours !== '' && address !== '')).toBe(true);
    expect((await deliveryCentreFor(bench.db, '35'))?.address).toContain('1 avenue de Tizé');
  });

  test('have a SIRET of nobody each, and are reached at invented addresses only', async () => {
    const bodies = (
      await Promise.all(
        (['purchasing-body', 'delivery-centre', 'registration-office'] as const).map((kind) =>
          operatorsOf(bench.db, kind),
        ),
      )
    ).flat();
    expect(new Set(bodies.map(({ siret }) => siret)).size).toBe(12);
    expect(bodies.every(({ siret }) => siret?.startsWith('999999998') && readSiret(siret) === siret)).toBe(
      true,
    );
    expect(bodies.every(({ contactEmail }) => contactEmail.endsWith('@exemple.fr'))).toBe(true);
    expect(bodies.every(({ contactPhone }) => /^\+3326191\d{4}$/.test(contactPhone))).toBe(true);
  });
});

describe('the catalogue of the demonstration', () => {
  test('sells the product of the form at 120 € and charges 82 € for an intervention', async () => {
    expect((await entryAt(bench.db, 'product', 'audacio-rgs-2', now))?.data).toMatchObject({
      unitPrice: 12_000,
      vatRate: 20,
      years: 3,
    });
    const missions = await catalogueAt(bench.db, 'mission', now);
    expect(missions.map(({ data }) => data.price)).toEqual([8_200, 8_200, 8_200, 8_200]);
  });

  test('has an issuer for the purchasing body and for each centre, each with an account of its own', async () => {
    const issuers = await catalogueAt(bench.db, 'issuer', now);
    expect(issuers.map(({ data }) => data.numberPrefix).sort()).toEqual([
      'CDG22',
      'CDG29',
      'CDG35',
      'CDG56',
      'MB',
    ]);
    expect(new Set(issuers.map(({ data }) => data.iban)).size).toBe(5);
  });

  test('is one version each, however often it is filled', async () => {
    const { rows } = await bench.pool.query(
      'SELECT count(*) AS n FROM catalogue_entries GROUP BY kind, code HAVING count(*) > 1',
    );
    expect(rows).toEqual([]);
  });
});
