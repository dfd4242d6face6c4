import type { PieceModelData } from './piece-model.js';

const below = 'Signature';

export function mandateModel(): PieceModelData {
  return {
    reference: '2026-35-0142',
    test: true,
    title: 'Mandat du titulaire',
    textVersion: '2026-1',
    organisation: { name: 'Commune d’Exemple-sur-Vilaine', siret: '99999999800019' },
    representative: { name: 'Yann Le Guirriec', role: 'maire' },
    holder: {
      name: 'Gwenaëlle Kerbellec',
      role: 'directrice générale des services',
      email: 'gwenaelle.kerbellec@exemple.fr',
    },
    certificate: 'Certificat RGS deux étoiles, 3 ans, Autorité d’essai',
    usages: ['authentification pour la télétransmission des actes', 'signature des actes'],
    powerToSign: 'arrêté du maire n° 2026-031',
    paragraphs: [
      'Le représentant légal désigne la personne nommée ci-dessus comme titulaire d’un certificat électronique.',
      'Le titulaire accepte ce mandat.',
    ],
    signatures: [
      { who: 'Le représentant légal', name: 'Yann Le Guirriec', role: 'maire', below },
      {
        who: 'Le titulaire, qui accepte',
        name: 'Gwenaëlle Kerbellec',
        role: 'directrice générale des services',
        below,
      },
    ],
  };
}

export function conditionsModel(): PieceModelData {
  const { powerToSign: _, ...mandate } = mandateModel();
  return {
    ...mandate,
    title: 'Conditions d’utilisation du certificat',
    paragraphs: ['Le titulaire est seul à se servir de sa clé.', 'Il en demande la révocation sans délai.'],
    signatures: mandate.signatures.slice(1),
  };
}
