import { findOrderFacts, holderEnded } from '#src/orders/index.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Event } from '#src/platform/acts/journal.js';
import { isRefusal } from '#src/platform/acts/refusal.js';
import { moveCertificate, runningCertificate } from '#src/registration/certificate/move-certificate.js';
import { fileTable } from '#src/registration/holder-file.js';
import { byItself, moveHolderFile } from '#src/registration/move-holder-file.js';
import type { CertificateRow } from '#src/registration/rows.js';
import { tables } from '#src/registration/store.js';
import type { Reason } from '#src/registration/types.js';
import { orderEnded } from './reasons-by-itself.js';

/** The order is withdrawn or cancelled: in the same instant its open files are abandoned. */
export async function abandonFilesOfOrder(act: Act, event: Event): Promise<void> {
  const order = event.about.order;
  if (!order) return;
  const open = await tables(act.tx)
    .selectFrom('holder_files')
    .select('id')
    .where('order_id', '=', order)
    .where('state', 'not in', [...fileTable.ends])
    .orderBy('id')
    .execute();
  const reason = orderEnded((await findOrderFacts(act.tx, order))?.reason);
  for (const { id } of open) await moveHolderFile(byItself(act), id, 'abandon', { reason });
}

/** A file has ended: its certificate goes with it unless handed over, and the order is told. */
export async function afterFileEnded(act: Act, event: Event): Promise<void> {
  const { order, file } = event.about;
  if (!order || !file) return;
  if (event.type !== 'file.handed-over') {
    await withdrawCertificate(act, await runningCertificate(act, file), fileEndedReason(event));
  }
  await holderEnded(act, order, async () => {
    const { open } = await tables(act.tx)
      .selectFrom('holder_files')
      .select((select) => select.fn.countAll<number>().as('open'))
      .where('order_id', '=', order)
      .where('state', 'not in', [...fileTable.ends])
      .executeTakeFirstOrThrow();
    return Number(open);
  });
}

/** Revokes the certificate that runs, if any, or calls it off where the authority has not issued it yet. */
export async function withdrawCertificate(
  act: Act,
  certificate: CertificateRow | undefined,
  reason: Reason,
): Promise<void> {
  if (!certificate) return;
  const step = certificate.state === 'requested' ? 'call-off' : 'revoke';
  const moved = await moveCertificate(byItself(act), certificate.id, step, { reason });
  if (isRefusal(moved))
    throw new Error(`the certificate ${certificate.id} resists ${step}: ${moved.refused}`);
}

function fileEndedReason(event: Event): Reason {
  return {
    code: 'file-ended',
    label: 'Le dossier a pris fin avant la remise',
    sentence: 'Le dossier a pris fin avant la remise de la clé.',
    comment: typeof event.data.reason === 'string' ? event.data.reason : '',
  };
}
