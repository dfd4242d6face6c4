import type { OrderFormData, OrderFormHolder } from './order-form.js';

const people: readonly [string, string, string, string[]][] = [
  ['Kerbellec', 'Gwenaëlle', 'Directrice générale des services', ['authentication', 'acts']],
  ['Le Guirriec', 'Yann', 'Maire', ['procurement', 'acts', 'flows']],
  ['Ploumarc’h', 'Maël', 'Responsable des finances', ['authentication', 'flows']],
];

/** `count` invented holders, each with an address of their own. */
export function holders(count: number): OrderFormHolder[] {
  return Array.from({ length: count }, (_, i) => {
    const [lastName, firstName, role, usages] = people[i % people.length] ?? ['', '', '', []];
    return { lastName, firstName, role, usages, email: `titulaire-${i + 1}@exemple.fr` };
  });
}

export function orderForm(list: readonly OrderFormHolder[] = holders(3)): OrderFormData {
  return {
    title: 'Annexe 4bis',
    subtitle: 'Bon de commande de certificats numériques',
    reference: '2026-35-0142',
    version: 3,
    test: true,
    purchasingBody: { name: 'Mégalis Bretagne' },
    deliveryCentre: { name: 'le CDG 35' },
    organisation: {
      name: 'Commune d’Exemple-sur-Vilaine',
      siret: '99999999800019',
      address: '1 place de la Mairie',
      postalCode: '35690',
      city: 'Exemple-sur-Vilaine',
    },
    correspondent: {
      lastName: 'Le Test',
      firstName: 'Nolwenn',
      role: 'Secrétaire générale',
      telephone: '02 61 91 00 12',
      email: 'nolwenn.letest@exemple.fr',
    },
    service:
      'Le service comprend l’acquisition d’un ou de plusieurs certificats, l’assistance à la commande, à l’installation et à l’utilisation, et l’accès aux guides pratiques.',
    lines: [
      {
        label: 'Certificat numérique Audacio (RGS **), valable 3 ans, sur clé cryptographique USB',
        notes: [1, 2],
        unitExclTax: 12_000,
        unitInclTax: 14_400,
        quantity: list.length,
        totalExclTax: 12_000 * list.length,
        totalInclTax: 14_400 * list.length,
      },
    ],
    totals: {
      exclTax: 12_000 * list.length,
      vat: [{ rate: '20 %', amount: 2_400 * list.length }],
      inclTax: 14_400 * list.length,
    },
    notes: [
      'Ces certificats ne chiffrent pas les offres des entreprises dans la salle des marchés.',
      'Prix hors remise sur place par le CDG 35 (82 € l’intervention d’une heure), demandée et facturée à part.',
    ],
    usages: [
      {
        code: 'authentication',
        short: 'Actes authentif.',
        long: 'authentification pour la télétransmission des actes',
        available: true,
      },
      {
        code: 'procurement',
        short: 'Marchés signature',
        long: 'signature des pièces de marchés (acte d’engagement)',
        available: true,
      },
      { code: 'acts', short: 'Actes signature', long: 'signature des actes', available: true },
      { code: 'flows', short: 'PES signature', long: 'signature des flux comptables (PES)', available: true },
      { code: 'encryption', short: 'Chiffrement', long: 'Chiffrement des offres', available: false },
    ],
    holders: list,
    mailNote:
      'Le lien vers le dossier en ligne part à l’adresse mail de chaque titulaire : une adresse différente pour chacun.',
    declaration: 'La collectivité déclare exactes les informations portées sur ce bon de commande.',
    acceptances: [
      {
        text: 'La signature vaut acceptation des conditions particulières du service et des prix ci-dessus',
        version: 'du 1er janvier 2026',
      },
    ],
    invoicing: 'La facture est émise après la remise du certificat, au prix unitaire indiqué.',
    signatures: [
      {
        who: 'Pour la collectivité ou l’établissement, son représentant légal',
        name: 'Yann Le Guirriec',
        role: 'maire',
        place: 'Exemple-sur-Vilaine',
        below:
          'Cachet et signature, ou signature en ligne (feuille de signature jointe). Sur papier : deux exemplaires originaux.',
      },
      {
        who: 'Pour le syndicat mixte Mégalis Bretagne, par délégation',
        below: 'Cachet et signature, ou contreseing en ligne (feuille jointe)',
      },
    ],
  };
}
