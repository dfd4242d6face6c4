import type { CertificationAuthority } from '#src/orders/index.js';
import type { Worker } from '#src/platform/jobs.js';
import { fileEvent } from './events.js';
import { revocationQueue } from './queues.js';
import { factsOf, tables } from './store.js';

/** Reasons of RFC 5280, 5.3.1, for what makes us revoke before or after the handover. */
const authorityReasons: Readonly<Record<string, string>> = {
  'data-changed': 'superseded',
  'data-refused': 'affiliationChanged',
  'token-gone': 'keyCompromise',
};

/** Tells the authority of a revocation decided here, until it confirms. */
export function revocationWorker(authority: CertificationAuthority): Worker {
  return {
    queue: revocationQueue,
    retryDelay: 2,
    retryLimit: 30,
    async run(kernel, data) {
      const { certificate: id } = data as { certificate: string };
      const certificate = await tables(kernel.db)
        .selectFrom('certificates')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      if (certificate?.state !== 'revoked' || certificate.revocation_confirmed || !certificate.serial) return;
      const { revokedAt } = await authority.revoke({
        key: certificate.id,
        serial: certificate.serial,
        reason: authorityReasons[certificate.reason?.code ?? ''] ?? 'cessationOfOperation',
      });
      await kernel.transact({ kind: 'outside', name: authority.name }, async (act) => {
        const { numUpdatedRows } = await tables(act.tx)
          .updateTable('certificates')
          .set({ revocation_confirmed: revokedAt })
          .where('id', '=', id)
          .where('revocation_confirmed', 'is', null)
          .executeTakeFirst();
        const file = await factsOf(act.tx, certificate.file_id);
        if (file && numUpdatedRows > 0n) {
          await act.publish(fileEvent('certificate.revocation-confirmed', file, {}, { certificate: id }));
        }
      });
    },
  };
}
