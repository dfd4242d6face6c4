import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeEntry } from '#src/catalogue/entry/change-entry.js';
import { catalogueAt } from '#src/catalogue/index.js';
import { findOrNamePerson } from '#src/directory/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { parisDay } from '#src/platform/french/working-time.js';
import { addressOf } from '#test/app.js';
import { type Expected, type HandoverApp, openHandover } from '#test/handover.js';
import { agentBarred } from './certification-agent.js';

let app: HandoverApp;
let count = 0;
beforeAll(async () => {
  app = await openHandover();
  await app.visitor('Maël Mandataire', { part: 'certification-agent', body: app.communes.acigne });
});
afterAll(() => app.close());
const morning = new Date('2026-11-24T09:00:00Z');
beforeEach(() => app.clock.set(morning));

/** What an administrator sets on the page of the product: orders made from now on keep it. */
async function allowAgents(on: boolean): Promise<void> {
  app.clock.set(morning);
  const { id } = await app.kernel.transact(calendar, (act) =>
    findOrNamePerson(act.tx, { name: 'Awen Réglage', email: 'awen.reglage@exemple.fr' }),
  );
  const roles = [{ part: 'administrator', body: null }];
  const administrator = { kind: 'person', id, name: '', email: '', roles, door: null } as const;
  const now = app.clock();
  const [product] = await catalogueAt(app.database.db, 'product', now);
  if (!product) throw new Error('no product');
  const changed = await app.kernel.transact(administrator, (act) =>
    changeEntry(act, {
      kind: 'product',
      code: product.code,
      from: parisDay(now),
      data: { ...product.data, handoverByAgent: on },
    }),
  );
  if (isRefusal(changed)) throw new Error(changed.sentence);
}

async function met(): Promise<{ visit: string; one: Expected }> {
  const [one] = await app.arrived([`Yuna Inventé${'abcdefgh'[count++]}`]);
  if (!one) throw new Error('nobody');
  const { id, start } = await app.fixed([one], count * 2);
  app.clock.set(start);
  return { visit: id, one };
}

async function person(name: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM people WHERE email = ${addressOf(name)}`.execute(
    app.database.db,
  );
  return rows[0]?.id ?? '';
}

const document = {
  identity: 'other',
  otherKind: 'passport',
  otherLastFour: 'MM42',
  otherExpires: '2031-01-31',
};

describe('where the policy wants the holder', () => {
  test('nothing of an agent is shown, and a forged form is refused in a sentence', async () => {
    const { visit, one } = await met();
    const agent = await person('Maël Mandataire');
    const page = await app.officer.get(`/rendez-vous/${visit}/remise/${one.file}?mandataire=${agent}`);
    expect(page.words).not.toMatch(/mandataire/i);
    const forged = await app.handOver(visit, one, { receiver: agent, ...document });
    expect(forged.status).toBe(409);
    expect(forged.words).toContain('la clé ne se remet pas à un mandataire');
    expect(await app.stateOf(one.file)).toBe('scheduled');
  });
});

describe('where the policy lets the certification agent receive the key', () => {
  beforeAll(() => allowAgents(true));
  afterAll(() => allowAgents(false));

  test('identity and acceptance are the agent’s, and record, custody, journal and mails say so', async () => {
    const { visit, one } = await met();
    const agent = await person('Maël Mandataire');
    const address = `/rendez-vous/${visit}/remise/${one.file}`;
    expect((await app.officer.get(address)).html).toContain(`${address}?mandataire=${agent}`);
    const page = await app.officer.get(`${address}?mandataire=${agent}`);
    for (const words of [
      'à Maël Mandataire',
      'Le mandataire accepte',
      'Celle du dossier est celle du titulaire',
    ]) {
      expect(page.words).toContain(words);
    }
    const empty = await app.officer.post(address, { receiver: agent, identity: 'other', serial: '' });
    expect(empty.status).toBe(422);
    expect(empty.words).toContain('Le mandataire doit confirmer qu’il a reçu la clé.');
    const holders = await app.handOver(visit, one, { receiver: agent });
    expect([holders.status, holders.words.includes('Notez la pièce d’identité du mandataire')]).toEqual([
      409,
      true,
    ]);
    expect(holders.html).toContain(`name="receiver" value="${agent}"`);

    const done = await app.handOver(visit, one, { receiver: agent, ...document });
    expect(done.status, done.words).toBe(303);
    await app.settle();
    const { rows } = await sql<{ statement: Record<string, unknown>; keeper: string }>`
      SELECT r.statement, t.keeper FROM handover_records r JOIN tokens t ON t.id = r.token_id
       WHERE r.file_id = ${one.file}`.execute(app.database.db);
    expect(rows[0]).toMatchObject({
      keeper: 'agent',
      statement: {
        agent: { id: agent, name: 'Maël Mandataire', email: addressOf('Maël Mandataire') },
        identity: { kind: 'Passeport', lastFour: 'MM42', same: false },
        acceptance: { code: 'handover-acceptance-agent' },
        holder: { name: one.name },
      },
    });
    const lines = await app.journal(one.file);
    for (const type of ['file.handed-over', 'handover.recorded']) {
      const line = lines.find((each) => each.type === type);
      expect(line?.data).toMatchObject({ receiver: 'certification-agent', agent });
      expect(JSON.stringify(line)).not.toContain('Maël');
    }
    const mails = await app.mails('handover-record');
    const to = (email: string) => mails.find((mail) => mail.recipient === email);
    expect(to(one.email)?.subject).toContain('remise à votre mandataire');
    expect(to(one.email)?.text.replaceAll(/\s+/g, ' ')).toMatch(
      /à Maël Mandataire, mandataire de certification .* faites révoquer le certificat sans délai et prévenez/,
    );
    expect(to(addressOf('Yann Letest'))?.text).toContain('à Maël Mandataire');
    expect(to(addressOf('Maël Mandataire'))?.attachments).toHaveLength(1);
    const thread = await app.correspondent.get(`/commandes/${one.order}/fil`);
    expect(thread.words).toContain('au mandataire de certification de l’organisme');
    if (spawnSync('pdftotext', ['-v']).status !== 0) return;
    const words = pdfWords(await app.attachment(to(one.email)?.attachments[0]?.fileId ?? ''));
    expect(words).toContain('Remis à Maël Mandataire');
    expect(words).toContain('en présence du mandataire de certification');
    expect(words).toContain('accepter en son nom');
    expect(words).not.toContain('Le titulaire accepte');
  });

  test('an agent who is an officer of the centre, who validated, or is of another organisation is refused', async () => {
    await app.visitor('Maïwenn Double', { part: 'certification-agent', body: app.communes.acigne });
    await app.visitor('Maïwenn Double', { part: 'delivery-officer', body: app.centre });
    await app.visitor('Katell Contrôle', { part: 'certification-agent', body: app.communes.acigne });
    const { visit, one } = await met();
    const page = await app.officer.get(`/rendez-vous/${visit}/remise/${one.file}`);
    expect(page.words).toContain('Maël Mandataire');
    for (const [name, sentence] of [
      ['Maïwenn Double', 'est agent du centre de délivrance'],
      ['Katell Contrôle', 'a validé le dossier'],
      ['Yann Letest', 'n’est pas mandataire de certification'],
    ] as const) {
      expect(page.words).not.toContain(`Remise à ${name}`);
      const forged = await app.handOver(visit, one, { receiver: await person(name), ...document });
      expect([forged.status, forged.words.includes(sentence)], name).toEqual([409, true]);
    }
    expect(await app.stateOf(one.file)).toBe('scheduled');
  });
});

test('a holder who is the agent receives the key as its holder', () => {
  const file = { email: 'a@exemple.fr', validated_by: 'judge' };
  expect(agentBarred(file, { id: 'x', email: 'a@exemple.fr' }, [])).toMatchObject({
    refused: 'agent-is-holder',
  });
  expect(agentBarred(file, { id: 'x', email: 'b@exemple.fr' }, [{ id: 'y' }])).toBeUndefined();
});

function pdfWords(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  writeFileSync(join(folder, 'record.pdf'), bytes);
  const text = execFileSync('pdftotext', ['-raw', join(folder, 'record.pdf'), '-'], { encoding: 'utf8' });
  if (process.env.KEEP_RECORD) writeFileSync(process.env.KEEP_RECORD, bytes);
  rmSync(folder, { recursive: true });
  return text.replaceAll(/[\s\u00a0\u202f]+/g, ' ');
}
