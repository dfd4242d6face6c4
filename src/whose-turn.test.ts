import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slicesOf } from '#src/app.js';
import { invoiceTable } from '#src/billing/index.js';
import { defaultEntries } from '#src/catalogue/index.js';
import { type Party, parts } from '#src/directory/index.js';
import { appointmentTable, tokenTable } from '#src/handover/index.js';
import { keeperIn, type TokenState, tokenStates } from '#src/handover/tokens/token.js';
import { noAuthority } from '#src/no-authority.js';
import { missionTable, orderTable } from '#src/orders/index.js';
import type { Table } from '#src/platform/acts/steps.js';
import { choices, turn } from '#src/platform/acts/turn.js';
import {
  certificateTable,
  choicesOnFile,
  type FileDelays,
  fileStates,
  fileTable,
  whoseTurnOfFile,
} from '#src/registration/index.js';
import { openRelay, type Relay, type ToldOrder } from '#test/relay.js';

// biome-ignore lint/suspicious/noExplicitAny: each table has its own states, parties and steps
type AnyTable = Table<any, any, any>;
const tables: Readonly<Record<string, AnyTable>> = {
  order: orderTable,
  mission: missionTable,
  file: fileTable,
  certificate: certificateTable,
  token: tokenTable,
  appointment: appointmentTable,
  invoice: invoiceTable,
};
const awaited = Object.entries(tables).flatMap(([name, table]) =>
  Object.keys(table.words)
    .filter((state) => turn(table, state).kind === 'awaited')
    .map((state) => ({ name, table, state })),
);

test.each(awaited)(
  '$name, $state: who is named has a next step, and nobody else has one',
  ({ table, state }) => {
    const told = turn(table, state);
    const parties = told.kind === 'awaited' ? (told.parties as readonly Party[]) : [];
    expect(parties).not.toEqual([]);
    for (const part of parts) {
      const { next } = choices(table, state, [part]);
      expect([part, next.length > 0]).toEqual([part, parties.includes(part)]);
    }
  },
);

/** Where the outside or the calendar has the move: the job that ends the wait, written by hand. */
const jobs: Readonly<Record<string, string>> = {
  'order accepted calendar': 'transmit-when-ready',
  'order sent certification-authority': 'hear-authority',
  // Ended in the same act as the last file, by registration: no job to wait for.
  'order transmitted calendar': 'in the same act',
  'file waiting calendar': 'invite-holder',
  'file to-reissue certification-authority': 'hear-authority',
  'certificate requested certification-authority': 'hear-authority',
  'token at-authority certification-authority': 'hear-authority',
  'token returning certification-authority': 'hear-authority',
  'invoice visit-running calendar': 'close-visits',
};

test('what the outside or the calendar owes is ended by a job that exists', () => {
  const waits = awaited.flatMap(({ name, table, state }) => {
    const told = turn(table, state);
    const parties = told.kind === 'awaited' ? (told.parties as readonly Party[]) : [];
    return parties
      .filter((party) => party === 'calendar' || party === 'certification-authority')
      .map((party) => `${name} ${state} ${party}`);
  });
  expect(waits.sort()).toEqual(Object.keys(jobs).sort());
  const slices = slicesOf(noAuthority);
  const named = new Set([
    ...slices.flatMap((slice) =>
      [...(slice.reactions ?? []), ...(slice.schedules ?? [])].map((job) => job.name),
    ),
    'in the same act',
  ]);
  expect(Object.values(jobs).filter((job) => !named.has(job))).toEqual([]);
});

const now = new Date('2026-11-24T09:00:00Z');
const delays = Object.fromEntries(
  defaultEntries()
    .filter(({ kind }) => kind === 'delay')
    .map(({ code, data }) => [code, data]),
) as FileDelays;
const recent = new Date('2026-11-23T09:00:00Z');
const long = new Date('2026-06-01T09:00:00Z');

/** The facts that change whose turn it is in one and the same state. */
const facts = [recent, long].flatMap((since) =>
  [true, false].flatMap((ready) =>
    (['requested', 'issued'] as const).flatMap((certificate) =>
      [new Date('2026-11-24T08:00:00Z'), new Date('2026-12-02T09:00:00Z')].map((visit) => ({
        since,
        token_ready: ready,
        visit_at: visit,
        certificate_id: 'c',
        certificate_state: certificate,
        certificate_requested_at: since,
      })),
    ),
  ),
);

test.each(fileStates.filter((state) => !fileTable.ends.includes(state)))(
  'a file that is %s: whatever the key, the certificate, the visit and the delays, only who is named sees a button',
  (state) => {
    for (const fact of facts) {
      const file = { ...fact, state };
      const told = whoseTurnOfFile(file, now, delays);
      if (told.kind !== 'awaited') throw new Error('a running file awaits somebody');
      expect(told.parties).not.toEqual([]);
      const outside = told.parties.some(
        (party) => party === 'calendar' || party === 'certification-authority',
      );
      if (outside) expect(told.awaits).toEqual(expect.any(String));
      for (const part of parts) {
        const { next } = choicesOnFile(file, now, delays, [part]);
        // What is late outside is recorded on the page of the certificate or the key: the panel leads there.
        const elsewhere =
          part === 'purchasing-officer' && state === 'validated' && told.outside !== undefined;
        const named = told.parties.includes(part) && !elsewhere;
        expect([part, file, next.length > 0]).toEqual([part, file, named]);
      }
    }
  },
);

let relay: Relay;
beforeAll(async () => {
  relay = await openRelay();
});
afterAll(() => relay.close());

const people = {
  correspondent: 'Nolwenn Le Test',
  'purchasing-officer': 'Gwenola Achat',
  'delivery-officer': 'Bleuenn Remise',
  accountant: 'Armelle Facture',
} as const;

/** Who sees on the page of an order that the turn is theirs. */
async function whoIsAsked(order: ToldOrder): Promise<string[]> {
  const asked: string[] = [];
  for (const [part, name] of Object.entries(people)) {
    const answer = await (await relay.as(name)).get(`/commandes/${order.id}`);
    if (answer.status === 404) continue;
    const panel = /<section class="panel" data-turn="([a-z]+)".*?<\/section>/s.exec(answer.html);
    const button = /class="panel-action"/.test(panel?.[0] ?? '');
    if (panel?.[1] === 'yours' || button) asked.push(`${part}${button ? '' : ', without a button'}`);
  }
  return asked;
}

test.each([
  [{ stage: 'draft' }, ['correspondent']],
  [{ stage: 'to-sign' }, []],
  [{ stage: 'submitted' }, ['purchasing-officer']],
  [{ stage: 'returned' }, ['correspondent']],
  [{ stage: 'examined' }, ['purchasing-officer']],
  [{ stage: 'refused' }, []],
  [{ stage: 'transmitted', files: ['invited'] }, []],
  [{ stage: 'transmitted', files: ['submitted'] }, []],
  // the key of a story of long ago is late: whoever ordered it can chase it
  [{ stage: 'transmitted', files: ['validated'], visit: 'token-awaited' }, ['purchasing-officer']],
  [{ stage: 'transmitted', files: ['validated'], visit: 'to-propose' }, ['delivery-officer']],
  [{ stage: 'transmitted', files: ['validated'], visit: 'proposed' }, ['correspondent']],
] as const)('an order told as %j asks %j on its page', { timeout: 60_000 }, async (plan, asked) => {
  expect(await whoIsAsked(await relay.tell(plan))).toEqual(asked);
});

/** Where the file of a key may stand, ended or not: it waits for the key, or for another one, or for none. */
const waitsFor = { validated: true, 'to-correct': true, 'to-reissue': false, abandoned: false } as const;
const underWay: readonly TokenState[] = ['at-authority', 'in-transit', 'received'];
const keys = tokenStates.flatMap((state) =>
  [...new Set((['authority', 'centre'] as const).map((before) => keeperIn(state, before)))].flatMap(
    (keeper) =>
      (Object.keys(waitsFor) as (keyof typeof waitsFor)[])
        .filter((stands) => underWay.includes(state) || !waitsFor[stands])
        .map((stands) => ({ state, keeper, stands })),
  ),
);

describe('a key', () => {
  let key: { id: string; serial: string; certificate_id: string };
  let file: string;
  beforeAll(async () => {
    const told = await relay.tell({ stage: 'transmitted', files: ['validated'], visit: 'to-propose' });
    file = told.files[0] ?? '';
    key = await relay.one(
      sql<typeof key>`SELECT id, serial, certificate_id FROM tokens WHERE file_id = ${file}`,
    );
  }, 60_000);

  test.each(keys)(
    '$state, kept by $keeper, its file $stands: turn, button and first page agree',
    {
      timeout: 60_000,
    },
    async ({ state, keeper, stands }) => {
      const { db } = relay.database;
      const certificate = waitsFor[stands] ? 'issued' : 'revoked';
      await sql`UPDATE certificates SET state = ${certificate} WHERE id = ${key.certificate_id}`.execute(db);
      for (const since of [recent, long]) {
        await sql`UPDATE tokens SET state = ${state}, keeper = ${keeper}, since = ${since}
        WHERE id = ${key.id}`.execute(db);
        await sql`UPDATE holder_files SET state = ${stands}, since = ${since},
        token_ready = ${state === 'received' && waitsFor[stands]} WHERE id = ${file}`.execute(db);
        for (const name of ['Gwenola Achat', 'Bleuenn Remise']) {
          const person = await relay.as(name);
          const { html } = await person.get(`/cles/${key.id}`);
          const panel = /<section class="panel" data-turn="([a-z]+)".*?<\/section>/s.exec(html);
          const home = (await person.get('/')).html;
          const listed = [`"/cles/${key.id}"`, `q=${key.serial}"`].filter((link) => home.includes(link));
          const yours = panel?.[1] === 'yours';
          const told = [name, since, /class="panel-action"/.test(panel?.[0] ?? ''), listed.length];
          expect(told).toEqual([name, since, yours, yours ? 1 : 0]);
        }
      }
    },
  );
});

test('a suspended certificate asks those whom its table lets resume it, and nobody else', {
  timeout: 60_000,
}, async () => {
  const { id, files } = await relay.tell({
    stage: 'transmitted',
    files: ['validated'],
    visit: 'handed-over',
  });
  const found = await relay.one(sql<{
    id: string;
    holder: string;
    signatory: string;
  }>`SELECT id, email AS holder,
    signatory_email AS signatory FROM certificate_facts WHERE file_id = ${files[0]}`);
  const visitors = {
    holder: await relay.reading(found.holder),
    'legal-representative': await relay.reading(found.signatory),
    'purchasing-officer': await relay.as('Gwenola Achat'),
    correspondent: await relay.as('Nolwenn Le Test'),
  };
  const asked = async (): Promise<string[]> => {
    const parties: string[] = [];
    for (const [party, visitor] of Object.entries(visitors)) {
      const { html } = await visitor.get(`/certificats/${found.id}`);
      const panel = /<section class="panel" data-turn="([a-z]+)".*?<\/section>/s.exec(html);
      if (panel?.[1] === 'yours' || /class="panel-action"/.test(panel?.[0] ?? '')) parties.push(party);
    }
    return parties;
  };
  expect(await asked()).toEqual([]);
  await visitors.holder.post(`/certificats/${found.id}/suspension`, {
    reason: 'suspension.key-mislaid',
    comment: '',
  });
  expect(await asked()).toEqual(['holder', 'legal-representative', 'purchasing-officer']);
  expect((await visitors.correspondent.get(`/commandes/${id}`)).html).toContain(`/certificats/${found.id}`);
});
