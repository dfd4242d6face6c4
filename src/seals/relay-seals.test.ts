import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFile } from '#src/platform/web/files.js';
import { judgePdf, type PdfVerdict, readAnchors, TimestampRefused, trustIn } from '#src/trust/index.js';
import { openRelay, type Relay, type ToldOrder } from '#test/relay.js';
import type { Sealer } from './sealer.js';
import { sealWhatWaits } from './set-seal.js';

let app: Relay;
let order: ToldOrder;
let sealer: Sealer;
/** When the timestamping authority is out of reach. */
let down = false;

beforeAll(async () => {
  app = await openRelay((simulated) => {
    sealer = {
      seal: (...given) => {
        if (down) throw new TimestampRefused('L’autorité d’horodatage ne répond pas.');
        return (simulated.sealer as Sealer).seal(...given);
      },
    };
    return { ...simulated, sealer };
  });
  order = await app.tell({ stage: 'transmitted', files: ['validated'], visit: 'handed-over' });
});
afterAll(() => app.close());

async function document(name: string): Promise<Uint8Array> {
  const visitor = await app.as('Nolwenn Le Test');
  const answer = await visitor.get(`/commandes/${order.id}/documents/${name}.pdf`);
  expect(answer.status).toBe(200);
  return answer.bytes;
}

/** With nothing but the root of the demonstration's authority. */
function judge(pdf: Uint8Array, at = app.clock()): Promise<PdfVerdict> {
  const anchors = readAnchors(Buffer.from(app.authority.authority.rootPem));
  return judgePdf(pdf, { profile: 'order', at, judgeSigner: trustIn({ anchors, knownUntil: at }) });
}

async function frozen(column: 'form_file_id' | 'mission_file_id'): Promise<Uint8Array> {
  const { id } = await app.one(
    sql<{ id: string }>`SELECT ${sql.ref(column)} AS id FROM orders WHERE id = ${order.id}`,
  );
  return (await readFile(app.database.db, id))?.bytes ?? new Uint8Array();
}

test.each([
  ['annexe-4bis', 'form_file_id'],
  ['demande-de-mission', 'mission_file_id'],
] as const)(
  'the %s bears the seals of signature and countersignature over what was frozen',
  async (name, column) => {
    const pdf = await document(name);
    const verdict = await judge(pdf);
    expect(verdict).toMatchObject({
      verdict: 'valid',
      reasons: [],
      signatures: [
        { field: 'Signature', coverage: 'earlier', changes: 'signatures', level: 'B-LT', trust: 'trusted' },
        { field: 'Contreseing', coverage: 'earlier', changes: 'validation', level: 'B-LT', trust: 'trusted' },
      ],
    });
    expect(verdict.signatures[0]?.signer).toBe('TEST Cachet de Clé en main');
    expect(verdict.signatures[0]?.provenTime).toBeInstanceOf(Date);
    const first = await frozen(column);
    expect(Buffer.from(pdf.subarray(0, first.length)).equals(Buffer.from(first))).toBe(true);
    expect(Buffer.from(pdf).toString('latin1')).toContain(reasonStart('Signé en ligne par '));
  },
);

/** The start of a /Reason as the seal writes it. */
function reasonStart(text: string): string {
  return `/Reason <FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}`;
}

test('both sheets and the handover record are sealed too', async () => {
  for (const sheet of ['feuille-de-signature', 'feuille-de-contreseing'])
    expect(await judge(await document(sheet))).toMatchObject({
      verdict: 'valid',
      signatures: [{ level: 'B-LT' }],
    });
  const visitor = await app.as('Nolwenn Le Test');
  const page = await visitor.get(`/rendez-vous/dossier/${order.files[0]}`);
  expect(page.words).toContain('Scellé le');
  const link = /href="([^"]+R-[0-9-]+\.pdf)"/.exec(page.html)?.[1] ?? '';
  const record = (await visitor.get(link)).bytes;
  expect(await judge(record)).toMatchObject({
    verdict: 'valid',
    signatures: [{ field: 'Remise', changes: 'validation', trust: 'trusted' }],
  });
});

test('years later, with the root alone, the seals are still valid', async () => {
  const later = new Date(app.clock().getTime() + 5 * 365 * 86_400_000);
  expect(await judge(await document('annexe-4bis'), later)).toMatchObject({ verdict: 'valid' });
});

test('the page says since when the documents are sealed, and the chain of the order holds it', async () => {
  const page = await (await app.as('Nolwenn Le Test')).get(`/commandes/${order.id}`);
  expect(page.words).toMatch(/Scellé le .*cachet et horodatage, vérifiables sans l’autorité\..*PAdES B-LT/);
  const { rows } = await sql<{ purpose: string }>`SELECT data->>'purpose' AS purpose FROM journal_lines
    WHERE chain = ${`order:${order.id}`} AND type = 'seal.set' ORDER BY position`.execute(app.database.db);
  expect([...new Set(rows.map((row) => row.purpose))]).toEqual([
    'signature',
    'countersignature',
    'handover-record',
  ]);
});

test('no job failed on the way', async () => {
  const { rows } =
    await sql`SELECT name, data, output FROM pgboss.job WHERE state IN ('retry', 'failed')`.execute(
      app.database.db,
    );
  expect(rows).toEqual([]);
});

test('the mails carry the sealed documents', async () => {
  const { rows } = await sql<{ kind: string; files: string[] }>`SELECT DISTINCT kind,
      (SELECT array_agg(a->>'fileId') FROM jsonb_array_elements(attachments) a) AS files FROM mails
    WHERE kind IN ('order-acknowledgement', 'order-countersigned', 'handover-record')`.execute(
    app.database.db,
  );
  expect(new Set(rows.map((row) => row.kind)).size).toBe(3);
  for (const file of rows.flatMap((row) => row.files)) {
    const pdf = (await readFile(app.database.db, file))?.bytes ?? new Uint8Array();
    expect(await judge(pdf)).toMatchObject({ verdict: 'valid' });
  }
});

test('an authority out of reach holds up no step; the documents leave after ten minutes and follow sealed', async () => {
  down = true;
  const other = await app.tell({ stage: 'submitted' });
  const officer = await app.as('Gwenola Achat');
  const words = async (): Promise<string> => (await officer.get(`/commandes/${other.id}`)).words;
  expect(await words()).toContain('Le cachet n’a pas encore pu être apposé');
  expect(await words()).toContain('L’autorité d’horodatage ne répond pas.');
  expect((await (await app.as('Nolwenn Le Test')).get(`/commandes/${other.id}`)).words).toContain(
    'Scellement en cours',
  );
  const kinds = async (): Promise<string[]> => {
    const { rows } = await sql<{ kind: string }>`SELECT kind FROM mails WHERE about->>'order' = ${other.id}
      ORDER BY id`.execute(app.database.db);
    return rows.map((row) => row.kind);
  };
  expect(await kinds()).not.toContain('order-acknowledgement');
  await sealWhatWaits(sealer)
    .run(app.kernel)
    .catch(() => {});
  await app.settle();
  expect(await kinds()).toContain('order-acknowledgement');
  down = false;
  await sealWhatWaits(sealer)
    .run(app.kernel)
    .catch(() => {});
  await app.settle();
  expect(await words()).toContain('Scellé le');
  expect((await kinds()).filter((kind) => kind === 'order-documents-sealed')).toHaveLength(2);
});

const conformance = process.env.PDF_CONFORMANCE_CHECK;

test.runIf(conformance)('sealed and countersigned documents stay PDF/A-3a and PDF/UA-1', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'seals-'));
  const files: string[] = [];
  for (const name of [
    'annexe-4bis',
    'demande-de-mission',
    'feuille-de-signature',
    'feuille-de-contreseing',
  ]) {
    files.push(join(folder, `${name}.pdf`));
    writeFileSync(join(folder, `${name}.pdf`), await document(name));
  }
  for (const flavour of ['3a', 'ua1']) {
    const { stdout } = spawnSync(conformance ?? '', [flavour, '-v', ...files], { encoding: 'utf8' });
    expect(stdout).not.toMatch(/FAIL|[1-9]\d* failed/);
  }
  await rm(folder, { recursive: true });
});
