import { z } from 'zod';
import { emailField, phoneField, siretField } from '#src/directory/index.js';
import * as french from '#src/platform/french/french.js';
import { isBic, isIban } from './bank.js';
import {
  choice,
  integer,
  lines,
  longText,
  money,
  oneOf,
  optionalDay,
  optionalInteger,
  optionalLongText,
  optionalText,
  percent,
  someOf,
  text,
  yesNo,
} from './field.js';
import { defineKind } from './kind.js';

/** Out of the scope of VAT: category O of EN 16931; exempt: category E. */
const vatRegimes = {
  standard: 'soumis à la TVA',
  'outside-scope': 'hors du champ de la TVA (article 256 B du CGI)',
  exempt: 'exonéré de TVA',
} as const;

export const supplierKind = defineKind({
  title: 'Contrats de fournisseur',
  one: 'contrat de fournisseur',
  slug: 'fournisseurs',
  intro: 'L’autorité de certification, et les dates au-delà desquelles rien ne peut plus lui être commandé.',
  codes: 'free',
  name: (data) => data.authority,
  detail: (data) =>
    data.lastOrderOn === null ? '' : `dernière commande le ${french.longDate(data.lastOrderOn)}`,
  fields: {
    authority: text({
      label: 'Autorité de certification',
      hint: 'Son nom, tel qu’il paraît sur les documents.',
    }),
    reference: optionalText({ label: 'Référence du contrat' }),
    lastOrderOn: optionalDay({
      label: 'Dernier jour de commande',
      hint: 'Après ce jour, plus aucune signature de commande n’est demandée.',
    }),
    cancelOn: optionalDay({
      label: 'Jour d’annulation',
      hint: 'Ce jour-là, les commandes dont aucune clé n’est remise sont annulées d’elles-mêmes.',
    }),
    revocationHelp: optionalText({
      label: 'Comment révoquer un certificat',
      hint: 'Téléphone ou adresse de l’autorité, indiqués au titulaire avec sa clé.',
      max: 400,
    }),
  },
});

export const productKind = defineKind({
  title: 'Produits',
  one: 'produit',
  slug: 'produits',
  intro: 'Ce que l’on commande, son prix et ce que l’on peut en faire.',
  codes: 'free',
  name: (data) => data.name,
  detail: (data) => `${french.money(data.unitPrice)} HT`,
  fields: {
    name: text({ label: 'Nom du produit', hint: 'Comme sur le bon de commande.' }),
    supplier: oneOf('supplier', { label: 'Contrat de fournisseur' }),
    years: integer({ label: 'Durée du certificat', unit: 'ans', min: 1, max: 3 }),
    support: text({ label: 'Support', hint: 'Par exemple «\u00a0clé USB cryptographique\u00a0».' }),
    unitPrice: money({ label: 'Prix unitaire hors taxes' }),
    vatRate: percent({ label: 'Taux de TVA' }),
    qualified: yesNo({
      label: 'Certificat qualifié (règlement eIDAS)',
      hint: 'Depuis l’arrêté du 22 mars 2019, la signature des marchés publics en demande un.',
    }),
    handoverByAgent: yesNo({
      label: 'Remise possible au mandataire de certification',
      hint: 'Selon la politique de certification\u202f; sinon, le titulaire vient lui-même.',
    }),
    usages: someOf('usage', { label: 'Usages proposés' }),
    policyIdentifiers: lines({
      label: 'Identifiants de politique attendus',
      hint: 'Un par ligne (1.2.250…)\u202f; le certificat remis doit porter l’un d’eux. Vide\u202f: non vérifié.',
    }),
  },
});

export const missionKind = defineKind({
  title: 'Missions des centres de délivrance',
  one: 'mission',
  slug: 'missions',
  intro: 'Le prix et les conditions de l’intervention de chaque centre de délivrance.',
  codes: 'delivery-centre',
  name: (data) => data.label,
  detail: (data) => french.money(data.price),
  fields: {
    label: text({ label: 'Désignation', hint: 'Comme sur la demande de mission et la facture.' }),
    price: money({ label: 'Prix d’une intervention' }),
    vatRegime: choice({ label: 'Régime de TVA', options: vatRegimes }),
    vatRate: percent({ label: 'Taux de TVA', hint: '0 quand le prix n’est pas soumis à la TVA.' }),
    vatMention: text({ label: 'Mention de TVA', hint: 'Imprimée sous le prix.' }),
    hours: integer({ label: 'Durée comprise', unit: 'heure', min: 1, max: 8 }),
    deliberation: text({ label: 'Délibération', hint: 'Celle qui fixe le prix\u202f: numéro et date.' }),
    conditionsUrl: optionalText({ label: 'Adresse des conditions particulières' }),
    acknowledgeAfter: optionalInteger({
      label: 'Acceptation d’elle-même après',
      unit: 'jours ouvrés',
      hint: '0\u202f: dès réception. Vide\u202f: seul un agent de délivrance accepte.',
      max: 60,
    }),
  },
});

export const issuerKind = defineKind({
  title: 'Émetteurs de factures',
  one: 'émetteur',
  slug: 'emetteurs',
  intro: 'Ce que chaque organisme imprime sur ses factures.',
  codes: 'operator',
  name: (data) => data.legalName,
  detail: (data) => data.numberPrefix,
  fields: {
    legalName: text({ label: 'Dénomination' }),
    siret: text({ label: 'SIRET', schema: siretField }),
    address: longText({ label: 'Adresse', max: 400 }),
    email: text({ label: 'Adresse électronique', schema: emailField, max: 254 }),
    phone: text({ label: 'Téléphone', schema: phoneField }),
    vatNumber: optionalText({ label: 'Numéro de TVA', hint: 'Vide pour qui n’est pas assujetti.', max: 20 }),
    vatMention: optionalText({
      label: 'Mention de TVA',
      hint: 'Par exemple «\u00a0TVA non applicable, article 256 B du CGI\u00a0».',
    }),
    operations: choice({
      label: 'Nature des opérations',
      options: {
        goods: 'livraison de biens',
        services: 'prestation de services',
        mixed: 'biens et services',
      },
    }),
    iban: text({
      label: 'IBAN',
      schema: z
        .string()
        .transform((value) => value.replaceAll(/\s/g, '').toUpperCase())
        .refine(isIban, 'Cet IBAN n’existe pas\u202f: sa clé ne se vérifie pas. Recopiez-le du RIB.'),
    }),
    bic: text({
      label: 'BIC',
      schema: z
        .string()
        .toUpperCase()
        .refine(isBic, 'Un BIC compte 8 ou 11 lettres et chiffres. Recopiez-le du RIB.'),
    }),
    numberPrefix: text({
      label: 'Préfixe des numéros de facture',
      hint: 'Par exemple «\u00a0CDG35\u00a0».',
      max: 12,
    }),
    paymentDays: integer({
      label: 'Délai de paiement',
      unit: 'jours',
      hint: '30 jours pour une collectivité (article R.\u202f2192-10 du code de la commande publique).',
      min: 1,
      max: 60,
    }),
    penalties: longText({ label: 'Pénalités de retard', max: 600 }),
    recoveryCharge: money({
      label: 'Indemnité forfaitaire de recouvrement',
      hint: '40 € (article D.\u202f2192-35 du code de la commande publique).',
    }),
    discount: text({ label: 'Escompte' }),
    footer: optionalLongText({ label: 'Pied de facture', max: 400 }),
  },
});

export const usageKind = defineKind({
  title: 'Usages du certificat',
  one: 'usage',
  slug: 'usages',
  intro: 'Ce que le titulaire fera de son certificat, et ce que cela demande.',
  codes: 'fixed',
  name: (data) => data.label,
  detail: (data) => (data.available ? '' : 'non disponible'),
  fields: {
    label: text({ label: 'Usage', hint: 'Comme sur le bon de commande.' }),
    short: text({ label: 'Nom court', hint: 'En tête de colonne du bon de commande.', max: 30 }),
    explanation: longText({
      label: 'Explication',
      hint: 'Une ou deux phrases, sous la case à cocher.',
      max: 600,
    }),
    available: yesNo({ label: 'Peut être commandé' }),
    unavailableBecause: optionalLongText({ label: 'Pourquoi il ne peut pas l’être', max: 600 }),
    signing: yesNo({ label: 'Sert à signer', hint: 'Il est alors demandé qui donne le pouvoir de signer.' }),
    needsQualified: yesNo({ label: 'Demande un certificat qualifié' }),
    confirmation: optionalLongText({
      label: 'Confirmation demandée',
      hint: 'Quand le certificat n’est pas qualifié et devrait l’être\u202f: ce que l’on coche en connaissance de cause.',
      max: 600,
    }),
  },
});
