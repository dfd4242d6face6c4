import { catalogueAt, reasonGiven, textAt } from '#src/catalogue/index.js';
import { settleVisit } from '#src/handover/appointments/leave-visit.js';
import { refusals } from '#src/handover/refusals.js';
import { moveLockedToken } from '#src/handover/tokens/move-token.js';
import { tokenInHand } from '#src/handover/tokens/token-in-hand.js';
import type { RecordRow, Statement, Visit } from '#src/handover/types.js';
import { openFaceToFace } from '#src/handover/visits/miss-visit.js';
import { closeVisitFile } from '#src/handover/visits/visit-store.js';
import { findOrderFacts } from '#src/orders/index.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Person } from '#src/platform/acts/actor.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import {
  type FileFacts,
  holderName,
  moveCertificate,
  moveHolderFile,
  type Reason,
  separation,
  separationAtHandover,
  separationRelaxed,
} from '#src/registration/index.js';
import { frozenAt } from './as-ordered.js';
import { type CertificateRead, certificateToHandOver } from './certificate-read.js';
import { receiverNamed } from './certification-agent.js';
import type { HandOverInput } from './hand-over-input.js';
import { documentInHand } from './identity-check.js';
import { insertRecord } from './record-store.js';

/**
 * The face-to-face: identity, key, certificate, acceptance. Key, certificate, file, record and what is billed are
 * one transaction. A key is handed over once, whoever presses first.
 */
export async function handOver(
  act: Act,
  visitId: string,
  fileId: string,
  input: HandOverInput,
): Promise<RecordRow | Refusal> {
  if (act.actor.kind !== 'person') return notYourPart;
  const officer = act.actor;
  const opened = await openFaceToFace(act, visitId, fileId, 'hold');
  if (isRefusal(opened)) return opened;
  const { visit, file } = opened;
  const relaxed = await separated(act, file, officer, input);
  if (isRefusal(relaxed)) return relaxed;
  const agent = await receiverNamed(act.tx, file, input.receiver);
  if (isRefusal(agent)) return agent;
  // the document of the file is the holder's, never the agent's
  const identity =
    agent && input.identity === 'same' ? refusals.agentDocument : documentInHand(file, input, act.now);
  if (isRefusal(identity)) return identity;
  const token = await tokenInHand(act.tx, file, input.serial, true);
  if (isRefusal(token)) return token;
  const certificate = await certificateSeen(act, file, input.seen);
  if (isRefusal(certificate)) return certificate;
  if (certificate.verdict === 'fail') return refusals.certificateDiffers;

  const acceptance = await textAt(
    act.tx,
    agent ? 'handover-acceptance-agent' : 'handover-acceptance',
    act.now,
  );
  const identityText = await textAt(act.tx, agent ? 'handover-identity-agent' : 'handover-identity', act.now);
  const about = { appointment: visit.id, token: token.id, certificate: certificate.id };
  const handed = await moveLockedToken(act, token, 'hand-over', { toAgent: agent !== undefined });
  if (isRefusal(handed)) return handed;
  const live = await moveCertificate(act, certificate.id, 'go-live');
  if (isRefusal(live)) return live;
  const record = await insertRecord(act, {
    outcome: 'handed-over',
    appointment_id: visit.id,
    file_id: file.id,
    order_id: file.order_id,
    certificate_id: certificate.id,
    token_id: token.id,
    officer_id: officer.id,
    statement: {
      ...(await common(act, { visit, file, certificate, identity, officer })),
      checks: [
        { label: 'la personne présente est celle de la pièce d’identité', done: true },
        { label: 'la pièce d’identité est en cours de validité', done: true },
        { label: 'le numéro de série de la clé est celui du dossier', done: true },
        { label: 'le certificat correspond à la commande', done: certificate.verdict === 'pass' },
        ...(agent ? agentChecks : holderChecks),
      ],
      ...(agent ? { agent } : {}),
      acceptance: {
        code: acceptance.code,
        version: acceptance.data.version,
        text: acceptance.data.text,
      },
      identityText: identityText.data.text,
      ...(relaxed ? { separation: relaxed } : {}),
    },
  });
  const told = {
    record: record.number,
    ...(agent ? { receiver: 'certification-agent', agent: agent.id } : {}),
    ...(relaxed ? { separation: relaxed.code } : {}),
  };
  const moved = await moveHolderFile(act, file.id, 'hand-over', {
    about,
    data: told,
  });
  if (isRefusal(moved)) return moved;
  await closeVisitFile(act.tx, visit.id, file.id, 'handed-over', act.now);
  await act.publish({
    type: 'handover.recorded',
    about: { order: file.order_id, file: file.id, ...about, handover: record.id },
    data: told,
  });
  await settleVisit(act, visit.id, { reason: null, endedBy: 'delivery-officer' });
  return record;
}

const holderChecks = [
  { label: 'le certificat a été montré au titulaire', done: true },
  { label: 'le titulaire a reçu son code par une autre voie', done: true },
];

const agentChecks = [
  {
    label: 'le certificat a été montré au mandataire de certification de l’organisme',
    done: true,
  },
  { label: 'le mandataire sait que le code va au titulaire seul', done: true },
];

/**
 * Who validated a file does not hand over its key. Where a setting relaxes it, a reason is asked for and kept in
 * the journal and in the record; undefined where nothing had to be relaxed.
 */
async function separated(
  act: Act,
  file: FileFacts,
  officer: Person,
  input: Pick<HandOverInput, 'separation' | 'separationComment'>,
): Promise<Reason | undefined | Refusal> {
  const own = separation(file, officer);
  if (own) return own;
  const barred = separationAtHandover(file, officer, false);
  if (!barred) return undefined;
  if (!(await separationRelaxed(act.tx, act.now))) return barred;
  if (input.separation === '') return refusals.separationReason;
  const given = { reason: input.separation, comment: input.separationComment };
  const found = await reasonGiven(act.tx, 'separation-relaxed', given, act.now);
  return isRefusal(found) ? found : found.reason;
}

/** The certificate as the officer was shown it: what changed meanwhile is shown anew. */
export async function certificateSeen(
  act: Act,
  file: FileFacts,
  seen: string,
): Promise<CertificateRead | Refusal> {
  const certificate = await certificateToHandOver(act.tx, file, act.now, act.test);
  if (!certificate) return refusals.certificateMissing;
  return certificate.fingerprint === seen ? certificate : refusals.visitChanged;
}

/** What every record says. */
export async function common(
  act: Act,
  of: {
    readonly visit: Visit;
    readonly file: FileFacts;
    readonly certificate: CertificateRead;
    readonly identity: Statement['identity'];
    readonly officer: Person;
  },
): Promise<Omit<Statement, 'checks'>> {
  const { visit, file, certificate, identity, officer } = of;
  const terms = (await findOrderFacts(act.tx, file.order_id))?.terms ?? null;
  const usages = await catalogueAt(act.tx, 'usage', frozenAt(terms, act.now));
  return {
    identity,
    certificate: {
      serial: certificate.serial,
      subject: certificate.subject,
      issuer: certificate.issuer,
      notBefore: certificate.notBefore.toISOString(),
      notAfter: certificate.notAfter.toISOString(),
      fingerprint: certificate.fingerprint,
    },
    holder: { name: holderName(file), function: file.function, email: file.email },
    officer: officer.name,
    place: visit.place,
    usages: usages.filter((usage) => file.usages.includes(usage.code)).map((usage) => usage.data.label),
  };
}
