import { operatorOf } from '#src/directory/index.js';
import type { CertificationAuthority } from '#src/orders/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { inSentence, longDate, ofName } from '#src/platform/french/french.js';
import type { Reaction } from '#src/platform/jobs/reactions.js';
import { type MailContent, queueMail } from '#src/platform/mail/mail.js';
import { openDoor } from '#src/platform/sign-in/doors.js';
import { correspondentsOf, filePaths, holderName } from '#src/registration/index.js';
import { revocationHelp } from './certificate-view.js';
import { certificatePaths } from './paths.js';
import { type CertificateFacts, certificateFacts } from './store.js';

/** Who asked for it, as mails say it after « à la demande ». */
const asked: Readonly<Record<string, (facts: CertificateFacts, buyer: string) => string>> = {
  holder: (facts) => ofName(holderName(facts)),
  'legal-representative': () => 'du représentant légal',
  'purchasing-officer': (_, buyer) => `de ${buyer}`,
};

interface Words {
  readonly subject: string;
  readonly first: (request: string) => string;
  readonly after: string;
  readonly title?: string;
}

const words: Readonly<Record<string, Words>> = {
  'certificate.revoked': {
    subject: 'Certificat révoqué',
    first: (request) =>
      `est révoqué à la demande ${request}. C’est définitif : la clé ne sert plus à rien signer ni à ouvrir aucun service.`,
    after: 'S’il en faut un autre, passez une nouvelle commande.',
    title: 'Motif de la révocation',
  },
  'certificate.suspended': {
    subject: 'Certificat suspendu',
    first: (request) =>
      `est suspendu à la demande ${request}. La clé ne peut plus servir tant qu’il n’est pas remis en service.`,
    after: 'Clé retrouvée : remettez le certificat en service. Clé perdue : faites-le révoquer sans délai.',
    title: 'Motif de la suspension',
  },
  'certificate.resumed': {
    subject: 'Certificat remis en service',
    first: (request) => `est remis en service à la demande ${request}. La clé sert de nouveau comme avant.`,
    after: 'Si vous ne vous y attendiez pas, faites suspendre ou révoquer le certificat.',
  },
};

/**
 * Somebody changed what a certificate is worth: its holder, the legal representative, the correspondents and the
 * purchasing body (which passes it on where no authority is connected) are told, and before the handover what becomes
 * of the file: one mail. What happens by itself is told with the file.
 */
export const certificateTold = (authority: CertificationAuthority): Reaction => ({
  name: 'tell-certificate-status',
  on: Object.keys(words),
  async run(act, event, line) {
    const facts = await certificateFacts(act.tx, event.about.certificate ?? '');
    const request = asked[String(event.data.by ?? '')];
    const told = words[event.type];
    const buyer = facts && (await operatorOf(act.tx, facts.purchasing_body_id, 'purchasing-body'));
    if (!facts || !request || !told || !buyer) return;
    const help =
      event.type === 'certificate.resumed' ? null : await revocationHelp(act.tx, facts.order_id, act.now);
    // what was decided since has a mail of its own, with its own reason
    const reason = told.title && facts.reason?.code === event.data.reason ? facts.reason : null;
    const content: Omit<MailContent, 'contact' | 'button'> = {
      subject: `${told.subject} : ${holderName(facts)}, ${facts.organisation_name}`,
      paragraphs: [
        `Le certificat ${ofName(holderName(facts))} (n° ${facts.serial}, valable jusqu’au ${longDate(facts.not_after)}) ${told.first(request(facts, buyer.shortName))}`,
      ],
      ...(reason && told.title
        ? {
            reason: {
              title: told.title,
              sentence: reason.sentence,
              ...(reason.comment ? { comment: reason.comment } : {}),
            },
          }
        : {}),
      after: [
        afterwards(facts, told),
        ...(help ? [`Joindre l’autorité de certification : ${inSentence(help)}`] : []),
      ],
    };
    const contact = { name: buyer.contactName, phone: buyer.contactPhone, email: buyer.contactEmail };
    const send = (to: string, url: string, more: Partial<MailContent> = {}): Promise<void> =>
      queueMail(act, {
        ...content,
        key: `line:${line}:certificate-status:${to}`,
        kind: event.type.replace('.', '-'),
        about: { order: facts.order_id, file: facts.file_id, certificate: facts.id },
        to,
        button: { label: 'Voir le certificat', url },
        contact,
        ...more,
      });
    const corrects = early(facts) && facts.file_state === 'to-correct';
    const door = await holderDoor(act, facts, corrects);
    await send(facts.email, door, corrects ? { button: { label: 'Corriger mon dossier', url: door } } : {});
    const page = certificatePaths.certificate(facts.id);
    const others = [
      ...(facts.signatory_email ? [facts.signatory_email] : []),
      ...(await correspondentsOf(act.tx, [facts])).map(({ email }) => email),
    ];
    for (const email of new Set(others)) if (email !== facts.email) await send(email, page);
    await send(buyer.contactEmail, page, {
      contact: { name: holderName(facts), phone: facts.phone, email: facts.email },
      ...(authority.byHand ? { paragraphs: [...content.paragraphs, passOn] } : {}),
    });
  },
});

/** To the purchasing body, where nobody else tells the authority. */
const passOn =
  'L’autorité de certification n’est pas reliée à Clé en main : transmettez-lui cette décision sans attendre, puis notez sa confirmation sur la page du certificat.';

/** Revoked before the handover: the file goes on with another key, is to be corrected, or ends. */
function early(facts: CertificateFacts): boolean {
  return facts.state === 'revoked' && facts.file_state !== 'handed-over';
}

/** What follows, told here alone: the file's own mails are for what did not begin with the certificate. */
function afterwards(facts: CertificateFacts, told: Words): string {
  if (!early(facts)) return told.after;
  if (facts.file_state === 'to-correct') {
    return 'La clé n’était pas remise. Le dossier est à corriger par le titulaire, puis à déposer de nouveau ; un rendez-vous déjà pris est annulé.';
  }
  return facts.file_ended_at
    ? 'La clé n’était pas remise : le dossier est abandonné, il n’y a plus rien à faire. Un rendez-vous déjà pris est annulé.'
    : 'La clé n’était pas remise : une autre est préparée, avec un nouveau certificat. Un rendez-vous sera proposé dès qu’elle sera là ; il n’y a rien à faire d’ici là.';
}

/** The link of the holder is for their mail alone. */
function holderDoor(act: Act, facts: CertificateFacts, corrects: boolean): Promise<string> {
  return openDoor(act, {
    subject: `file:${facts.file_id}`,
    purpose: corrects ? 'holder' : 'certificate',
    email: facts.email,
    name: holderName(facts),
    label: `${corrects ? 'Votre dossier de certificat' : 'Votre certificat'}, ${facts.organisation_name}`,
    path: corrects ? filePaths.mine(facts.file_id) : certificatePaths.certificate(facts.id),
  });
}
