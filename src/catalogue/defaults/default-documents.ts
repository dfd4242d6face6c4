import type { DataOf } from '#src/catalogue/kinds/kinds.js';

const everyone = ['legal-representative', 'elected-member', 'agent'] as const;

const readable = 'Photo ou numérisation nette, en couleur, des quatre coins, sans reflet.';

/**
 * The pieces of a registration file at two stars without certification agent (RGS v2, annex A2, III.2.3.2), and
 * those that prove the quality of who signs for the body.
 */
export const defaultDocuments = {
  identity: {
    label: 'Pièce d’identité du titulaire',
    explanation:
      'Carte nationale d’identité, passeport ou titre de séjour, recto et verso, en cours de validité. Ce sera la même pièce que vous présenterez à la remise.',
    always: [...everyone],
    whenSigning: [],
    sensitive: true,
    maxAgeMonths: null,
    expires: true,
    tips: [
      readable,
      'Recto et verso dans un même fichier, ou deux photos sur une page.',
      'Une carte dont la date est dépassée n’est pas acceptée, même prolongée de cinq ans.',
    ],
    model: null,
    link: null,
  },
  mandate: {
    label: 'Mandat du titulaire',
    explanation:
      'Le représentant légal le date et le signe\u202f; vous l’acceptez en le signant aussi. Téléchargez le modèle, déjà à vos noms, imprimez-le, puis envoyez-le signé.',
    always: [...everyone],
    whenSigning: [],
    sensitive: false,
    maxAgeMonths: 3,
    expires: false,
    tips: ['La date et les deux signatures se lisent.', 'Moins de trois mois au dépôt et à la validation.'],
    model: 'mandate',
    link: null,
  },
  'body-proof': {
    label: 'Avis de situation Sirene de l’organisme',
    explanation: 'Il prouve que l’organisme existe, sous ce nom et ce SIRET.',
    always: [...everyone],
    whenSigning: [],
    sensitive: false,
    maxAgeMonths: 3,
    expires: false,
    tips: [
      'Il se télécharge gratuitement sur le site de l’Insee, avec le SIRET de l’organisme.',
      'Moins de trois mois au dépôt et à la validation.',
    ],
    model: null,
    link: 'https://avis-situation-sirene.insee.fr/',
  },
  'election-record': {
    label: 'Preuve de la qualité du représentant légal',
    explanation:
      'Procès-verbal ou délibération d’élection du maire ou du président\u202f; pour un directeur, son arrêté de nomination.',
    always: [...everyone],
    whenSigning: [],
    sensitive: false,
    maxAgeMonths: null,
    expires: false,
    tips: ['La page qui porte le nom de l’élu et celle des signatures suffisent.'],
    model: null,
    link: null,
  },
  delegation: {
    label: 'Délégation de signature',
    explanation:
      'Arrêté ou délibération en vigueur, par lequel l’autorité responsable vous donne le pouvoir de signer.',
    always: ['elected-member'],
    whenSigning: ['agent'],
    sensitive: false,
    maxAgeMonths: null,
    expires: false,
    tips: [
      'L’acte porte votre nom et ce que vous pouvez signer.',
      'Un élu adjoint n’a le pouvoir de signer que par une délégation, même avec son certificat.',
    ],
    model: null,
    link: null,
  },
  conditions: {
    label: 'Conditions d’utilisation signées',
    explanation:
      'Lisez les conditions d’utilisation du certificat, datez-les et signez-les de votre main. Téléchargez-les, imprimez-les, puis envoyez-les signées.',
    always: [...everyone],
    whenSigning: [],
    sensitive: false,
    maxAgeMonths: null,
    expires: false,
    tips: ['Toutes les pages, la date et la signature lisibles.'],
    model: 'conditions',
    link: null,
  },
} satisfies Record<string, DataOf<'document'>>;
