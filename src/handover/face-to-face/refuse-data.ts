import { reasonGiven, textAt } from '#src/catalogue/index.js';
import { settleVisit } from '#src/handover/appointments/leave-visit.js';
import { refusals } from '#src/handover/refusals.js';
import { tokenOfFile } from '#src/handover/tokens/token-store.js';
import type { RecordRow } from '#src/handover/types.js';
import { openFaceToFace } from '#src/handover/visits/miss-visit.js';
import { closeVisitFile } from '#src/handover/visits/visit-store.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { moveHolderFile, separation } from '#src/registration/index.js';
import { certificateSeen, common } from './hand-over.js';
import type { RefuseDataInput } from './hand-over-input.js';
import { documentInHand } from './identity-check.js';
import { insertRecord } from './record-store.js';

/**
 * The holder refuses the data of their certificate: it is revoked, the key goes back. Where the file is right, the
 * authority is asked anew; where the file is wrong, the holder corrects it.
 */
export async function refuseData(
  act: Act,
  visitId: string,
  fileId: string,
  input: RefuseDataInput,
): Promise<RecordRow | Refusal> {
  if (act.actor.kind !== 'person') return notYourPart;
  const opened = await openFaceToFace(act, visitId, fileId, 'hold');
  if (isRefusal(opened)) return opened;
  const { visit, file } = opened;
  const own = separation(file, act.actor);
  if (own) return own;
  const identity = documentInHand(file, input, act.now);
  if (isRefusal(identity)) return identity;
  const given = await reasonGiven(act.tx, 'data-refused', input, act.now);
  if (isRefusal(given)) return given;
  const { reason } = given;
  const certificate = await certificateSeen(act, file, input.seen);
  if (isRefusal(certificate)) return certificate;
  const token = await tokenOfFile(act.tx, file.id);
  if (!token) return refusals.tokenElsewhere;
  const text = await textAt(act.tx, 'handover-refusal', act.now);
  const record = await insertRecord(act, {
    outcome: 'data-refused',
    appointment_id: visit.id,
    file_id: file.id,
    order_id: file.order_id,
    certificate_id: certificate.id,
    token_id: token.id,
    officer_id: act.actor.id,
    statement: {
      ...(await common(act, { visit, file, certificate, identity, officer: act.actor })),
      checks: [
        { label: 'la personne présente est celle de la pièce d’identité', done: true },
        { label: 'la pièce d’identité est en cours de validité', done: true },
        { label: 'le certificat a été montré au titulaire', done: true },
      ],
      acceptance: { code: text.code, version: text.data.version, text: text.data.text },
      refusal: reason,
    },
  });
  // First out of the visit: it was held, and the file's next steps must not cancel it.
  await closeVisitFile(act.tx, visit.id, file.id, 'data-refused', act.now, reason);
  const about = { appointment: visit.id, certificate: certificate.id, token: token.id };
  const moved = await moveHolderFile(act, file.id, 'refuse-data', {
    to: input.to,
    reason,
    about,
    data: { record: record.number },
  });
  if (isRefusal(moved)) return moved;
  await act.publish({
    type: 'handover.refused',
    about: { order: file.order_id, file: file.id, ...about, handover: record.id },
    data: { record: record.number, reason: reason.code },
  });
  await settleVisit(act, visit.id, { reason: null, endedBy: 'delivery-officer' });
  return record;
}
