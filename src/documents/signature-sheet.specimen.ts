import type { SignatureSheetData } from './signature-sheet.js';

export function signatureSheet(): SignatureSheetData {
  return {
    reference: '2026-35-0142',
    version: 3,
    test: true,
    issuer: 'Mégalis Bretagne',
    subject: 'Annexe 4bis et demande de mission facultative',
    statement:
      'Cette feuille constate la signature en ligne des documents désignés ci-dessous. Les documents sont figés : leur empreinte les désigne sans équivoque, et toute modification la changerait. Le cachet électronique du service, s’il en a un, s’y ajoute ensuite, comme à cette feuille, sans rien y changer.',
    organisation: { name: 'Commune d’Exemple-sur-Vilaine', siret: '99999999800019' },
    signer: {
      name: 'Yann Le Guirriec',
      role: 'maire',
      capacity: 'représentant légal de la collectivité',
      email: 'maire@exemple.fr',
    },
    signedAt: new Date('2026-11-24T08:12:40Z'),
    place: 'Exemple-sur-Vilaine',
    method: 'Lien personnel reçu par mail, puis code à usage unique envoyé à la même adresse',
    level: 'Signature électronique simple, au sens du règlement (UE) n° 910/2014',
    identityProof: [{ label: 'Adresse vérifiée', value: 'code saisi le 24 novembre 2026 à 9 h 11' }],
    documents: [
      {
        title: 'Annexe 4bis – bon de commande',
        reference: '2026-35-0142',
        version: 3,
        sha256: '4f1c09ab7d22e15086c3b7f0a9d1546e3c2b8f7711a0de9945f60c8be3a7d512',
      },
      {
        title: 'Demande de mission facultative',
        reference: 'M-2026-35-0142-1',
        version: 1,
        sha256: '9b02e7c41d5ff83a6e90b4c7d21f5a08e6b3947cc1d0a25f7e884b1360fa9de7',
      },
    ],
    acceptances: [
      {
        text: 'Conditions particulières du service et prix',
        version: 'du 1er janvier 2026',
        acceptedAt: new Date('2026-11-24T08:12:02Z'),
      },
      {
        text: 'Conditions particulières d’utilisation des missions facultatives',
        version: 'du 1er janvier 2026',
        acceptedAt: new Date('2026-11-24T08:12:10Z'),
      },
    ],
    journal: {
      chain: 'commande 2026-35-0142',
      line: 7,
      at: new Date('2026-11-24T08:12:40Z'),
      sha256: 'c0ffee12ab7d22e15086c3b7f0a9d1546e3c2b8f7711a0de9945f60c8be3a7d5',
    },
    verification: { code: 'K7QF-2MXD-94TR', address: 'https://cle.exemple.fr/verifier' },
  };
}

export function countersignatureSheet(): SignatureSheetData {
  return {
    ...signatureSheet(),
    subject: 'Contreseing de l’annexe 4bis',
    organisation: { name: 'Syndicat mixte Mégalis Bretagne', siret: '99999999800027' },
    signer: {
      name: 'Solenn Tanguy',
      role: 'vice-présidente',
      capacity: 'signataire du syndicat mixte, par délégation du président',
      delegation: 'arrêté n° 2026-014 du 12 janvier 2026',
      email: 'solenn.tanguy@exemple.fr',
    },
    signedAt: new Date('2026-11-24T13:40:05Z'),
  };
}
