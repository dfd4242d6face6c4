import { findOrganisation, operatorOf } from '#src/directory/index.js';
import { type HandoverRecordData, renderHandoverRecord } from '#src/documents/handover-record.js';
import type { Act } from '#src/platform/act.js';
import { storeFile } from '#src/platform/files.js';
import { list, longDate } from '#src/platform/french.js';
import type { Reaction } from '#src/platform/jobs.js';
import { type MailAttachment, queueMail } from '#src/platform/mail.js';
import type { FileFacts } from '#src/registration/index.js';
import { contactOf, mailCorrespondents, mailHolder, mailReason, type VisitMail } from './mail-visit.js';
import { fileFacts } from './move-token.js';
import { handoverPaths } from './paths.js';
import { findRecord, keepPdf } from './record-store.js';
import { tables } from './store.js';
import type { RecordRow } from './types.js';
import { findVisit } from './visit-store.js';

/** The record of a face-to-face becomes a document, and goes to the holder, the organisation and the buyer. */
export const recordMade: Reaction = {
  name: 'make-handover-record',
  on: ['handover.recorded', 'handover.refused'],
  async run(act, event, line) {
    const record = await findRecord(act.tx, event.about.handover ?? '');
    const file = record && (await fileFacts(act, record.file_id));
    if (!record || !file) return;
    const bytes = renderHandoverRecord(await recordData(act, record, file), record.at);
    const stored = await storeFile(act, {
      name: `${record.number}.pdf`,
      mediaType: 'application/pdf',
      bytes,
    });
    await keepPdf(act, record.id, stored.id);
    const attachment = { fileId: stored.id, name: `${record.number}.pdf`, mediaType: 'application/pdf' };
    await tell(act, record, file, attachment, line);
  },
};

/** Who has a part in a file receives its record; nobody else does. */
async function tell(
  act: Act,
  record: RecordRow,
  file: FileFacts,
  attachment: MailAttachment,
  line: number,
): Promise<void> {
  const { holder } = record.statement;
  const handed = record.outcome === 'handed-over';
  const mail: VisitMail = {
    cause: `line:${line}`,
    kind: handed ? 'handover-record' : 'refusal-record',
    subject: handed
      ? `Clé remise : certificat de ${holder.name}, ${file.organisation_name}`
      : `Données refusées : certificat de ${holder.name}, ${file.organisation_name}`,
    paragraphs: handed
      ? [
          `La clé a été remise en main propre le ${longDate(record.at)} et le certificat est actif. Gardez le procès-verbal joint (${record.number}).`,
        ]
      : [
          `À la remise, ${holder.name} a refusé les données de son certificat. La clé n’a pas été remise et le certificat est révoqué. Le procès-verbal est joint (${record.number}).`,
          file.state === 'to-correct'
            ? 'Le dossier est à corriger par le titulaire avant un nouveau certificat.'
            : 'Un nouveau certificat est demandé à l’autorité ; un rendez-vous sera proposé ensuite.',
        ],
    ...mailReason(record.statement.refusal, 'Motif du refus'),
    label: 'Voir le dossier',
    about: { appointment: record.appointment_id, handover: record.id },
    attachments: () => [attachment],
  };
  const lost =
    'Perte, vol, changement de fonctions, donnée devenue fausse : faites révoquer le certificat sans délai. Ne communiquez votre code à personne.';
  await mailHolder(act, file, handed ? { ...mail, after: [lost] } : mail);
  await mailCorrespondents(act, [file], mail);
  const buyer = await operatorOf(act.tx, file.purchasing_body_id, 'purchasing-body');
  if (!buyer) return;
  await queueMail(act, {
    key: `line:${line}:${mail.kind}:buyer`,
    kind: mail.kind,
    about: { order: file.order_id, file: file.id, handover: record.id },
    to: buyer.contactEmail,
    subject: mail.subject,
    greeting: `Bonjour ${buyer.contactName},`,
    paragraphs: mail.paragraphs,
    ...mailReason(record.statement.refusal, 'Motif du refus'),
    button: { label: 'Voir le dossier', url: handoverPaths.ofFile(file.id) },
    contact: await contactOf(act.tx, file.delivery_centre_id),
    attachments: [attachment],
  });
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
    statements: [
      {
        who: 'Le titulaire',
        name: statement.holder.name,
        text: handed
          ? 'déclare avoir reçu la clé, vérifié les données du certificat et les accepter.'
          : 'déclare que les données du certificat ne sont pas exactes et les refuse.',
        at: record.at,
        method: 'confirmé en face-à-face, sur l’écran de l’agent',
      },
      {
        who: 'L’agent de délivrance',
        name: statement.officer,
        text: handed
          ? 'déclare avoir vérifié l’identité du titulaire en face-à-face et lui avoir remis la clé.'
          : 'déclare avoir vérifié l’identité du titulaire en face-à-face et gardé la clé.',
        at: record.at,
        method: 'session ouverte à son nom',
      },
    ],
    copies: `Un exemplaire ${list(copies)}.${statement.separation ? ` L’agent a aussi validé le dossier : ${statement.separation.label.toLowerCase()}.` : ''}`,
  };
}
