import type { Party } from '#src/directory/index.js';
import type { Table } from '#src/platform/acts/steps.js';

export const certificateStates = [
  'requested',
  'issued',
  'live',
  'suspended',
  'revoked',
  'expired',
  'called-off',
] as const;
export type CertificateState = (typeof certificateStates)[number];

/** Steps that change what the certificate is worth. */
export type CertificateChange = 'issue' | 'call-off' | 'go-live' | 'suspend' | 'resume' | 'revoke' | 'expire';
export type CertificateStep = CertificateChange | 'confirm';

/** The certificate: asked of the authority at validation, live from the handover on. */
export const certificateTable: Table<CertificateState, Party, CertificateStep> = {
  subject: 'le certificat',
  title: 'Certificat',
  words: {
    requested: 'demandé à l’autorité de certification',
    issued: 'émis, pas encore remis',
    live: 'actif',
    suspended: 'suspendu',
    revoked: 'révoqué',
    expired: 'expiré',
    'called-off': 'décommandé avant son émission',
  },
  ends: ['revoked', 'expired', 'called-off'],
  rest: ['live'],
  rows: [
    {
      step: 'issue',
      from: ['requested'],
      to: ['issued'],
      by: ['certification-authority'],
      move: 'next',
      label: 'Émettre',
      follows: 'Le certificat est gardé tel que l’autorité l’a émis.',
    },
    {
      step: 'issue',
      from: ['requested'],
      to: ['issued'],
      by: ['purchasing-officer'],
      move: 'besides',
      label: 'Noter le certificat émis',
      follows: 'Quand l’autorité répond autrement que par son adaptateur.',
    },
    {
      step: 'call-off',
      from: ['requested'],
      to: ['called-off'],
      by: ['calendar'],
      move: 'besides',
      label: 'Décommander',
      follows: 'D’elle-même, quand le dossier prend fin ou change avant l’émission.',
    },
    {
      step: 'go-live',
      from: ['issued'],
      to: ['live'],
      by: ['delivery-officer'],
      move: 'next',
      label: 'Remettre',
      follows: 'Avec la remise de la clé.',
    },
    {
      step: 'suspend',
      from: ['live'],
      to: ['suspended'],
      by: ['holder', 'legal-representative', 'purchasing-officer'],
      move: 'besides',
      label: 'Suspendre',
      follows:
        'Pour une clé égarée : l’autorité la met en attente dans ce qu’elle publie. Le titulaire, le représentant légal, les correspondants et l’organisme acheteur sont prévenus.',
      reason: true,
    },
    {
      step: 'resume',
      from: ['suspended'],
      to: ['live'],
      by: ['holder', 'legal-representative', 'purchasing-officer'],
      move: 'next',
      label: 'Remettre en service',
      follows: 'L’autorité retire le certificat de ce qu’elle publie ; les mêmes personnes sont prévenues.',
    },
    {
      step: 'revoke',
      from: ['issued', 'live', 'suspended'],
      to: ['revoked'],
      by: ['holder', 'legal-representative', 'purchasing-officer', 'calendar'],
      move: 'besides',
      label: 'Révoquer',
      follows:
        'Définitif : l’autorité le publie, avec le motif, et les mêmes personnes sont prévenues. Un dossier remis le reste ; avant la remise, le motif dit si une autre clé suit, si le dossier est à corriger ou s’il est abandonné. D’elle-même quand le dossier prend fin avant la remise.',
      reason: true,
    },
    {
      step: 'confirm',
      from: ['live', 'suspended', 'revoked', 'expired'],
      to: ['same'],
      by: ['certification-authority', 'purchasing-officer'],
      move: 'besides',
      label: 'Noter la confirmation de l’autorité',
      follows:
        'L’autorité a suspendu, remis en service ou révoqué : elle le confirme, ou l’agent d’achat note sa réponse reçue autrement, avec sa date et sa référence.',
    },
    {
      step: 'expire',
      from: ['live', 'suspended'],
      to: ['expired'],
      by: ['calendar'],
      move: 'besides',
      label: 'Expirer',
      follows: 'D’elle-même, à la fin de sa validité.',
    },
  ],
};
