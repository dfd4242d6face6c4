import type { MailContact, NewMail } from '#src/platform/mail/mail.js';

/** The code that proves an address: to sign in, or to pass a door. */
export function signInCodeMail(parts: {
  to: string;
  code: string;
  key: string;
  until: Date;
  contact: MailContact;
}): NewMail {
  const spaced = `${parts.code.slice(0, 3)} ${parts.code.slice(3)}`;
  return {
    key: parts.key,
    kind: 'sign-in-code',
    to: parts.to,
    subject: 'Votre code pour ouvrir Clé en main',
    paragraphs: ['Recopiez ce code sur la page qui vous le demande. Il est valable dix minutes.'],
    code: spaced,
    after: [
      'Ne le transmettez à personne : nous ne vous le demanderons jamais par téléphone ni par message.',
      'Vous n’avez rien demandé ? Ne faites rien : sans ce code, personne n’entre avec votre adresse.',
    ],
    contact: parts.contact,
    secretUntil: parts.until,
  };
}
