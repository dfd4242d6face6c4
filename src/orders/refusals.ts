import { refuse } from '#src/platform/acts/refusal.js';

/** Every « no » of the slice. */
export const refusals = {
  answersIncomplete: refuse(
    'order-incomplete',
    'Il manque des réponses, ou certaines sont à corriger. Elles sont listées ci-dessous ; rien n’a été envoyé.',
  ),
  siretOfAnother: refuse(
    'siret-of-another',
    'Ce SIRET n’est pas celui de l’organisme choisi : ses 9 premiers chiffres diffèrent. Corrigez-le, ou commencez une commande pour l’autre organisme.',
  ),
  signatoryAlsoCorrespondent: refuse(
    'signatory-also-correspondent',
    'L’adresse du représentant légal est aussi celle d’un correspondant. Donnez l’adresse propre au représentant légal : lui seul doit pouvoir signer.',
  ),
  orderingClosed: refuse(
    'ordering-closed',
    'Aucun certificat ne peut être commandé aujourd’hui : le contrat du fournisseur n’est pas ouvert. Demandez à l’organisme acheteur quand il le sera.',
  ),
  noDeliveryCentre: refuse(
    'no-delivery-centre',
    'Aucun centre de délivrance ne dessert ce département. Demandez à l’organisme acheteur comment commander.',
  ),
  documentsChanged: refuse(
    'documents-changed',
    'La commande a changé depuis que vous l’avez lue. Relisez-la avant de signer : la page affiche maintenant la version à jour.',
  ),
  codeWrong: refuse(
    'code-wrong',
    'Ce code n’est pas le bon. Relisez le dernier message reçu, ou demandez un nouveau code.',
  ),
  codeExpired: refuse(
    'code-expired',
    'Ce code n’est plus valable : il dure 10 minutes et 5 essais. Demandez-en un nouveau, il arrive tout de suite.',
  ),
  signatureAwaited: (order: string) =>
    refuse(
      'signature-awaited',
      `La commande ${order} attend la signature de cette personne : reprenez-la d’abord, puis désignez un autre signataire.`,
    ),
  noSignatory: refuse('no-signatory', 'Cette personne ne signe déjà plus pour cet organisme.'),
  askedTooOften: (minutes: number) =>
    refuse(
      'asked-too-often',
      `La signature a été demandée bien des fois à cette adresse depuis une heure. Réessayez dans ${minutes === 1 ? 'une minute' : `${minutes} minutes`}, ou appelez le signataire.`,
    ),
  codeTooSoon: (minutes: number) =>
    refuse(
      'code-too-soon',
      `Un code est déjà parti à votre adresse. Servez-vous du dernier reçu, et regardez aussi vos courriers indésirables. Vous pourrez en demander un autre dans ${minutes === 1 ? 'une minute' : `${minutes} minutes`}.`,
    ),
  ownOrder: refuse(
    'own-order',
    'Vous avez préparé ou signé cette commande, ou elle vous nomme : une autre personne de votre service doit s’en charger.',
  ),
  sameOfficer: refuse(
    'same-officer',
    'Vous avez examiné cette commande : le contreseing revient à une autre personne de votre service.',
  ),
  signatoryToConfirm: refuse(
    'signatory-to-confirm',
    'Cette adresse de signataire est nouvelle ou générique. Vérifiez auprès de l’organisme que c’est bien celle de son représentant légal, puis cochez la confirmation.',
  ),
  examinedOtherVersion: refuse(
    'examined-other-version',
    'Les documents ont changé depuis l’examen. Examinez la commande de nouveau avant de la contresigner.',
  ),
  missionNotAcknowledged: refuse(
    'mission-not-acknowledged',
    'Le centre de délivrance n’a pas encore accepté sa mission. La commande partira dès qu’il l’aura fait.',
  ),
  sentAgain: refuse(
    'sent-again',
    'La commande a été transmise de nouveau depuis que vous avez ouvert cette page : rien n’a été noté. N’enregistrez que la réponse à la dernière transmission.',
  ),
  signedAnswersChanged: refuse(
    'signed-answers-changed',
    'Vous avez modifié ce que la signature couvre : la commande doit être signée de nouveau. Choisissez « Demander la signature ».',
  ),
  keyAlreadyHandedOver: refuse(
    'key-already-handed-over',
    'Une clé a déjà été remise pour cette commande : elle ne peut plus être retirée ni annulée en entier.',
  ),
  answersTooLong: refuse(
    'answers-too-long',
    'Ces réponses sont trop longues pour être enregistrées. Faites plusieurs commandes si les titulaires sont très nombreux.',
  ),
  draftMoved: refuse(
    'draft-moved',
    'Cette commande a été modifiée ailleurs pendant votre saisie. Vos réponses sont affichées ci-dessous : vérifiez-les, puis enregistrez de nouveau.',
  ),
} as const;
