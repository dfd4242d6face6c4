import { type Refusal, refuse } from '#src/platform/acts/refusal.js';

/** Every « no » of the slice. */
export const refusals = {
  alreadyIssued: (number: string): Refusal =>
    refuse(
      'already-issued',
      `Cette ligne vient d’être facturée par une autre personne de votre service : c’est la facture ${number}. Aucune autre n’a été émise.`,
    ),
  visitRunning: refuse(
    'visit-running',
    'Le rendez-vous n’est pas terminé : d’autres clés peuvent encore y être remises. La ligne pourra être facturée dès que le sort de chaque titulaire sera noté, au plus tard demain.',
  ),
  issuerUnknown: refuse(
    'issuer-not-configured',
    'Les mentions de votre organisme (SIRET, IBAN, délais) ne sont pas configurées : demandez à l’administrateur de remplir « Émetteurs de factures ».',
  ),
  nothingChosen: refuse('nothing-chosen', 'Cochez au moins une ligne à facturer.'),
  quantityFixed: refuse(
    'quantity-fixed',
    'La quantité de certificats est celle des remises constatées : elle ne se modifie pas.',
  ),
  sentMeanwhile: (number: string): Refusal =>
    refuse(
      'sent-meanwhile',
      `La facture ${number} vient d’être envoyée : rien n’est parti une seconde fois. Pour l’envoyer de nouveau, ouvrez sa page.`,
    ),
  nobodyToSendTo: refuse(
    'nobody-to-send-to',
    'Aucun correspondant n’est connu pour cet organisme : indiquez l’adresse électronique de son service comptable.',
  ),
  notAPaymentDay: refuse(
    'not-a-payment-day',
    'Indiquez le jour où le paiement a été reçu : entre la date de la facture et aujourd’hui.',
  ),
  fruitlessNotBilled: refuse(
    'fruitless-visit-not-billed',
    'Un déplacement sans remise n’est pas facturé : le choix de l’installation ne le permet pas.',
  ),
  fruitlessAlreadyBilled: refuse(
    'fruitless-visit-billed',
    'Ce déplacement est déjà dans vos lignes à facturer.',
  ),
} as const;
