import { sql } from 'kysely';
import type { Act } from '#src/platform/acts/act.js';
import type { Json } from '#src/platform/acts/journal.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { json } from '#src/platform/database/jsonb.js';
import { fileEvent } from '#src/registration/events.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { partiesOnCertificate } from '#src/registration/parties-on-file.js';
import { refusals } from '#src/registration/refusals.js';
import type { CertificateRow } from '#src/registration/rows.js';
import { tables } from '#src/registration/store.js';
import type { Reason } from '#src/registration/types.js';
import { type CertificateChange, certificateTable } from './certificate.js';
import { issuanceQueue } from './queues.js';
import { askAuthority } from './tell-authority.js';

const certificateEvents = {
  issue: 'certificate.issued',
  'call-off': 'certificate.called-off',
  'go-live': 'certificate.live',
  suspend: 'certificate.suspended',
  resume: 'certificate.resumed',
  revoke: 'certificate.revoked',
  expire: 'certificate.expired',
} as const satisfies Record<CertificateChange, `certificate.${string}`>;

export interface CertificateMove {
  readonly reason?: Reason;
  readonly data?: Readonly<Record<string, Json>>;
  /** What the authority publishes of a revocation (RFC 5280, 5.3.1), where the reason's code does not tell. */
  readonly authorityReason?: string;
}

/**
 * Takes a step of the certificate under a lock of its file, then of its own row. What the authority publishes
 * (revocation, suspension and its end) is decided here and told to it by a job of the same transaction, repeated
 * until it confirms.
 */
export async function moveCertificate(
  act: Act,
  certificateId: string,
  step: CertificateChange,
  move: CertificateMove = {},
  change: Partial<CertificateRow> = {},
): Promise<CertificateRow | Refusal> {
  const locked = await lockCertificate(act, certificateId);
  if (!locked) return notYourPart;
  const { certificate: before, file } = locked;
  const row = permit(certificateTable, before.state, step, partiesOnCertificate(file, act.actor));
  if (isRefusal(row)) return row;
  if (row.reason && !move.reason) return refusals.reasonMissing;
  const target = row.to[0] === 'same' ? before.state : row.to[0];
  if (!target) throw new Error(`the step ${step} leads nowhere`);
  const after = await tables(act.tx)
    .updateTable('certificates')
    .set({
      state: target,
      since: act.now,
      ...(step === 'revoke' ? { revoked_at: act.now } : {}),
      ...(row.reason ? { reason: json(move.reason) } : {}),
      ...change,
    })
    .where('id', '=', certificateId)
    .returningAll()
    .executeTakeFirstOrThrow();
  await act.publish(
    fileEvent(
      certificateEvents[step],
      file,
      { ...(move.reason ? { reason: move.reason.code } : {}), ...move.data },
      { certificate: certificateId },
    ),
  );
  if (step === 'revoke' || step === 'suspend' || step === 'resume') {
    await askAuthority(act, after, step, move.authorityReason);
  }
  // No try is left to fetch what the authority may have issued: one more, to have it revoked.
  if (step === 'call-off' && before.failure) await act.queue(issuanceQueue, { certificate: certificateId });
  return after;
}

/** The file first, as the handover does: two acts on one certificate never wait for each other in a circle. */
export async function lockCertificate(
  act: Act,
  id: string,
): Promise<{ certificate: CertificateRow; file: FileFacts } | undefined> {
  const { rows } = await sql<FileFacts>`
    SELECT f.* FROM certificates c, lock_file(c.file_id) f WHERE c.id = ${id}`.execute(act.tx);
  const [file] = rows;
  if (!file) return undefined;
  const certificate = await tables(act.tx)
    .selectFrom('certificates')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { certificate, file };
}

/** The certificate of a file that is neither revoked, expired nor called off. */
export function runningCertificate(
  act: Pick<Act, 'tx'>,
  fileId: string,
): Promise<CertificateRow | undefined> {
  return tables(act.tx)
    .selectFrom('certificates')
    .selectAll()
    .where('file_id', '=', fileId)
    .where(sql<boolean>`state IN ('requested', 'issued', 'live', 'suspended')`)
    .executeTakeFirst();
}
