import { entryAt, mailReason } from '#src/catalogue/index.js';
import { operatorOf } from '#src/directory/index.js';
import {
  contactOf,
  mailCorrespondents,
  mailHolder,
  mailOfficer,
  type VisitMail,
} from '#src/handover/invitations/mail-visit.js';
import { handoverPaths } from '#src/handover/paths.js';
import { fileFacts } from '#src/handover/tokens/move-token.js';
import type { RecordRow } from '#src/handover/types.js';
import { findOrderFacts } from '#src/orders/index.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Event } from '#src/platform/acts/journal.js';
import { inSentence, longDate, ofName } from '#src/platform/french/french.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import { type MailAttachment, queueMail } from '#src/platform/mail/mail.js';
import type { FileFacts } from '#src/registration/index.js';
import { latestSealed } from '#src/seals/index.js';
import { productAsOrdered } from './as-ordered.js';
import { findRecord } from './record-store.js';

/** The record is sealed, or leaves without: it goes to the holder, the organisation and the buyer. */
export const recordReady: Reaction = {
  name: 'send-handover-record',
  on: ['seal.set', 'seal.deferred'],
  concerns: ({ about }) => about.handover !== undefined,
  async run(act, event) {
    const record = await findRecord(act.tx, event.about.handover ?? '');
    const file = record && (await fileFacts(act, record.file_id));
    if (!record?.pdf_file_id || !file) return;
    const attachment = {
      fileId: await latestSealed(act.tx, record.pdf_file_id),
      name: `${record.number}.pdf`,
      mediaType: 'application/pdf',
    };
    await tell(act, record, file, attachment, { cause: `seal:${event.about.seal}`, moment: momentOf(event) });
  },
};

/** With its seal; before it, the authority being out of reach; or with it after all. */
type Moment = 'ready' | 'before-seal' | 'sealed-late';

function momentOf(event: Event): Moment {
  if (event.data.late === true) return 'sealed-late';
  return event.data.why === 'late' ? 'before-seal' : 'ready';
}

/** What to do when the key is lost: of the product as it was ordered, its supplier as one calls it today. */
async function whenLost(act: Act, file: FileFacts): Promise<string[]> {
  const order = await findOrderFacts(act.tx, file.order_id);
  const product = order?.terms && (await productAsOrdered(act.tx, order.terms));
  const supplier = product && (await entryAt(act.tx, 'supplier', product.data.supplier, act.now));
  const how = supplier?.data.revocationHelp;
  return [
    'Perte, vol, changement de fonctions, donnée devenue fausse : faites révoquer le certificat sans délai. Ne communiquez votre code à personne.',
    ...(how ? [`Pour révoquer : ${inSentence(how)}`] : []),
  ];
}

/** Who has a part in a file receives its record; nobody else does. */
async function tell(
  act: Act,
  record: RecordRow,
  file: FileFacts,
  attachment: MailAttachment,
  sent: { readonly cause: string; readonly moment: Moment },
): Promise<void> {
  const handed = record.outcome === 'handed-over' && sent.moment !== 'sealed-late';
  const mail: VisitMail & { paragraphs: string[] } = {
    ...(sent.moment === 'sealed-late' ? lateMail(record, file) : firstMail(record, file)),
    cause: sent.cause,
    label: 'Voir le dossier',
    about: { appointment: record.appointment_id, handover: record.id },
    attachments: () => [attachment],
  };
  const toHolder = { ...mail, ...(handed ? holderWords(record, file) : {}) };
  if (sent.moment === 'before-seal') {
    for (const each of new Set([mail.paragraphs, toHolder.paragraphs])) each.push(lateWords);
  }
  await mailHolder(act, file, handed ? { ...toHolder, after: await whenLost(act, file) } : mail);
  const { agent } = record.statement;
  if (agent) await mailOfficer(act, file.delivery_centre_id, agent, mail, handoverPaths.ofFile(file.id));
  await mailCorrespondents(act, [file], mail);
  const buyer = await operatorOf(act.tx, file.purchasing_body_id, 'purchasing-body');
  if (!buyer) return;
  await queueMail(act, {
    key: `${sent.cause}:${mail.kind}:buyer`,
    kind: mail.kind,
    about: { order: file.order_id, file: file.id, handover: record.id },
    to: buyer.contactEmail,
    subject: mail.subject,
    greeting: `Bonjour ${buyer.contactName},`,
    paragraphs: mail.paragraphs,
    ...(mail.reason ? { reason: mail.reason } : {}),
    button: { label: 'Voir le dossier', url: handoverPaths.ofFile(file.id) },
    contact: await contactOf(act.tx, file.delivery_centre_id),
    attachments: [attachment],
  });
}

type Words = Pick<VisitMail, 'kind' | 'subject' | 'reason'> & { paragraphs: string[] };

const lateWords =
  'Le cachet électronique n’a pas encore pu être apposé au procès-verbal : le même, scellé, suivra dès que possible.';

function firstMail(record: RecordRow, file: FileFacts): Words {
  const { holder } = record.statement;
  const of = `certificat ${ofName(holder.name)}, ${file.organisation_name}`;
  if (record.outcome === 'handed-over') {
    return {
      kind: 'handover-record',
      subject: `Clé remise : ${of}`,
      paragraphs: [
        `La clé a été remise en main propre${toWhom(record, file)} le ${longDate(record.at)} et le certificat est actif. Gardez le procès-verbal joint (${record.number}).`,
      ],
    };
  }
  return {
    kind: 'refusal-record',
    subject: `Données refusées : ${of}`,
    paragraphs: [
      `À la remise, ${holder.name} a refusé les données de son certificat. La clé n’a pas été remise et le certificat est révoqué. Le procès-verbal est joint (${record.number}).`,
      file.state === 'to-correct'
        ? 'Le dossier est à corriger par le titulaire avant un nouveau certificat.'
        : 'Un nouveau certificat est demandé à l’autorité ; un rendez-vous sera proposé ensuite.',
    ],
    ...mailReason(record.statement.refusal, 'Motif du refus'),
  };
}

function toWhom({ statement: { agent } }: RecordRow, file: FileFacts): string {
  return agent ? ` à ${agent.name}, mandataire de certification de ${file.organisation_name},` : '';
}

/** The holder whose key is in somebody else's hand: what to expect, and what to do where that is wrong. */
function holderWords(record: RecordRow, file: FileFacts): Partial<Words> {
  const { agent } = record.statement;
  if (!agent) return {};
  return {
    subject: `Votre clé a été remise à votre mandataire : certificat ${ofName(record.statement.holder.name)}, ${file.organisation_name}`,
    paragraphs: [
      `Votre clé a été remise le ${longDate(record.at)}${toWhom(record, file)} qui a accepté les données de votre certificat en votre nom et doit vous la remettre en main propre. Le certificat est actif. Gardez le procès-verbal joint (${record.number}).`,
      'Vous n’attendiez pas cela, une donnée du procès-verbal est fausse, ou la clé ne vous parvient pas\u202f: faites révoquer le certificat sans délai et prévenez le centre de délivrance, dont les coordonnées sont ci-dessous.',
    ],
  };
}

function lateMail(record: RecordRow, file: FileFacts): Words {
  return {
    kind: 'record-sealed',
    subject: `Procès-verbal scellé : certificat ${ofName(record.statement.holder.name)}, ${file.organisation_name}`,
    paragraphs: [
      `Le cachet électronique, qui n’avait pas pu être apposé à temps, l’est maintenant. Voici le procès-verbal ${record.number} scellé ; rien d’autre n’y a changé.`,
    ],
  };
}
