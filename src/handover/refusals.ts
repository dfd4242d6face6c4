import { refuse } from '#src/platform/acts/refusal.js';
import { longDate } from '#src/platform/french/french.js';
import type { Day } from '#src/platform/french/working-time.js';

/** Every « no » of the slice that does not come from a table of steps. */
export const refusals = {
  reasonMissing: refuse('reason-missing', 'Choisissez un motif dans la liste.'),
  keeperOnly: refuse(
    'keeper-only',
    'Seul qui détient la clé peut le noter : tant que sa réception n’est pas confirmée, elle est au compte de l’expéditeur.',
  ),
  tokenExpected: refuse(
    'token-expected',
    'Un titulaire attend cette clé. Si elle ne peut pas lui être remise, signalez-la perdue ou abîmée.',
  ),
  tokenNotThere: refuse(
    'token-not-there',
    'Le centre n’a pas encore reçu la clé de chaque titulaire : aucun rendez-vous n’est pris avant.',
  ),
  oneOrganisation: refuse(
    'one-organisation',
    'Un rendez-vous se prend pour un seul organisme. Choisissez des titulaires du même organisme.',
  ),
  nobodyChosen: refuse('nobody-chosen', 'Choisissez au moins un titulaire.'),
  timeNotFree: refuse(
    'time-not-free',
    'Cet horaire vient d’être pris ou n’est plus ouvert. Voici ceux qui restent : choisissez-en un autre.',
  ),
  officerBusy: refuse(
    'officer-busy',
    'L’agent a déjà un rendez-vous à cet horaire. Choisissez-en un autre, ou un autre agent.',
  ),
  notWorkingDay: refuse('not-working-day', 'Ce jour est férié ou en fin de semaine. Choisissez-en un autre.'),
  timePast: refuse('time-past', 'Cet horaire est passé. Choisissez-en un à venir.'),
  timeTooFar: (last: Day) =>
    refuse(
      'time-too-far',
      `Un rendez-vous se prend jusqu’au ${longDate(last)}. Vérifiez l’année, ou choisissez un jour plus proche.`,
    ),
  visitChanged: refuse(
    'visit-changed',
    'Le rendez-vous a changé pendant que vous le lisiez. Le voici tel qu’il est maintenant.',
  ),
  notInVisit: refuse('not-in-visit', 'Ce titulaire n’est plus dans ce rendez-vous. Rechargez la page.'),
  dayToCome: refuse(
    'day-to-come',
    'Le jour du rendez-vous n’est pas venu. Déplacez-le s’il a lieu plus tôt.',
  ),
  identityMissing: refuse(
    'identity-missing',
    'Le dossier ne dit pas quelle pièce d’identité a été contrôlée : demandez au bureau d’enregistrement de le rouvrir.',
  ),
  identityDiffers: refuse(
    'identity-differs',
    'Ce ne sont pas les 4 derniers caractères de la pièce du dossier. Relisez la pièce, ou choisissez « Une autre pièce ».',
  ),
  identityExpired: refuse(
    'identity-expired',
    'Cette pièce d’identité n’est plus en cours de validité : la clé ne peut pas être remise aujourd’hui.',
  ),
  tokenUnknown: refuse(
    'token-unknown',
    'Aucune clé ne porte ce numéro. Relisez l’étiquette, ou scannez-la de nouveau.',
  ),
  tokenOfAnother: refuse(
    'token-of-another',
    'Cette clé n’est pas celle de ce titulaire. Prenez celle qui porte le numéro affiché au dossier.',
  ),
  tokenHandedOver: refuse(
    'token-handed-over',
    'Cette clé a déjà été remise. Une clé ne se remet qu’une fois.',
  ),
  tokenElsewhere: refuse(
    'token-elsewhere',
    'Cette clé n’est pas au centre de délivrance. Notez d’abord sa réception.',
  ),
  certificateMissing: refuse(
    'certificate-missing',
    'Le certificat de ce titulaire n’est pas lisible ici. Ne remettez pas la clé : prévenez l’organisme acheteur.',
  ),
  certificateDiffers: refuse(
    'certificate-differs',
    'Le certificat ne correspond pas à la commande. Ne remettez pas la clé : notez que les données sont refusées.',
  ),
  separationReason: refuse(
    'separation-reason',
    'Vous avez validé ce dossier : dites pourquoi c’est vous qui remettez la clé.',
  ),
  agentNotAllowed: refuse(
    'agent-not-allowed',
    'La politique de ce certificat veut que son titulaire vienne lui-même : la clé ne se remet pas à un mandataire.',
  ),
  agentUnknown: refuse(
    'agent-unknown',
    'Cette personne n’est pas mandataire de certification de l’organisme. Remettez la clé au titulaire.',
  ),
  agentIsHolder: refuse(
    'agent-is-holder',
    'Ce mandataire est le titulaire : remettez-lui sa clé en tant que titulaire.',
  ),
  agentValidated: refuse(
    'agent-validated',
    'Ce mandataire a validé le dossier : il ne peut pas en recevoir la clé. Remettez-la au titulaire.',
  ),
  agentIsOfficer: refuse(
    'agent-is-officer',
    'Ce mandataire est agent du centre de délivrance : il ne peut pas recevoir la clé qu’un collègue remet. Remettez-la au titulaire.',
  ),
  agentDocument: refuse(
    'agent-document',
    'La pièce du dossier est celle du titulaire. Notez la pièce d’identité du mandataire.',
  ),
  noProposal: refuse('no-proposal', 'Aucun horaire n’est plus proposé. Donnez vos disponibilités.'),
} as const;
