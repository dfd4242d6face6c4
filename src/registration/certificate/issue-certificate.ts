import { sql } from 'kysely';
import {
  authorityQueue,
  type CertificationAuthority,
  type IssuedCertificate,
  type IssueRequest,
} from '#src/orders/index.js';
import type { Act, Kernel } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import type { Worker } from '#src/platform/jobs/jobs.js';
import { moveHolderFile } from '#src/registration/move-holder-file.js';
import type { CertificateRow } from '#src/registration/rows.js';
import { factsOf, tables } from '#src/registration/store.js';
import { moveCertificate } from './move-certificate.js';
import { issuanceQueue } from './queues.js';
import { readIssued } from './read-certificate.js';

/**
 * Asks the authority for a certificate, outside every transaction, then records it. The certificate's own
 * identifier is the key of the request: asked twice, the authority answers with the same certificate.
 */
export function issuanceWorker(authority: CertificationAuthority): Worker {
  return {
    queue: issuanceQueue,
    retryDelay: 5,
    retryLimit: 15,
    async run(kernel, data) {
      const certificate = await toAsk(kernel, data);
      if (!certificate) return;
      const request = certificate.request as Omit<IssueRequest, 'key'>;
      const issued = await authority.issue({ ...request, key: certificate.id });
      const recorded = await kernel.transact({ kind: 'outside', name: authority.name }, async (act) => {
        // What it says of the key is heard at once, not at the next minute.
        await act.queue(authorityQueue, { order: certificate.order_id });
        return recordIssued(act, certificate.id, issued);
      });
      if (!isRefusal(recorded)) return;
      // Recorded already, by hand or by a job that came twice: it is the one that counts.
      const kept = await certificateIn(kernel, data);
      if (kept?.serial && kept.serial === readIssued(issued.der).serial) return;
      // Called off while the authority was at work: it is told to revoke what nobody will collect.
      await authority.revoke({ key: certificate.id, serial: issued.serial, reason: 'cessationOfOperation' });
    },
    async gaveUp(kernel, data, cause) {
      const certificate = await certificateIn(kernel, data);
      if (!certificate) return;
      await tables(kernel.db)
        .updateTable('certificates')
        .set({ failure: cause.slice(0, 500) })
        .where('id', '=', certificate.id)
        .execute();
    },
  };
}

/** Keeps the certificate as it was issued; a file that waited for a new one goes on. */
export async function recordIssued(
  act: Act,
  certificateId: string,
  issued: Pick<IssuedCertificate, 'der' | 'tokenSerial'>,
): Promise<CertificateRow | Refusal> {
  const { certificate: _, ...read } = readIssued(issued.der);
  const moved = await moveCertificate(
    act,
    certificateId,
    'issue',
    { data: { serial: read.serial, token: issued.tokenSerial, sha256: read.fingerprint.toString('hex') } },
    {
      der: Buffer.from(issued.der),
      fingerprint: read.fingerprint,
      serial: read.serial,
      subject: read.subject,
      issuer: read.issuer,
      token_serial: issued.tokenSerial,
      not_before: read.notBefore,
      not_after: read.notAfter,
      failure: null,
    },
  );
  if (isRefusal(moved)) return moved;
  const file = await factsOf(act.tx, moved.file_id);
  if (file?.state === 'to-reissue') {
    const reissued = await moveHolderFile(act, file.id, 'reissue', { about: { certificate: moved.id } });
    if (isRefusal(reissued)) return reissued;
  }
  return moved;
}

/**
 * What the authority has to be asked: the certificate of a request that stands, or of one called off after it was
 * asked, to be revoked should it exist.
 */
async function toAsk(kernel: Kernel, data: unknown): Promise<CertificateRow | undefined> {
  const asked = await tables(kernel.db)
    .updateTable('certificates')
    .set({ asked_at: sql`coalesce(asked_at, ${kernel.clock()})` })
    .where('id', '=', (data as { certificate: string }).certificate)
    .where('state', '=', 'requested')
    .returningAll()
    .executeTakeFirst();
  if (asked) return asked;
  const found = await certificateIn(kernel, data);
  return found?.state === 'called-off' && found.asked_at ? found : undefined;
}

function certificateIn(kernel: Kernel, data: unknown): Promise<CertificateRow | undefined> {
  return tables(kernel.db)
    .selectFrom('certificates')
    .selectAll()
    .where('id', '=', (data as { certificate: string }).certificate)
    .executeTakeFirst();
}
