import type { CreditNoteData } from './credit-note.js';
import type { InvoiceData } from './invoice.js';

const issuer = {
  name: 'Syndicat mixte Mégalis Bretagne',
  siret: '99999999800027',
  address: ['1 rue de l’Exemple', '35510 Exemple-Sévigné'],
  email: 'comptabilite@exemple.fr',
  telephone: '02 61 91 00 20',
  vatNumber: 'FR00999999998',
};

const buyer = {
  name: 'Commune d’Exemple-sur-Vilaine',
  siret: '99999999800019',
  address: ['1 place de la Mairie', '35690 Exemple-sur-Vilaine'],
  serviceCode: 'FINANCES',
  engagementNumber: 'ENG-2026-0417',
};

/** Two certificates, with VAT: an invoice of the purchasing body. */
export function certificateInvoice(): InvoiceData {
  return {
    reference: 'MEG-2026-00031',
    test: true,
    issuer,
    buyer,
    subject: 'Certificats électroniques remis le 2 décembre 2026',
    orderReference: '2026-35-0142',
    issuedOn: '2026-12-03',
    deliveredOn: '2026-12-02',
    dueOn: '2027-01-02',
    lines: [
      {
        label: 'Certificat numérique Audacio (RGS **), 3 ans, sur clé cryptographique USB',
        detail: 'Titulaires : Gwenaëlle Kerbellec (PV R-2026-0088), Yann Le Guirriec (PV R-2026-0089)',
        quantity: 2,
        unitExclTax: 12_000,
        vatRate: '20 %',
        totalExclTax: 24_000,
      },
    ],
    vat: [{ rate: '20 %', base: 24_000, amount: 4_800 }],
    totals: { exclTax: 24_000, vat: 4_800, inclTax: 28_800, due: 28_800 },
    payment: {
      iban: 'FR76 3000 1007 9412 3456 7890 185',
      bic: 'BDFEFRPPCCT',
      accountHolder: 'Trésorerie d’Exemple',
      terms: 'Paiement par virement dans les 30 jours de la réception de la facture.',
    },
    mentions: [
      'En cas de retard, intérêts moratoires au taux de la Banque centrale européenne majoré de huit points, et indemnité forfaitaire de 40 € pour frais de recouvrement (code de la commande publique, articles L2192-13 et D2192-35).',
      'Nature de l’opération : livraison de biens. Taxe acquittée sur les encaissements.',
    ],
  };
}

/** An intervention outside the scope of VAT: an invoice of the delivery centre. */
export function interventionInvoice(): InvoiceData {
  const { vatNumber, ...centre } = issuer;
  return {
    ...certificateInvoice(),
    reference: 'CDG35-2026-00012',
    issuer: { ...centre, name: 'Centre de gestion d’Ille-et-Vilaine (CDG 35)', siret: '99999999800035' },
    subject: 'Intervention du 2 décembre 2026 dans vos locaux',
    lines: [
      {
        label: 'Délivrance de certificats électroniques sur place',
        detail: 'Une intervention d’une heure, délibération n° 13-61 du 2 décembre 2014',
        quantity: 1,
        unit: 'intervention',
        unitExclTax: 8_200,
        vatRate: 'hors champ',
        totalExclTax: 8_200,
      },
    ],
    vat: [{ rate: 'hors champ', base: 8_200, amount: 0 }],
    totals: { exclTax: 8_200, vat: 0, inclTax: 8_200, due: 8_200 },
    vatMention: 'Opération placée hors du champ de la TVA, article 256 B du code général des impôts.',
  };
}

export function creditNote(): CreditNoteData {
  const { dueOn, deliveredOn, payment, ...account } = certificateInvoice();
  return {
    ...account,
    reference: 'MEG-2026-A0002',
    subject: 'Annulation de la facture MEG-2026-00031',
    issuedOn: '2026-12-10',
    invoice: { reference: account.reference, issuedOn: account.issuedOn },
    reason: 'facture adressée par erreur au budget principal ; une nouvelle facture la remplace.',
    settlement: 'Cette somme vient en déduction de la facture MEG-2026-00031, qui n’a plus à être payée.',
  };
}
