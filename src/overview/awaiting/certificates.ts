import { type RawBuilder, sql } from 'kysely';
import { delayAt } from '#src/catalogue/index.js';
import { certificatePaths } from '#src/lifetime/index.js';
import { bodiesOf, hasPart } from '#src/platform/acts/actor.js';
import { ofName } from '#src/platform/french/french.js';
import { holderName } from '#src/registration/index.js';
import { lateSince } from './late.js';
import { type Reader, type Source, upTo } from './source.js';

interface CertificateItem {
  readonly id: string;
  readonly given_names: string;
  readonly surname: string;
  readonly organisation_name: string;
  readonly order_number: string;
}

/** Certificates on hold: to be put back in service, or revoked, by their holder, the signatory or the purchasing body. */
export const certificatesSuspended: Source = {
  title: 'Certificats suspendus',
  mayAwait: () => true,
  counted: (reader) => upTo(suspended(reader)),
  async items(reader) {
    const { rows } = await sql<
      CertificateItem & { since: Date }
    >`SELECT c.* FROM (SELECT id FROM ${suspended(reader)} ORDER BY since, id LIMIT ${reader.most}) AS q
      JOIN certificate_facts c ON c.id = q.id ORDER BY c.since, c.id`.execute(reader.db);
    return rows.map((certificate) => ({
      what: `Remettre en service ou révoquer le certificat ${ofName(holderName(certificate))}`,
      whom: `${certificate.organisation_name} · ${certificate.order_number}`,
      href: certificatePaths.certificate(certificate.id),
      since: certificate.since,
      late: false,
    }));
  },
};

/** What the authority has not confirmed in time: the purchasing officers go and get it, and note it. */
export const certificatesUnconfirmed: Source = {
  title: 'Confirmations de l’autorité à noter',
  mayAwait: (actor) => hasPart(actor, 'purchasing-officer'),
  counted: async (reader) => upTo(await unconfirmed(reader)),
  async items(reader) {
    const { rows } = await sql<CertificateItem & { asked_at: Date }>`SELECT c.*, q.asked_at
      FROM (SELECT id, asked_at FROM ${await unconfirmed(reader)} ORDER BY asked_at, id LIMIT ${reader.most}) AS q
      JOIN certificate_facts c ON c.id = q.id ORDER BY q.asked_at, c.id`.execute(reader.db);
    return rows.map((certificate) => ({
      what: `Faire confirmer l’autorité, certificat ${ofName(holderName(certificate))}`,
      whom: `${certificate.organisation_name} · ${certificate.order_number}`,
      href: certificatePaths.confirm(certificate.id),
      since: certificate.asked_at,
      late: true,
    }));
  },
};

async function unconfirmed({ db, actor, now }: Reader): Promise<RawBuilder<unknown>> {
  const cutoff = lateSince(await delayAt(db, 'authority-confirmation', now), now);
  return sql`certificate_queue JOIN unconfirmed_calls ON certificate_id = id
    WHERE asked_at <= ${cutoff}
      AND purchasing_body_id = ANY(${bodiesOf(actor, 'purchasing-officer')}::uuid[])`;
}

function suspended({ actor }: Reader): RawBuilder<unknown> {
  return sql`certificate_queue WHERE state = 'suspended' AND (email = ${actor.email}
    OR signatory_email = ${actor.email}
    OR purchasing_body_id = ANY(${bodiesOf(actor, 'purchasing-officer')}::uuid[]))`;
}
