import type { DataOf } from '#src/catalogue/kinds/kinds.js';

/** The usages of the order form, and what each requires. */
export const defaultUsages = {
  authentication: {
    label: 'Authentification pour la télétransmission des actes',
    short: 'Actes authentif.',
    explanation:
      'Ouvre la plateforme de télétransmission. Équipez de préférence l’agent qui transmet les actes, plutôt que l’élu qui les signe\u202f: aucune délégation de signature n’est alors nécessaire.',
    available: true,
    unavailableBecause: null,
    signing: false,
    needsQualified: false,
    confirmation: null,
  },
  'procurement-signature': {
    label: 'Signature des pièces de marché (acte d’engagement)',
    short: 'Marchés signature',
    explanation:
      'Depuis l’arrêté du 22 mars 2019, signer un marché public demande un certificat qualifié au sens du règlement eIDAS.',
    available: true,
    unavailableBecause: null,
    signing: true,
    needsQualified: true,
    confirmation:
      'J’ai compris que ce certificat RGS n’est pas qualifié\u202f: une signature faite avec lui peut être refusée pour un marché public (arrêté du 22 mars 2019, annexe du code de la commande publique).',
  },
  'acts-signature': {
    label: 'Signature des actes',
    short: 'Actes signature',
    explanation:
      'Signe délibérations et arrêtés. Signer les actes n’est pas nécessaire pour les télétransmettre\u202f; qui les signe en a reçu le pouvoir.',
    available: true,
    unavailableBecause: null,
    signing: true,
    needsQualified: false,
    confirmation: null,
  },
  'accounting-signature': {
    label: 'Signature des flux comptables (PES)',
    short: 'PES signature',
    explanation:
      'Signe les bordereaux envoyés au comptable public. Le signataire est l’ordonnateur ou son délégué (article D.\u202f1617-23 du code général des collectivités territoriales).',
    available: true,
    unavailableBecause: null,
    signing: true,
    needsQualified: false,
    confirmation: null,
  },
  'bid-encryption': {
    label: 'Chiffrement des réponses des entreprises',
    short: 'Chiffrement',
    explanation: 'Protège les offres déposées par les entreprises jusqu’à leur ouverture.',
    available: false,
    unavailableBecause:
      'Non disponible\u202f: ce certificat authentifie et signe, sa clé ne sert pas à chiffrer. Les plateformes de marchés publics fournissent leur propre moyen de chiffrement.',
    signing: false,
    needsQualified: false,
    confirmation: null,
  },
} satisfies Record<string, DataOf<'usage'>>;
