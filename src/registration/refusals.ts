import { refuse } from '#src/platform/acts/refusal.js';

/** Every « no » of the slice that does not come from the table of steps. */
export const refusals = {
  ownFile: refuse(
    'own-file',
    'Ce dossier est le vôtre : un autre agent doit le contrôler. Confiez-le à un collègue de votre bureau.',
  ),
  preparedFile: refuse(
    'prepared-file',
    'Vous avez préparé ce dossier ou sa commande : un autre agent doit le traiter. Confiez-le à un collègue.',
  ),
  validatedFile: refuse(
    'validated-file',
    'Vous avez validé ce dossier : c’est un autre agent qui remet la clé.',
  ),
  confirmedAlready: refuse(
    'confirmed-already',
    'Cette décision est déjà confirmée : l’autorité vient de répondre, ou un collègue l’a noté. Rien n’a été changé.',
  ),
  confirmationDay: refuse('confirmation-day', 'La date va du jour de la demande à aujourd’hui. Corrigez-la.'),
  fileChanged: refuse(
    'file-changed',
    'Le dossier a changé pendant que vous le lisiez. Le voici tel qu’il est maintenant : vérifiez-le, puis recommencez.',
  ),
  documentReplaced: refuse(
    'document-replaced',
    'Cette pièce a été remplacée pendant que vous la lisiez : votre verdict n’a pas été gardé. Voici la nouvelle version.',
  ),
  verdictGiven: refuse(
    'verdict-given',
    'Un autre agent vient de juger cette pièce. Son verdict est affiché ; changez-le si vous n’êtes pas du même avis.',
  ),
  verdictsMissing: refuse(
    'verdicts-missing',
    'Il reste des pièces à juger. Donnez un verdict à chacune, puis concluez.',
  ),
  nothingToReplace: refuse(
    'nothing-to-replace',
    'Toutes les pièces sont acceptées : il n’y a rien à corriger. Validez le dossier, ou changez un verdict.',
  ),
  documentsNotAccepted: refuse(
    'documents-not-accepted',
    'Une pièce au moins est à remplacer : demandez les corrections au titulaire, le dossier ne peut pas être validé.',
  ),
  incomplete: refuse(
    'file-incomplete',
    'Le dossier n’est pas complet. Ce qui manque est indiqué ci-dessous ; rien n’est perdu.',
  ),
  holderHasCome: refuse(
    'holder-has-come',
    'Le titulaire a déjà ouvert son dossier avec cette adresse : lui seul peut maintenant la changer.',
  ),
  addressInUse: refuse(
    'address-in-use',
    'Un autre titulaire de la commande a déjà cette adresse. Il en faut une par titulaire.',
  ),
  documentNotExpected: refuse(
    'document-not-expected',
    'Cette pièce n’est pas demandée pour ce dossier. Rechargez la page pour voir la liste à jour.',
  ),
  documentKept: refuse(
    'document-kept',
    'Cette pièce est déjà acceptée : il n’y a pas besoin de la remplacer.',
  ),
  fileMissing: refuse('file-missing', 'Choisissez un fichier, ou photographiez la pièce.'),
  tooManyVersions: refuse(
    'too-many-versions',
    'Cette pièce a déjà été remplacée trop de fois. Appelez votre bureau d’enregistrement : il vous dira comment faire.',
  ),
  birthDate: refuse(
    'birth-date',
    'Vérifiez la date de naissance : un certificat est délivré à partir de 16 ans.',
  ),
  officeKept: refuse('office-kept', 'Ce bureau a déjà contrôlé votre dossier : il le garde jusqu’à la fin.'),
  /** Says nothing of who has it: an address tells nobody that it is known here. */
  addressNotPersonal: refuse(
    'address-not-personal',
    'Cette adresse ne peut pas être celle de ce dossier : il en faut une que le titulaire est seul à lire. Donnez-en une autre, ou appelez le contact de ce dossier si elle est bien à lui seul.',
  ),
  addressCodeWrong: refuse(
    'code-wrong',
    'Ce code n’est pas le bon. Relisez le dernier message reçu à la nouvelle adresse, ou demandez un nouveau code.',
  ),
  addressCodeExpired: refuse(
    'code-expired',
    'Ce code n’est plus valable : il dure 10 minutes et 5 essais, et ne vaut que pour une adresse. Demandez-en un nouveau.',
  ),
  addressCodeTooSoon: (minutes: number) =>
    refuse(
      'code-too-soon',
      `Un code vient de partir : recopiez le dernier reçu, et regardez aussi les courriers indésirables. Vous pourrez en demander un autre dans ${minutes === 1 ? 'une minute' : `${minutes} minutes`}.`,
    ),
  sameAddress: refuse('same-address', 'C’est déjà l’adresse de ce dossier.'),
  reasonMissing: refuse('reason-missing', 'Choisissez un motif dans la liste.'),
  certificateIssued: refuse(
    'certificate-issued',
    'Le certificat de ce dossier est déjà enregistré : il n’y a rien à noter.',
  ),
  certificateNotReadable: refuse(
    'certificate-not-readable',
    'Ce fichier n’est pas un certificat X.509 lisible (DER ou PEM).',
  ),
} as const;
