import { sql } from 'kysely';
import { expect } from 'vitest';
import type { IssuedCertificate } from '#src/orders/index.js';
import type { Person } from '#src/platform/acts/actor.js';
import { registration } from '#src/registration/slice.js';
import { createAuthority } from '#src/simulator/index.js';
import { type Desk, openDesk, type Page, unexpectedAuthority } from './registration.js';

export const png: Buffer = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const pdf: Buffer = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

export function upload(name: string, bytes: Buffer = pdf): File {
  return new File([new Uint8Array(bytes)], name);
}

/** The pieces of an agent who does not sign. */
export const kinds = ['identity', 'mandate', 'body-proof', 'election-record', 'conditions'] as const;

export const data = {
  givenNames: 'Maël, Jean',
  birthName: '',
  birthDate: '1988-02-04',
  birthPlace: 'Rennes (35)',
  function: 'Responsable des finances',
  phone: '06 39 98 00 02',
  address: '3 rue de l’Essai',
  postalCode: '35000',
  city: 'Rennes',
  situation: 'agent',
};

export interface Made {
  readonly file: string;
  readonly order: string;
  readonly holder: Person;
  readonly officer: Person;
}

/** What holders and officers do at their pages, step by step; the authority issues and revokes at once. */
export interface Steps {
  readonly desk: Desk;
  /** Serials that the authority was told to revoke. */
  readonly revoked: string[];
  /** What happens while the authority is at work on the next certificate. */
  during(what: () => Promise<void>): void;
  invited(): Promise<Made>;
  fill(file: string, holder: Person, surname: string): Promise<void>;
  deposit(file: string, holder: Person, kind: string, more?: Record<string, string | File>): Promise<Page>;
  submitted(): Promise<Made>;
  judge(
    officer: Person,
    file: string,
    kind: string,
    verdict: { outcome: string; reason?: string; comment?: string },
  ): Promise<Page>;
  validated(): Promise<Made>;
  version(file: string): Promise<string>;
  stateOf(file: string): Promise<string>;
}

export async function openSteps(): Promise<Steps> {
  const revoked: string[] = [];
  let count = 0;
  let interruption = async (): Promise<void> => {};
  const simulated = await createAuthority({ name: 'Autorité d’essai TEST', now: new Date('2026-01-01') });
  const answered = new Map<string, IssuedCertificate>();
  const authority = unexpectedAuthority({
    issue: async ({ key, holder, organisation, years }) => {
      const known = answered.get(key);
      if (known) return known;
      const given = { holder, body: organisation, email: holder.email, years };
      const issued = await simulated.issue({ ...given, notBefore: new Date('2026-11-24T00:00:00Z') });
      const answer = { ...issued, tokenSerial: `T${answered.size + 1}` };
      answered.set(key, answer);
      const meanwhile = interruption;
      interruption = async () => {};
      await meanwhile();
      return answer;
    },
    revoke: async ({ serial }) => {
      const at = new Date('2026-11-24T10:00:00Z');
      simulated.revoke(serial, 'superseded', at);
      revoked.push(serial);
      return { revokedAt: at };
    },
  });
  const desk = await openDesk(registration(authority));

  const value = async (file: string, column: 'version' | 'state'): Promise<string> => {
    const { rows } = await sql<{ value: unknown }>`SELECT ${sql.ref(column)} AS value FROM holder_files
      WHERE id = ${file}`.execute(desk.database.db);
    return String(rows[0]?.value);
  };
  const steps: Steps = {
    desk,
    revoked,
    during(what) {
      interruption = what;
    },
    version: (file) => value(file, 'version'),
    stateOf: (file) => value(file, 'state'),
    async invited() {
      const surname = `Fictif${'abcdefghijklmnopqrstuvwxyz'[count % 26]}${'abcdefghij'[Math.floor(count++ / 26)]}`;
      const holder = await desk.person(`Maël ${surname}`);
      const order = await desk.order([{ givenName: 'Maël', surname, email: holder.email }]);
      const file = await desk.fileOf(order, surname);
      const officer = await desk.person('Katell Démo', [
        { part: 'registration-officer', body: desk.bodies.rennes },
      ]);
      return { file, order, holder: { ...holder, door: `file:${file}` }, officer };
    },
    async fill(file, holder, surname) {
      const browser = desk.as(holder);
      const saved = await browser.post(`/mon-dossier/${file}/identite`, { ...data, surname });
      expect(saved.status, saved.words).toBe(303);
      const chosen = await browser.post(`/mon-dossier/${file}/bureau`, { office: desk.bodies.rennes });
      expect(chosen.status, chosen.words).toBe(303);
      for (const kind of kinds) {
        expect(await steps.deposit(file, holder, kind), kind).toMatchObject({ status: 303 });
      }
    },
    deposit(file, holder, kind, more = {}) {
      const dates: Record<string, Record<string, string>> = {
        identity: { identityKind: 'passport', last4: '12ab', expires: '2027-01-15' },
        mandate: { dated: '2026-11-14' },
        'body-proof': { dated: '2026-11-20' },
      };
      const bytes = kind === 'identity' ? png : pdf;
      const fields = { file: upload(`${kind}.pdf`, bytes), ...dates[kind], ...more };
      const named = Object.entries(fields).map(([name, each]) => [`${kind}.${name}`, each]);
      return desk.as(holder).post(`/mon-dossier/${file}/pieces/${kind}`, Object.fromEntries(named));
    },
    async submitted() {
      const made = await steps.invited();
      await steps.fill(made.file, made.holder, made.holder.name.split(' ')[1] ?? '');
      const handed = await desk.as(made.holder).post(`/mon-dossier/${made.file}/depot`, {
        confirmed: 'oui',
        version: await steps.version(made.file),
      });
      expect(handed.status, handed.words).toBe(303);
      await desk.settle();
      return made;
    },
    async judge(officer, file, kind, verdict) {
      const browser = desk.as(officer);
      const { html } = await browser.get(`/controle/${file}?piece=${kind}`);
      return browser.post(`/controle/${file}/pieces/${kind}/verdict`, {
        sha256: hidden(html, 'sha256'),
        verdict: hidden(html, 'verdict'),
        ...verdict,
      });
    },
    async validated() {
      const made = await steps.submitted();
      for (const kind of kinds) {
        const judged = await steps.judge(made.officer, made.file, kind, { outcome: 'accepted' });
        expect(judged.status, judged.words).toBe(303);
      }
      const done = await desk
        .as(made.officer)
        .post(`/controle/${made.file}/validation`, { version: await steps.version(made.file) });
      expect(done.status, done.words).toBe(303);
      return made;
    },
  };
  return steps;
}

/** The value of a hidden field of a page. */
export function hidden(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}
