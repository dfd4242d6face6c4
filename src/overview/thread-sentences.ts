import { list, ofName } from '#src/platform/french/french.js';

/** What the sentences name: bodies by their short names, holders by theirs, never an officer. */
export interface ThreadNames {
  readonly buyer: string;
  readonly centre: string;
  readonly authority: string;
  /** The registration office of the event's file; « la CCI » where it is not chosen yet. */
  readonly office: string;
  /** Of the event, or of those of the same moment. */
  readonly holders: readonly string[];
}

/** `file.handed-over` into the hand of the certification agent: the thread tells it apart. */
export const handedToAgent = 'file.handed-to-agent';

type Sentence = (names: ThreadNames) => string;

const of = ({ holders }: ThreadNames): string => {
  const names = list(holders);
  if (names === '') return 'du titulaire';
  return ofName(names);
};
const to = ({ holders }: ThreadNames): string => list(holders) || 'le titulaire';
const many = ({ holders }: ThreadNames): boolean => holders.length > 1;
const files = (names: ThreadNames): string =>
  many(names) ? `Les dossiers ${of(names)} sont` : `Le dossier ${of(names)} est`;
const s = (names: ThreadNames): string => (many(names) ? 's' : '');

/**
 * What each event of an order's chain says to those who see the order. An event that is not here is told by another,
 * or is nobody's business but an officer's.
 */
export const sentences: Readonly<Record<string, Sentence>> = {
  'order.drafted': () => 'L’organisme commence la commande',
  'order.drafted-on-behalf': ({ buyer }) => `${buyer} commence la commande pour l’organisme`,
  'order.prepared-on-behalf': ({ buyer }) => `${buyer} complète la commande pour l’organisme`,
  'order.signature-asked': () => 'L’organisme demande la signature du représentant légal',
  'order.taken-back': () => 'L’organisme reprend la commande avant sa signature',
  'order.signing-declined': () => 'Le représentant légal ne signe pas',
  'order.submitted': ({ buyer }) => `La commande signée arrive à ${buyer}`,
  'order.returned': ({ buyer }) => `${buyer} renvoie la commande à l’organisme`,
  'order.refused': ({ buyer }) => `${buyer} refuse la commande`,
  'order.examined': ({ buyer }) => `${buyer} a examiné la commande`,
  'order.countersigned': ({ buyer }) => `${buyer} contresigne la commande`,
  'order.sent': ({ buyer, authority }) => `${buyer} transmet la commande à ${authority}`,
  'order.acknowledged': ({ authority }) => `${authority} accuse réception`,
  'order.authority-refused': ({ authority }) => `${authority} refuse la commande`,
  'order.withdrawn': () => 'L’organisme retire la commande',
  'order.cancelled': ({ buyer }) => `${buyer} annule la commande`,
  'order.lapsed': () => 'La commande expire, restée sans suite',
  'order.completed': () => 'La commande est terminée',
  'mission.acknowledged': ({ centre }) => `Le ${centre} accepte la mission`,
  'mission.declined': ({ centre }) => `Le ${centre} décline la mission`,
  'file.invited': (names) => `${to(names)} reçoi${many(names) ? 'vent' : 't'} l’invitation`,
  'file.address-corrected': (names) => `L’adresse ${of(names)} est corrigée, une nouvelle invitation part`,
  'file.submitted': (names) =>
    `${to(names)} dépose${many(names) ? 'nt leur' : ' son'} dossier (${names.office})`,
  'file.corrections-asked': (names) => `${names.office} demande une correction à ${to(names)}`,
  'file.validated': (names) => `${names.office} valide le dossier ${of(names)}`,
  'file.rejected': (names) => `${names.office} rejette le dossier ${of(names)}`,
  'file.reopened': (names) => `${files(names)} rouvert${s(names)}`,
  'file.proposed': (names) => `Le ${names.centre} propose des horaires à ${to(names)}`,
  'file.none-suited': (names) => `Aucun horaire ne convient à ${to(names)}`,
  'file.handed-back': (names) => `Le ${names.centre} demande les disponibilités ${of(names)}`,
  'file.times-offered': (names) => `Des disponibilités sont données pour ${to(names)}`,
  'file.scheduled': (names) => `Le rendez-vous ${of(names)} est fixé`,
  'file.moved': (names) => `Le rendez-vous ${of(names)} est déplacé`,
  'file.appointment-cancelled': (names) => `Le rendez-vous ${of(names)} est annulé`,
  'file.missed': (names) => `${to(names)} n’${many(names) ? 'étaient' : 'était'} pas au rendez-vous`,
  'file.handed-over': (names) => `Le ${names.centre} remet ${many(names) ? 'leur' : 'sa'} clé à ${to(names)}`,
  [handedToAgent]: (names) =>
    `Le ${names.centre} remet la clé ${of(names)} au mandataire de certification de l’organisme`,
  'file.data-refused': (names) => `${to(names)} refuse${many(names) ? 'nt' : ''} les données du certificat`,
  'file.token-lost': (names) => `La clé ${of(names)} est perdue ou abîmée : un nouveau certificat suivra`,
  'file.reissued': (names) => `${names.authority} refait le certificat ${of(names)}`,
  'file.abandoned': (names) => `${files(names)} abandonné${s(names)}`,
  'file.lapsed': (names) => `${files(names)} expiré${s(names)}, sans nouvelle de l’organisme`,
  'certificate.issued': (names) => `${names.authority} émet le certificat ${of(names)}`,
  'certificate.revoked': (names) => `Le certificat ${of(names)} est révoqué`,
  'certificate.suspended': (names) => `Le certificat ${of(names)} est suspendu`,
  'certificate.resumed': (names) => `Le certificat ${of(names)} est remis en service`,
  'certificate.expired': (names) => `Le certificat ${of(names)} arrive à son terme`,
  'token.shipped': (names) => `${names.authority} expédie la clé ${of(names)}`,
  'token.received': (names) => `Le ${names.centre} reçoit la clé ${of(names)}`,
  'token.sent-back': (names) => `Le ${names.centre} renvoie la clé ${of(names)}`,
  'token.returned': (names) => `${names.authority} a repris la clé ${of(names)}`,
  'token.destroyed': (names) => `La clé ${of(names)} est détruite`,
};

/** Events whose reason is told beside them: those about the order, never about a holder's documents. */
export const withReason: ReadonlySet<string> = new Set([
  'order.taken-back',
  'order.signing-declined',
  'order.returned',
  'order.refused',
  'order.authority-refused',
  'order.withdrawn',
  'order.cancelled',
  'mission.declined',
]);
