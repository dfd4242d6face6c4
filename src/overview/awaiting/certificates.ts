import { type RawBuilder, sql } from 'kysely';
import { certificatePaths } from '#src/lifetime/index.js';
import { bodiesOf } from '#src/platform/actor.js';
import { ofName } from '#src/platform/french.js';
import { holderName } from '#src/registration/index.js';
import { itemsShown, type Reader, type Source } from './source.js';

/** Certificates on hold: to be put back in service, or revoked, by their holder, the signatory or the purchasing body. */
export const certificatesSuspended: Source = {
  title: 'Certificats suspendus',
  mayAwait: () => true,
  rows: suspended,
  async items(reader) {
    const { rows } = await sql<{
      id: string;
      since: Date;
      given_names: string;
      surname: string;
      organisation_name: string;
      order_number: string;
    }>`SELECT * FROM ${suspended(reader)} ORDER BY since, id LIMIT ${itemsShown}`.execute(reader.db);
    return rows.map((certificate) => ({
      what: `Remettre en service ou révoquer le certificat ${ofName(holderName(certificate))}`,
      whom: `${certificate.organisation_name} · ${certificate.order_number}`,
      href: certificatePaths.certificate(certificate.id),
      since: certificate.since,
      late: false,
    }));
  },
};

function suspended({ actor }: Reader): RawBuilder<unknown> {
  return sql`certificate_facts WHERE state = 'suspended' AND (email = ${actor.email}
    OR signatory_email = ${actor.email}
    OR purchasing_body_id = ANY(${bodiesOf(actor, 'purchasing-officer')}::uuid[]))`;
}
