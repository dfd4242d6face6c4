import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { sql } from 'kysely';
import type { IssueRequest } from '#src/orders/index.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Event } from '#src/platform/acts/journal.js';
import { json } from '#src/platform/database/jsonb.js';
import { firstGivenName } from '#src/registration/documents/document-rules.js';
import { withdrawCertificate } from '#src/registration/ends/end-files.js';
import { dataChanged, dataRefused, tokenGone } from '#src/registration/ends/reasons-by-itself.js';
import { fileEvent } from '#src/registration/events.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { factsOf, tables } from '#src/registration/store.js';
import { runningCertificate } from './move-certificate.js';
import { issuanceQueue } from './queues.js';

type Certified = Omit<IssueRequest, 'key'>;

/** Validated: the authority is asked for the certificate, unless one with the same data is already issued. */
export async function requestOnValidation(act: Act, event: Event): Promise<void> {
  const file = await factsOf(act.tx, event.about.file ?? '');
  if (!file) return;
  const request = await certified(act, file);
  const running = await runningCertificate(act, file.id);
  if (running?.data_hash.equals(hashOf(request))) return;
  await withdrawCertificate(act, running, dataChanged);
  await ask(act, file, request);
}

/** The token is gone, or the holder refused the data: revoked; asked for anew where the file itself is right. */
export async function replaceCertificate(act: Act, event: Event): Promise<void> {
  const file = await factsOf(act.tx, event.about.file ?? '');
  if (!file) return;
  const reason = event.type === 'file.token-lost' ? tokenGone : dataRefused;
  await withdrawCertificate(act, await runningCertificate(act, file.id), reason);
  if (file.state === 'to-reissue') await ask(act, file, await certified(act, file));
}

async function ask(act: Act, file: FileFacts, request: Certified): Promise<void> {
  const { id } = await tables(act.tx)
    .insertInto('certificates')
    .values({
      file_id: file.id,
      order_id: file.order_id,
      state: 'requested',
      since: act.now,
      requested_at: act.now,
      data_hash: hashOf(request),
      request: json(request),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (file.certificate_id) {
    await tables(act.tx)
      .updateTable('certificates')
      .set({ successor_id: id })
      .where('file_id', '=', file.id)
      .where('id', '<>', id)
      .where('successor_id', 'is', null)
      .execute();
  }
  await act.publish(
    fileEvent('certificate.requested', file, { data: hashOf(request).toString('hex') }, { certificate: id }),
  );
  await act.queue(issuanceQueue, { certificate: id });
}

function hashOf(request: Certified): Buffer {
  return createHash('sha256')
    .update(canonicalize(request) ?? '', 'utf8')
    .digest();
}

/** What the certificate is to say: the data as the validated file has them, the product as the order froze it. */
async function certified(act: Act, file: FileFacts): Promise<Certified> {
  const { rows } = await sql<{ siret: string | null; reference: string | null; years: number | null }>`
    SELECT siret, authority_reference AS reference, (terms->'product'->>'years')::int AS years
      FROM order_facts WHERE id = ${file.order_id}`.execute(act.tx);
  const order = rows[0];
  return {
    orderReference: order?.reference ?? file.order_number,
    organisation: { name: file.organisation_name, siret: order?.siret ?? '' },
    holder: {
      givenName: firstGivenName(file.given_names),
      surname: file.surname,
      email: file.email,
    },
    usages: [...file.usages].sort(),
    years: order?.years ?? 3,
  };
}
