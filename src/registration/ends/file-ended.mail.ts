import { mailReason } from '#src/catalogue/index.js';
import { ofName } from '#src/platform/french/french.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import { closeDoor } from '#src/platform/sign-in/doors.js';
import { verdicts } from '#src/registration/desk/corrections-asked.mail.js';
import { holderName } from '#src/registration/holder-name.js';
import { holderDoor, mailFile } from '#src/registration/mail-file.js';
import { factsOf } from '#src/registration/store.js';

const words = {
  'file.rejected': {
    subject: 'Dossier rejeté',
    first: 'Votre dossier de certificat a été rejeté. Aucune clé ne vous sera remise avec cette commande.',
    organisation: 'a été rejeté par le bureau d’enregistrement',
    title: 'Motif du rejet',
    door: 'Ce dossier a été rejeté.',
  },
  'file.abandoned': {
    subject: 'Dossier abandonné',
    first: 'Votre dossier de certificat est abandonné. Vous n’avez plus rien à faire.',
    organisation: 'est abandonné',
    title: 'Motif de l’abandon',
    door: 'Ce dossier a été abandonné.',
  },
  'file.lapsed': {
    subject: 'Dossier expiré',
    first: 'Votre dossier de certificat a expiré : il est resté sans suite malgré deux rappels.',
    organisation: 'a expiré, resté sans suite malgré deux rappels',
    title: 'Motif',
    door: 'Ce dossier a expiré, resté sans suite malgré deux rappels.',
  },
} as const;

/** A file that ends without a handover: its doors close with the reason, holder and organisation are told. */
export const fileEnded: Reaction = {
  name: 'file-ended',
  on: Object.keys(words),
  async run(act, event, line) {
    const file = await factsOf(act.tx, event.about.file ?? '');
    if (!file) return;
    const told = words[event.type as keyof typeof words];
    const reason = event.type === 'file.lapsed' ? {} : mailReason(file.reason, told.title);
    const cause = `line:${line}`;
    await closeDoor(act, { subject: `file:${file.id}`, reason: told.door });
    // a certificate that somebody revoked: its own mail says what becomes of the file
    const toldAlready = event.about.certificate !== undefined;
    if (event.data.from !== 'waiting' && !toldAlready) {
      await mailFile(act, file, {
        cause,
        kind: 'file-ended',
        to: 'holder',
        subject: `${told.subject} : votre certificat électronique, ${file.organisation_name}`,
        greeting: `Bonjour ${holderName(file)},`,
        paragraphs: [told.first],
        ...reason,
      });
    }
    if (file.submitted_at && event.type !== 'file.rejected') {
      await mailFile(act, file, {
        cause,
        kind: 'file-ended-office',
        to: 'office',
        subject: `${told.subject} : ${holderName(file)}, ${file.organisation_name}`,
        paragraphs: [
          `Le dossier ${ofName(holderName(file))} ${told.organisation}. Vous n’avez plus à le contrôler.`,
        ],
        ...reason,
      });
    }
    if (toldAlready) return;
    await mailFile(act, file, {
      cause,
      kind: 'file-ended-copy',
      to: 'correspondents',
      subject: `${told.subject} : ${holderName(file)}, commande ${file.order_number}`,
      paragraphs: [`Le dossier ${ofName(holderName(file))} ${told.organisation}.`],
      ...reason,
    });
  },
};

/** Validated, yet to be corrected: what is to be mended and that the appointment falls with it. */
export const fileReopened: Reaction = {
  name: 'file-reopened',
  on: ['file.reopened'],
  async run(act, event, line) {
    const file = await factsOf(act.tx, event.about.file ?? '');
    if (file?.state !== 'to-correct' || event.about.certificate !== undefined) return;
    const cause = `line:${line}`;
    const { items, toReplace } = await verdicts(act, file);
    await mailFile(act, file, {
      cause,
      kind: 'file-reopened',
      to: 'holder',
      subject: `À corriger : votre dossier de certificat, ${file.organisation_name}`,
      greeting: `Bonjour ${holderName(file)},`,
      paragraphs: [
        'Votre dossier, qui était validé, est à corriger. Mettez-le à jour, puis déposez-le de nouveau ; un rendez-vous déjà pris est annulé.',
      ],
      ...mailReason(file.reason, 'Ce qui est à corriger'),
      ...(toReplace > 0 ? { items } : {}),
      button: { label: 'Corriger mon dossier', url: await holderDoor(act, file) },
    });
    await mailFile(act, file, {
      cause,
      kind: 'file-reopened-copy',
      to: 'correspondents',
      subject: `Dossier rouvert : ${holderName(file)}, commande ${file.order_number}`,
      paragraphs: [
        `Le dossier ${ofName(holderName(file))}, qui était validé, est à corriger. Un rendez-vous déjà pris est annulé.`,
      ],
      ...mailReason(file.reason, 'Ce qui est à corriger'),
    });
  },
};
