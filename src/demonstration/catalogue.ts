import { type DataOf, type NewEntry, seedCatalogue, seedDefaults } from '#src/catalogue/index.js';
import { type Operator, operatorsOf } from '#src/directory/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { simulatedPolicies } from '#src/simulator/index.js';
import { demonstrationIban } from './bank-account.js';

const supplier: DataOf<'supplier'> = {
  authority: 'ChamberSign (simulée)',
  reference: 'Contrat de démonstration',
  lastOrderOn: null,
  cancelOn: null,
  revocationHelp: 'Au 02 61 91 09 00, jour et nuit.',
};

/** The product line of the order form. */
const product: DataOf<'product'> = {
  name: 'Certificat numérique Audacio (RGS **)',
  supplier: 'chambersign',
  years: 3,
  support: 'clé cryptographique USB',
  unitPrice: 12_000,
  vatRate: 20,
  qualified: false,
  handoverByAgent: false,
  usages: ['authentication', 'procurement-signature', 'acts-signature', 'accounting-signature'],
  policyIdentifiers: [simulatedPolicies.twoStars],
};

/** The mission of the form: one hour of intervention at 82 €, which says neither HT nor TTC. */
function mission(centre: Operator): DataOf<'mission'> {
  return {
    label: `Délivrance de certificats électroniques par le ${centre.shortName} dans les locaux de l’organisme`,
    price: 8_200,
    vatRegime: 'outside-scope',
    vatRate: 0,
    vatMention: 'TVA non applicable, article 256 B du CGI',
    hours: 1,
    deliberation: 'n° 13-61 du 2 décembre 2014',
    conditionsUrl: centre.website,
    acknowledgeAfter: 0,
  };
}

function issuer(
  body: Operator,
  own: Pick<DataOf<'issuer'>, 'vatNumber' | 'vatMention' | 'operations' | 'numberPrefix'>,
  account: number,
): DataOf<'issuer'> {
  return {
    legalName: body.name,
    siret: body.siret ?? '',
    address: `${body.address}\n${body.postalCode} ${body.city}`,
    email: body.contactEmail,
    phone: body.contactPhone,
    ...own,
    iban: demonstrationIban(account),
    bic: 'TESTFRPPXXX',
    paymentDays: 30,
    penalties:
      'Intérêts de retard au taux de la Banque centrale européenne majoré de huit points (article R.\u202f2192-31 du code de la commande publique).',
    recoveryCharge: 4_000,
    discount: 'Pas d’escompte pour paiement anticipé.',
    footer: null,
  };
}

/** The defaults, and what the bodies of the demonstration sell, charge and print; again changes nothing. */
export async function fillCatalogue(act: Act): Promise<void> {
  await seedDefaults(act);
  const centres = await operatorsOf(act.tx, 'delivery-centre');
  const buyers = await operatorsOf(act.tx, 'purchasing-body');
  const outside = {
    vatNumber: null,
    vatMention: 'TVA non applicable, article 256 B du CGI',
    operations: 'services',
  } as const;
  const taxed = { vatNumber: vatNumber('999999998'), vatMention: null, operations: 'mixed' } as const;
  const entries: NewEntry[] = [
    { kind: 'supplier', code: 'chambersign', data: supplier },
    { kind: 'product', code: 'audacio-rgs-2', data: product },
    ...centres.map(
      (centre) => ({ kind: 'mission', code: centre.organisationId, data: mission(centre) }) as const,
    ),
    ...buyers.map(
      (body) =>
        ({
          kind: 'issuer',
          code: body.organisationId,
          data: issuer(body, { ...taxed, numberPrefix: 'MB' }, 1),
        }) as const,
    ),
    ...centres.map(
      (centre, index) =>
        ({
          kind: 'issuer',
          code: centre.organisationId,
          data: issuer(centre, { ...outside, numberPrefix: centre.shortName.replace(' ', '') }, index + 2),
        }) as const,
    ),
  ];
  await seedCatalogue(act, entries);
}

/** French VAT number of a SIREN: its key is (12 + 3 × (SIREN modulo 97)) modulo 97. */
function vatNumber(siren: string): string {
  return `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`;
}
