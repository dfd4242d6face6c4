import type { ReasonGroup } from '#src/catalogue/kinds/file-kinds.js';
import type { DataOf } from '#src/catalogue/kinds/kinds.js';

type Reason = DataOf<'reason'>;
type More = Partial<Pick<Reason, 'tip' | 'documents' | 'needsComment' | 'excused' | 'authorityReason'>>;

/** Code without its group, label, sentence of the mail, and what else is known of it. */
type Line = readonly [code: string, label: string, sentence: string, more?: More];

const other = (sentence: string): Line => ['other', 'Autre motif', sentence, { needsComment: true }];

const commentFollows = 'Le détail figure dans le commentaire ci-dessous.';

const groups: Record<ReasonGroup, readonly Line[]> = {
  return: [
    [
      'field-wrong',
      'Informations à corriger',
      'Une ou plusieurs informations de la commande sont à corriger.',
      { tip: 'Corrigez les champs signalés, puis demandez de nouveau la signature.' },
    ],
    [
      'siret-wrong',
      'SIRET qui ne correspond pas à l’organisme',
      'Le SIRET indiqué n’est pas celui de l’organisme qui commande.',
      { tip: 'Recopiez-le de l’avis de situation Sirene.' },
    ],
    [
      'signatory-unknown',
      'Signataire non habilité',
      'La personne qui a signé n’est pas connue comme pouvant engager l’organisme.',
      { tip: 'Faites signer le représentant légal, ou joignez la délégation de signature.' },
    ],
    [
      'usage-unfit',
      'Usages à revoir',
      'Les usages demandés ne conviennent pas à la fonction du titulaire ou au certificat.',
      { tip: 'Revoyez les usages de chaque titulaire.' },
    ],
    [
      'address-shared',
      'Adresse électronique non personnelle',
      'L’adresse d’un titulaire semble partagée\u202f: son lien personnel ne peut y être envoyé.',
      { tip: 'Indiquez une adresse que le titulaire est seul à lire.' },
    ],
    [
      'mission-declined',
      'Mission déclinée par le centre de délivrance',
      'Le centre de délivrance a décliné la mission demandée avec cette commande.',
      { tip: 'Son motif suit\u202f; appelez-le si besoin avant de renvoyer la commande.' },
    ],
    other(`La commande vous est renvoyée. ${commentFollows}`),
  ],
  refusal: [
    [
      'not-eligible',
      'Organisme non éligible',
      'L’organisme ne peut pas commander auprès de cet organisme acheteur.',
      { tip: 'Adressez-vous à l’organisme acheteur de votre région.' },
    ],
    ['not-member', 'Adhésion manquante', 'L’organisme n’a pas signé la convention d’adhésion au service.'],
    ['duplicate', 'Commande en double', 'Une autre commande porte déjà sur les mêmes titulaires.'],
    other(`La commande est refusée. ${commentFollows}`),
  ],
  'decline-signing': [
    ['data-wrong', 'Informations inexactes', 'Le représentant légal signale des informations inexactes.'],
    ['not-me', 'Je ne suis pas le signataire', 'La personne sollicitée n’est pas celle qui doit signer.'],
    ['not-wanted', 'Commande non souhaitée', 'Le représentant légal ne souhaite pas cette commande.'],
    other(`Le représentant légal n’a pas signé. ${commentFollows}`),
  ],
  'take-back': [
    ['to-correct', 'Correction à faire', 'La commande est reprise pour être corrigée.'],
    ['wrong-signatory', 'Mauvais signataire', 'La commande doit être signée par une autre personne.'],
    other(`La commande a été reprise. ${commentFollows}`),
  ],
  withdraw: [
    ['no-longer-needed', 'Besoin disparu', 'L’organisme n’a plus besoin de ces certificats.'],
    ['holder-left', 'Départ du titulaire', 'Le titulaire a quitté l’organisme ou changé de fonctions.'],
    ['ordered-elsewhere', 'Commandé autrement', 'Les certificats ont été commandés par une autre voie.'],
    other(`L’organisme retire sa commande. ${commentFollows}`),
  ],
  cancel: [
    [
      'contract-ended',
      'Fin du contrat du fournisseur',
      'Le contrat avec l’autorité de certification a pris fin.',
    ],
    ['no-answer', 'Organisme sans réponse', 'L’organisme n’a pas répondu aux relances.'],
    ['duplicate', 'Commande en double', 'Une autre commande porte déjà sur les mêmes titulaires.'],
    other(`La commande est annulée. ${commentFollows}`),
  ],
  'authority-refusal': [
    ['data-rejected', 'Données rejetées', 'L’autorité de certification a rejeté des données de la commande.'],
    [
      'organisation-unknown',
      'Organisme inconnu',
      'L’autorité de certification ne reconnaît pas l’organisme.',
    ],
    ['contract-limit', 'Limite du contrat', 'La commande dépasse ce que prévoit le contrat du fournisseur.'],
    other(`L’autorité de certification refuse la commande. ${commentFollows}`),
  ],
  'mission-declined': [
    [
      'outside-territory',
      'Organisme hors du ressort',
      'L’organisme n’est pas dans le ressort de ce centre de délivrance.',
    ],
    ['unpaid', 'Factures en attente', 'Des interventions précédentes restent à payer.'],
    [
      'no-capacity',
      'Intervention impossible',
      'Le centre de délivrance ne peut pas intervenir dans un délai utile.',
    ],
    other(`Le centre de délivrance décline la mission. ${commentFollows}`),
  ],
  'document-verdict': [
    [
      'unreadable',
      'Illisible',
      'La pièce ne peut pas être lue en entier.',
      { tip: 'Reprenez la photo de près, à la lumière du jour, sans reflet ni doigt sur la pièce.' },
    ],
    [
      'cropped',
      'Coupée',
      'Une partie de la pièce manque sur l’image.',
      { tip: 'Montrez les quatre coins et laissez une marge autour.' },
    ],
    [
      'side-missing',
      'Recto ou verso manquant',
      'Une seule face de la pièce a été envoyée.',
      { tip: 'Envoyez le recto et le verso dans un même fichier.', documents: ['identity'] },
    ],
    [
      'expired',
      'Périmée',
      'La pièce n’est plus en cours de validité.',
      {
        tip: 'Envoyez une autre pièce en cours de validité\u202f: passeport ou titre de séjour conviennent aussi.',
        documents: ['identity'],
      },
    ],
    [
      'too-old',
      'Trop ancienne',
      'La pièce date de plus de trois mois.',
      {
        tip: 'Demandez-en une récente et envoyez-la dès que vous l’avez.',
        documents: ['mandate', 'body-proof'],
      },
    ],
    [
      'not-expected',
      'Ce n’est pas la pièce demandée',
      'Le fichier envoyé n’est pas la pièce demandée.',
      { tip: 'Relisez ce qui est attendu, puis envoyez la bonne pièce.' },
    ],
    [
      'name-differs',
      'Nom différent',
      'Le nom porté par la pièce n’est pas celui du dossier.',
      { tip: 'Corrigez le nom dans votre dossier, ou joignez la pièce qui explique la différence.' },
    ],
    [
      'number-differs',
      'Numéro ou date différents',
      'Le numéro ou la date de la pièce ne sont pas ceux saisis dans le dossier.',
      { tip: 'Corrigez la saisie d’après la pièce.', documents: ['identity'] },
    ],
    [
      'signature-missing',
      'Signature manquante',
      'Une signature attendue manque sur la pièce.',
      {
        tip: 'Faites-la signer par chacun des signataires, puis renvoyez-la.',
        documents: ['mandate', 'conditions', 'delegation'],
      },
    ],
    [
      'date-missing',
      'Date manquante',
      'La pièce n’est pas datée.',
      { tip: 'Faites-la dater, puis renvoyez-la.', documents: ['mandate', 'conditions'] },
    ],
    [
      'body-differs',
      'Autre organisme',
      'La pièce concerne un autre organisme ou un autre établissement.',
      {
        tip: 'Demandez celle qui porte le SIRET de la commande.',
        documents: ['body-proof', 'election-record', 'mandate'],
      },
    ],
    [
      'power-missing',
      'Pouvoir de signer non couvert',
      'La délégation ne couvre pas ce que vous devez signer, ou n’est plus en vigueur.',
      { tip: 'Envoyez l’acte en vigueur qui nomme ces pouvoirs.', documents: ['delegation'] },
    ],
    other(`La pièce est refusée. ${commentFollows}`),
  ],
  'file-rejected': [
    ['identity-doubt', 'Doute sur l’identité', 'L’identité du titulaire n’a pas pu être établie.'],
    ['no-mandate', 'Titulaire non mandaté', 'L’organisme n’a pas mandaté cette personne.'],
    ['not-eligible', 'Titulaire non éligible', 'Cette personne ne peut pas recevoir ce certificat.'],
    other(`Le dossier est rejeté. ${commentFollows}`),
  ],
  reopen: [
    [
      'identity-expired',
      'Pièce d’identité arrivée à sa fin',
      'La pièce d’identité n’est plus en cours de validité.',
      { tip: 'Envoyez une pièce en cours de validité.', documents: ['identity'] },
    ],
    [
      'mandate-ended',
      'Mandat terminé',
      'Le mandat du titulaire n’est plus en vigueur.',
      { tip: 'Envoyez un mandat en vigueur.', documents: ['mandate'] },
    ],
    ['data-changed', 'Données à modifier', 'Des données du dossier ont changé depuis la validation.'],
    other(`Le dossier est rouvert. ${commentFollows}`),
  ],
  'hand-back': [
    ['no-answer', 'Titulaire sans réponse', 'Le titulaire n’a pas répondu aux propositions de rendez-vous.'],
    ['two-absences', 'Deux absences', 'Le titulaire a manqué deux rendez-vous.'],
    ['none-suits', 'Aucun horaire commun', 'Aucun des horaires du centre de délivrance ne convient.'],
    other(`Le centre de délivrance vous demande des horaires. ${commentFollows}`),
  ],
  'no-show': [
    ['absent', 'Absent sans prévenir', 'Le titulaire ne s’est pas présenté au rendez-vous.'],
    [
      'no-identity',
      'Sans pièce d’identité',
      'Le titulaire n’avait pas la pièce d’identité de son dossier.',
      { tip: 'Apportez la pièce d’identité envoyée avec votre dossier.' },
    ],
    ['warned', 'Absence annoncée', 'Le titulaire avait prévenu de son absence.', { excused: true }],
    ['illness', 'Empêchement', 'Un empêchement a retenu le titulaire.', { excused: true }],
    [
      'centre-absent',
      'Empêchement du centre de délivrance',
      'Le centre de délivrance n’a pas pu tenir le rendez-vous.',
      { excused: true },
    ],
    other(`Le rendez-vous n’a pas eu lieu. ${commentFollows}`),
  ],
  'appointment-cancelled': [
    ['holder-unavailable', 'Titulaire indisponible', 'Le titulaire n’est pas disponible.'],
    ['officer-unavailable', 'Agent indisponible', 'L’agent de délivrance n’est pas disponible.'],
    ['premises-closed', 'Locaux fermés', 'Les locaux de l’organisme sont fermés ce jour-là.'],
    ['file-changed', 'Dossier en changement', 'Le dossier du titulaire ne permet plus ce rendez-vous.'],
    other(`Le rendez-vous est annulé. ${commentFollows}`),
  ],
  'appointment-moved': [
    ['holder-asked', 'À la demande du titulaire', 'Le titulaire a demandé un autre horaire.'],
    [
      'officer-asked',
      'À la demande du centre de délivrance',
      'Le centre de délivrance a dû changer l’horaire.',
    ],
    other(`Le rendez-vous est déplacé. ${commentFollows}`),
  ],
  'token-reported': [
    ['lost-in-transit', 'Perdue en chemin', 'La clé n’est pas arrivée à destination.'],
    ['lost-at-centre', 'Perdue au centre', 'La clé a été perdue au centre de délivrance.'],
    ['stolen', 'Volée', 'La clé a été volée.'],
    ['damaged', 'Abîmée', 'La clé est abîmée et ne peut pas servir.'],
    ['unreadable', 'Illisible', 'La clé n’est pas reconnue par l’ordinateur.'],
    other(`La clé ne peut pas être remise. ${commentFollows}`),
  ],
  'token-sent-back': [
    ['file-ended', 'Dossier terminé sans remise', 'Le dossier du titulaire a pris fin sans remise.'],
    ['damaged', 'Clé abîmée', 'La clé est abîmée et ne peut pas servir.'],
    ['data-refused', 'Données refusées', 'Le titulaire a refusé les données de son certificat.'],
    ['found-again', 'Clé retrouvée', 'La clé déclarée perdue a été retrouvée.'],
    other(`La clé est renvoyée à l’autorité de certification. ${commentFollows}`),
  ],
  'token-destroyed': [
    ['damaged', 'Clé abîmée', 'La clé abîmée a été détruite.'],
    ['revoked', 'Certificat révoqué', 'Le certificat de cette clé est révoqué.'],
    other(`La clé est détruite. ${commentFollows}`),
  ],
  'data-refused': [
    ['name-wrong', 'Nom ou prénom inexact', 'Le nom ou le prénom porté par le certificat n’est pas exact.'],
    [
      'body-wrong',
      'Organisme inexact',
      'Le nom ou le SIRET de l’organisme porté par le certificat n’est pas exact.',
    ],
    [
      'email-wrong',
      'Adresse électronique inexacte',
      'L’adresse électronique portée par le certificat n’est pas exacte.',
    ],
    other(`Le titulaire refuse les données de son certificat. ${commentFollows}`),
  ],
  abandon: [
    ['left', 'Départ de l’organisme', 'Le titulaire a quitté l’organisme.'],
    ['function-changed', 'Changement de fonctions', 'Le titulaire n’a plus besoin d’un certificat.'],
    ['not-wanted', 'Ne souhaite pas de certificat', 'Le titulaire ne souhaite pas recevoir de certificat.'],
    ['order-ended', 'Commande terminée', 'La commande a été retirée ou annulée.'],
    other(`Le dossier est abandonné. ${commentFollows}`),
  ],
  'credit-note': [
    ['recipient-wrong', 'Destinataire inexact', 'La facture n’était pas adressée au bon organisme.'],
    ['reference-missing', 'Référence manquante', 'Le numéro d’engagement ou le code service manquait.'],
    ['amount-wrong', 'Montant inexact', 'Le montant facturé n’était pas exact.'],
    ['goodwill', 'Geste commercial', 'La prestation n’est pas facturée.'],
    other(`Un avoir est émis. ${commentFollows}`),
  ],
  'fruitless-visit': [
    ['nobody', 'Personne sur place', 'L’agent s’est déplacé et aucun titulaire ne s’est présenté.'],
    [
      'no-identity',
      'Pièces d’identité absentes',
      'Aucun titulaire n’avait la pièce d’identité de son dossier.',
    ],
    other(`Le déplacement est facturé. ${commentFollows}`),
  ],
  'separation-relaxed': [
    ['only-officer', 'Seule personne présente', 'Aucun autre agent ne pouvait assurer la remise.'],
    ['urgent', 'Remise urgente', 'La remise ne pouvait pas attendre un autre agent.'],
    other(`La même personne a validé et remis. ${commentFollows}`),
  ],
  revocation: [
    [
      'key-lost',
      'Clé perdue',
      'La clé est perdue et n’a pas été retrouvée.',
      { authorityReason: 'keyCompromise' },
    ],
    ['key-stolen', 'Clé volée', 'La clé a été volée.', { authorityReason: 'keyCompromise' }],
    [
      'code-known',
      'Code connu de quelqu’un d’autre',
      'Le code secret de la clé est connu d’une autre personne.',
      { authorityReason: 'keyCompromise' },
    ],
    [
      'key-broken',
      'Clé abîmée ou bloquée',
      'La clé est abîmée ou bloquée et ne peut plus servir.',
      { authorityReason: 'superseded' },
    ],
    [
      'data-changed',
      'Informations inexactes ou changées',
      'Une information du certificat est inexacte ou a changé\u202f: nom, organisme, adresse électronique.',
      { authorityReason: 'affiliationChanged' },
    ],
    [
      'power-ended',
      'Fin de mandat ou de délégation',
      'Le titulaire n’a plus le pouvoir que le certificat servait à exercer.',
      { authorityReason: 'privilegeWithdrawn' },
    ],
    [
      'left',
      'Départ de l’organisme',
      'Le titulaire a quitté l’organisme.',
      { authorityReason: 'cessationOfOperation' },
    ],
    [
      'not-needed',
      'Certificat devenu inutile',
      'Le titulaire n’a plus besoin de son certificat.',
      { authorityReason: 'cessationOfOperation' },
    ],
    [
      'other',
      'Autre motif',
      `Le certificat est révoqué. ${commentFollows}`,
      { authorityReason: 'unspecified', needsComment: true },
    ],
  ],
  suspension: [
    ['key-mislaid', 'Clé égarée', 'La clé est égarée et peut encore être retrouvée.'],
    ['doubt', 'Doute sur un usage', 'Un usage de la clé paraît anormal\u202f: il est à vérifier.'],
    ['absence', 'Absence du titulaire', 'Le titulaire est absent pour longtemps.'],
    other(`Le certificat est suspendu. ${commentFollows}`),
  ],
};

/** Every reason, its code prefixed by its group: `document-verdict.unreadable`. */
export const defaultReasons: readonly { readonly code: string; readonly data: Reason }[] = Object.entries(
  groups,
).flatMap(([group, reasons]) =>
  reasons.map(([code, label, sentence, more = {}]) => ({
    code: `${group}.${code}`,
    data: {
      group: group as ReasonGroup,
      label,
      sentence,
      tip: more.tip ?? null,
      documents: more.documents ?? [],
      needsComment: more.needsComment ?? false,
      authorityReason: more.authorityReason ?? null,
      excused: more.excused ?? false,
    },
  })),
);
