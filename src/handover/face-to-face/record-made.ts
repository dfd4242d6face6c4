import { findOrganisation, operatorOf } from '#src/directory/index.js';
import { type HandoverRecordData, renderHandoverRecord } from '#src/documents/handover-record.js';
import { tables } from '#src/handover/store.js';
import { fileFacts } from '#src/handover/tokens/move-token.js';
import type { RecordRow, Statement } from '#src/handover/types.js';
import { findVisit } from '#src/handover/visits/visit-store.js';
import type { Act } from '#src/platform/acts/act.js';
import { appointment, list } from '#src/platform/french/french.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import { storeFile } from '#src/platform/web/files.js';
import type { FileFacts } from '#src/registration/index.js';
import { askForSeal } from '#src/seals/index.js';
import { findRecord, keepPdf } from './record-store.js';

/** The record of a face-to-face becomes a document, to be sealed; its mails wait for the seal. */
export const recordMade: Reaction = {
  name: 'make-handover-record',
  on: ['handover.recorded', 'handover.refused'],
  async run(act, event, line) {
    const record = await findRecord(act.tx, event.about.handover ?? '');
    const file = record && (await fileFacts(act, record.file_id));
    if (!record || !file) return;
    const bytes = await renderHandoverRecord(await recordData(act, record, file), record.at);
    const stored = await storeFile(act, {
      name: `${record.number}.pdf`,
      mediaType: 'application/pdf',
      bytes,
    });
    await keepPdf(act, record.id, stored.id);
    await askForSeal(act, {
      purpose: 'handover-record',
      about: { order: file.order_id, file: file.id, handover: record.id },
      reason: sealReason(record, line),
      documents: [stored.id],
    });
  },
};

/** What the seal says to whoever opens the document elsewhere. */
function sealReason({ number, outcome, statement, at }: RecordRow, line: number): string {
  const what = outcome === 'handed-over' ? 'de remise' : 'de refus des données';
  return [
    `Procès-verbal ${number} ${what}, établi en face-à-face le ${appointment(at)}.`,
    `Confirmé par ${confirmedBy(statement)}, sur l’écran de l’agent, et par ${statement.officer}, agent de délivrance, dans sa session.`,
    `Signature électronique simple, au sens du règlement (UE) n° 910/2014. Écriture ${line} du journal.`,
  ].join(' ');
}

function confirmedBy({ agent, holder }: Statement): string {
  return agent
    ? `${agent.name}, mandataire de certification, pour ${holder.name}, titulaire`
    : `${holder.name}, titulaire`;
}

/** The statement as the document prints it. */
async function recordData(act: Act, record: RecordRow, file: FileFacts): Promise<HandoverRecordData> {
  const { statement } = record;
  const [centre, buyer, visit] = [
    await operatorOf(act.tx, file.delivery_centre_id, 'delivery-centre'),
    await operatorOf(act.tx, file.purchasing_body_id, 'purchasing-body'),
    await findVisit(act.tx, record.appointment_id),
  ];
  const organisation = await findOrganisation(act.tx, file.organisation_id);
  const token = await tables(act.tx)
    .selectFrom('tokens')
    .select('serial')
    .where('id', '=', record.token_id)
    .executeTakeFirstOrThrow();
  const handed = record.outcome === 'handed-over';
  const copies = [
    'au titulaire',
    ...(statement.agent ? ['au mandataire de certification'] : []),
    `à ${file.organisation_name}`,
    `à ${buyer?.shortName ?? 'l’organisme acheteur'}`,
  ];
  return {
    reference: record.number,
    test: act.test,
    subtitle: 'Remise en face-à-face d’un certificat électronique',
    deliveryCentre: { name: centre?.shortName ?? '' },
    heldAt: record.at,
    place: `lieu : ${visit?.place ?? statement.place}`,
    officer: { name: statement.officer, role: 'agent de délivrance' },
    holder: { name: statement.holder.name, role: statement.holder.function, email: statement.holder.email },
    ...(statement.agent ? { agent: { name: statement.agent.name, email: statement.agent.email } } : {}),
    organisation: { name: file.organisation_name, siret: organisation?.siret ?? '' },
    orderReference: file.order_number,
    fileReference: file.id.slice(-12).toUpperCase(),
    token: { serial: token.serial, model: 'clé cryptographique USB' },
    certificate: {
      serial: statement.certificate.serial,
      subject: statement.certificate.subject,
      issuer: statement.certificate.issuer,
      validFrom: new Date(statement.certificate.notBefore),
      validUntil: new Date(statement.certificate.notAfter),
      usages: statement.usages,
    },
    identityDocument: {
      kind: statement.identity.kind.toLowerCase(),
      lastFour: statement.identity.lastFour,
      expiresOn: statement.identity.expiresOn,
    },
    checks: statement.checks,
    conditions:
      handed && statement.acceptance
        ? [{ text: statement.acceptance.text, version: statement.acceptance.version, acceptedAt: record.at }]
        : [],
    decision: handed
      ? { kind: 'accepted' }
      : {
          kind: 'refused',
          reason: [statement.refusal?.label, statement.refusal?.comment].filter(Boolean).join(' : '),
        },
    secretStatement:
      'Le code d’activation parvient au titulaire par une autre voie. Il n’est connu ni de l’agent de délivrance ni de ce service, et n’a été ni demandé ni noté.',
    statements: declarations(record),
    copies: `Un exemplaire ${list(copies)}.${statement.separation ? ` L’agent a aussi validé le dossier : ${statement.separation.label.toLowerCase()}.` : ''}`,
  };
}

/** What each of the two who met declares. */
function declarations({ statement, outcome, at }: RecordRow): HandoverRecordData['statements'] {
  const { agent, holder, officer } = statement;
  const handed = outcome === 'handed-over';
  const met = agent ? 'du mandataire de certification' : 'du titulaire';
  const confirmed = { at, method: 'confirmé en face-à-face, sur l’écran de l’agent' };
  const receives = agent
    ? {
        who: 'Le mandataire de certification',
        name: agent.name,
        text: 'déclare avoir reçu la clé pour la remettre au titulaire, vérifié les données et les accepter en son nom.',
      }
    : {
        who: 'Le titulaire',
        name: holder.name,
        text: handed
          ? 'déclare avoir reçu la clé, vérifié les données du certificat et les accepter.'
          : 'déclare que les données du certificat ne sont pas exactes et les refuse.',
      };
  return [
    { ...receives, ...confirmed },
    {
      who: 'L’agent de délivrance',
      name: officer,
      text: handed
        ? `déclare avoir vérifié l’identité ${met} en face-à-face et lui avoir remis la clé.`
        : `déclare avoir vérifié l’identité ${met} en face-à-face et gardé la clé.`,
      at,
      method: 'session ouverte à son nom',
    },
  ];
}
