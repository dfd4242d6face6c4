import type { CertificationAuthority } from '#src/orders/index.js';
import type { Act, Kernel } from '#src/platform/acts/act.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import type { Worker } from '#src/platform/jobs/jobs.js';
import { fileEvent } from '#src/registration/events.js';
import type { CertificateCallRow, CertificateRow } from '#src/registration/rows.js';
import { factsOf, tables } from '#src/registration/store.js';
import { statusQueue } from './queues.js';

type Step = CertificateCallRow['step'];
type Call = CertificateCallRow & Pick<CertificateRow, 'file_id' | 'serial'>;

/** Reasons of RFC 5280, 5.3.1, for what makes us revoke by ourselves. */
const reasonsByItself: Readonly<Record<string, string>> = {
  'data-changed': 'superseded',
  'data-refused': 'affiliationChanged',
  'token-gone': 'keyCompromise',
};

const confirmed = {
  revoke: 'certificate.revocation-confirmed',
  suspend: 'certificate.suspension-confirmed',
  resume: 'certificate.resumption-confirmed',
} as const satisfies Record<Step, string>;

/** Keeps, with the step itself, what the authority is to be told of it, and the job that tells it. */
export async function askAuthority(
  act: Act,
  certificate: CertificateRow,
  step: Step,
  reason?: string,
): Promise<void> {
  const told = reason ?? reasonsByItself[certificate.reason?.code ?? ''] ?? 'cessationOfOperation';
  await tables(act.tx)
    .insertInto('certificate_calls')
    .values({
      certificate_id: certificate.id,
      step,
      reason: step === 'revoke' ? told : null,
      asked_at: act.now,
    })
    .execute();
  await act.queue(statusQueue, { certificate: certificate.id });
}

/**
 * Tells the authority what was decided of a certificate, in the order decided: a suspension whose call failed is
 * never told after its own end. Each call has its own key, hence may be repeated until it is confirmed.
 */
export function statusWorker(authority: CertificationAuthority): Worker {
  return {
    queue: statusQueue,
    retryDelay: 2,
    retryLimit: 30,
    async run(kernel, data) {
      const { certificate } = data as { certificate: string };
      for (const call of await callsToMake(kernel, certificate)) {
        const at = await tell(authority, call);
        await kernel.transact({ kind: 'outside', name: authority.name }, (act) => confirm(act, call, at));
      }
    },
  };
}

function callsToMake(kernel: Kernel, certificate: string): Promise<Call[]> {
  return tables(kernel.db)
    .selectFrom('certificate_calls as k')
    .innerJoin('certificates as c', 'c.id', 'k.certificate_id')
    .selectAll('k')
    .select(['c.file_id', 'c.serial'])
    .where('k.certificate_id', '=', certificate)
    .where('k.confirmed_at', 'is', null)
    .orderBy('k.number')
    .execute();
}

/** The first of the calls about a certificate that the authority has not confirmed. */
export function firstUnconfirmed(
  db: Database | Tx,
  certificate: string,
): Promise<CertificateCallRow | undefined> {
  return tables(db)
    .selectFrom('certificate_calls')
    .selectAll()
    .where('certificate_id', '=', certificate)
    .where('confirmed_at', 'is', null)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
}

async function tell(authority: CertificationAuthority, call: Call): Promise<Date> {
  if (!call.serial) throw new Error('the authority is told of certificates that it issued only');
  const request = { key: call.id, serial: call.serial };
  if (call.step === 'suspend') return (await authority.suspend(request)).suspendedAt;
  if (call.step === 'resume') return (await authority.resume(request)).resumedAt;
  return (await authority.revoke({ ...request, reason: call.reason ?? 'unspecified' })).revokedAt;
}

/** Once: what is confirmed already stays as it is, and false is returned. */
export async function confirm(
  act: Act,
  call: CertificateCallRow & { readonly file_id: string },
  at: Date,
  noted?: { readonly reference: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tables(act.tx)
    .updateTable('certificate_calls')
    .set({ confirmed_at: at, ...noted })
    .where('id', '=', call.id)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  if (call.step === 'revoke') {
    await tables(act.tx)
      .updateTable('certificates')
      .set({ revocation_confirmed: at })
      .where('id', '=', call.certificate_id)
      .execute();
  }
  const file = await factsOf(act.tx, call.file_id);
  if (file)
    await act.publish(
      fileEvent(confirmed[call.step], file, { ...noted }, { certificate: call.certificate_id }),
    );
  return true;
}
