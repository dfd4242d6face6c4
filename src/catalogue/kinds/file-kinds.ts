import {
  choice,
  choices,
  later,
  lines,
  longText,
  optionalChoice,
  optionalInteger,
  optionalLink,
  optionalLongText,
  optionalText,
  someOf,
  text,
  yesNo,
} from './field.js';
import { defineKind } from './kind.js';

/** Where a holder stands in the organisation: what documents are expected follows from it. */
export const situations = {
  'legal-representative': 'représentant légal',
  'elected-member': 'élu ayant une délégation',
  agent: 'agent',
} as const;

/** The acts of the procedure that a reason is given for. */
export const reasonGroups = {
  return: 'Renvoyer une commande à l’organisme',
  refusal: 'Refuser une commande',
  'decline-signing': 'Ne pas signer',
  'take-back': 'Reprendre une commande à signer',
  withdraw: 'Retirer une commande',
  cancel: 'Annuler une commande',
  'authority-refusal': 'Refus par l’autorité de certification',
  'mission-declined': 'Décliner une mission',
  'document-verdict': 'Refuser une pièce',
  'file-rejected': 'Rejeter un dossier',
  reopen: 'Rouvrir un dossier validé',
  'hand-back': 'Rendre la main au correspondant',
  'no-show': 'Absence au rendez-vous',
  'appointment-cancelled': 'Annuler un rendez-vous',
  'appointment-moved': 'Déplacer un rendez-vous',
  'token-reported': 'Clé perdue ou abîmée',
  'token-sent-back': 'Renvoyer une clé',
  'token-destroyed': 'Détruire une clé',
  'data-refused': 'Données refusées à la remise',
  abandon: 'Abandonner un dossier',
  'credit-note': 'Émettre un avoir',
  'fruitless-visit': 'Facturer un déplacement sans remise',
  'separation-relaxed': 'Remettre une clé dont on a validé le dossier',
  revocation: 'Révoquer un certificat',
  suspension: 'Suspendre un certificat',
} as const;

/** Pieces that the service sets itself, to be printed and signed. */
export const pieceModels = {
  mandate: 'mandat du titulaire, prérempli',
  conditions: 'conditions d’utilisation, préremplies',
} as const;

export type PieceModel = keyof typeof pieceModels;

export type ReasonGroup = keyof typeof reasonGroups;

/** What an authority publishes of why a certificate was revoked: reasons of RFC 5280, 5.3.1, for an end entity. */
export const authorityReasons = {
  keyCompromise: 'clé perdue, volée ou connue d’un tiers (keyCompromise)',
  affiliationChanged: 'informations du certificat changées (affiliationChanged)',
  superseded: 'certificat remplacé (superseded)',
  cessationOfOperation: 'certificat devenu inutile (cessationOfOperation)',
  privilegeWithdrawn: 'pouvoir retiré (privilegeWithdrawn)',
  unspecified: 'sans précision (unspecified)',
} as const;

export type AuthorityReason = keyof typeof authorityReasons;

export const documentKind = defineKind({
  title: 'Pièces du dossier',
  one: 'pièce',
  slug: 'pieces',
  intro: 'Les pièces attendues du titulaire, selon sa situation et ses usages.',
  codes: 'free',
  name: (data) => data.label,
  detail: (data) => (data.maxAgeMonths === null ? '' : `moins de ${data.maxAgeMonths} mois`),
  fields: {
    label: text({ label: 'Pièce' }),
    explanation: longText({
      label: 'Ce qui est attendu',
      hint: 'Une ou deux phrases pour le titulaire.',
      max: 600,
    }),
    always: choices({ label: 'Toujours demandée à', options: situations }),
    whenSigning: choices({ label: 'Demandée, quand un usage sert à signer, à', options: situations }),
    sensitive: yesNo({
      label: 'Pièce d’identité',
      hint: 'Ouverte du bureau choisi et du titulaire seuls, chaque consultation étant notée\u202f; le correspondant ne la dépose jamais.',
    }),
    maxAgeMonths: optionalInteger({
      label: 'Ancienneté maximale',
      unit: 'mois',
      hint: 'Au dépôt et à la validation. Vide\u202f: sans limite.',
      min: 1,
      max: 120,
    }),
    expires: yesNo({
      label: 'Porte une date de fin de validité',
      hint: 'Elle doit être en cours à la validation et à la remise.',
    }),
    tips: lines({ label: 'Conseils', hint: 'Un par ligne, affichés avant l’envoi.' }),
    model: later(
      optionalChoice({
        label: 'Modèle à télécharger',
        hint: 'Un PDF au nom du titulaire et de l’organisme, à imprimer et à signer\u202f; son texte est parmi les textes.',
        options: pieceModels,
      }),
    ),
    link: later(optionalLink({ label: 'Lien', hint: 'Page publique où cette pièce s’obtient.' })),
  },
});

export const reasonKind = defineKind({
  title: 'Motifs',
  one: 'motif',
  slug: 'motifs',
  intro:
    'Ce que l’on choisit pour renvoyer, refuser, annuler… et la phrase que reçoit la personne concernée.',
  codes: 'free',
  name: (data) => data.label,
  detail: (data) => data.sentence,
  fields: {
    group: choice({ label: 'Pour', options: reasonGroups }),
    label: text({ label: 'Motif', hint: 'Court, dans la liste.' }),
    sentence: longText({
      label: 'Phrase du message',
      hint: 'Reçue telle quelle par la personne concernée.',
      max: 600,
    }),
    tip: optionalLongText({ label: 'Comment y remédier', max: 600 }),
    documents: someOf('document', {
      label: 'Pièces concernées',
      hint: 'Pour le refus d’une pièce\u202f; aucune cochée\u202f: toutes. Pour rouvrir un dossier\u202f: celles que le motif fait remplacer.',
    }),
    needsComment: yesNo({ label: 'Demande un commentaire' }),
    authorityReason: optionalChoice({
      label: 'Publié par l’autorité',
      hint: 'Pour une révocation\u202f: ce que l’autorité publie du motif, et ce que devient un dossier dont la clé n’est pas remise.',
      options: authorityReasons,
    }),
    excused: yesNo({
      label: 'Excusé',
      hint: 'Pour une absence\u202f: elle ne compte pas parmi les deux qui rendent la main.',
    }),
  },
});

export const textKind = defineKind({
  title: 'Textes',
  one: 'texte',
  slug: 'textes',
  intro:
    'Ce que l’on accepte en signant et ce qu’impriment les documents\u202f; chaque commande garde la version acceptée.',
  codes: 'fixed',
  name: (data) => data.title,
  detail: (data) => `version ${data.version}`,
  fields: {
    title: text({ label: 'Titre' }),
    version: text({
      label: 'Version',
      hint: 'Gardée avec l’acceptation, par exemple «\u00a02026-1\u00a0».',
      max: 40,
    }),
    text: longText({ label: 'Texte', hint: 'Une ligne vide sépare deux paragraphes.', max: 20_000 }),
    url: optionalText({
      label: 'Adresse du texte complet',
      hint: 'Pour les conditions lues avant de signer\u202f: le signataire peut l’ouvrir.',
      max: 400,
    }),
  },
});
