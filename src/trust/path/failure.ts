import type { Certificate } from '#src/trust/certificate.js';
import type { Reason } from '#src/trust/verdict.js';
import { attribute, showName } from '#src/trust/x509/name.js';

/** Why one chain does not hold, and which certificate is at fault. */
export interface Failure {
  readonly reason: Reason;
  readonly culprit: Certificate | undefined;
}

const sentences: Readonly<Record<Reason, string>> = {
  ok: 'Le certificat est rattaché à une autorité reconnue, et rien ne le révoque.',
  'no-path': 'Aucune chaîne ne rattache ce certificat à une autorité reconnue.',
  'work-limit': 'La chaîne de certification est trop enchevêtrée\u202f: la recherche a été arrêtée.',
  unreadable: 'Le certificat comporte des données illisibles.',
  'duplicate-extension': 'Le certificat répète une extension, ce que la norme interdit.',
  'unknown-critical-extension': 'Le certificat exige le respect d’une extension inconnue.',
  'bad-signature':
    'La signature portée sur le certificat est fausse\u202f: il a été modifié, ou n’a pas été émis par cette autorité.',
  'weak-algorithm': 'Le certificat repose sur un algorithme ou une clé aujourd’hui trop faibles.',
  'unsupported-algorithm': 'Le certificat repose sur un algorithme qui n’est pas pris en charge.',
  'algorithm-mismatch': 'Le certificat annonce deux algorithmes de signature différents.',
  'not-yet-valid': 'Le certificat n’est pas encore valable à cette date.',
  expired: 'Le certificat n’est plus valable à cette date.',
  'anchor-not-valid': 'L’autorité de confiance n’est pas reconnue à cette date.',
  'name-chaining': 'Le nom de l’émetteur ne correspond pas à celui de l’autorité.',
  'not-an-authority': 'La chaîne passe par un certificat qui n’est pas celui d’une autorité.',
  'path-length': 'La chaîne est plus longue que ne le permet une autorité.',
  'key-usage': 'Une clé de la chaîne sert à autre chose que ce que son certificat permet.',
  'extended-key-usage': 'Le certificat n’est pas destiné à cet usage.',
  'name-constraints': 'Le nom du certificat sort du domaine confié à son autorité.',
  policy: 'La chaîne ne garantit pas la politique de certification demandée.',
  'policy-mapping': 'Une autorité de la chaîne transpose des politiques de façon interdite.',
  revoked: 'Le certificat a été révoqué.',
  'on-hold': 'Le certificat est suspendu.',
  'revocation-unknown': 'L’état de révocation du certificat n’a pas pu être établi.',
};

/** The reason in French; names the certificate at fault where it is not the one that was asked about. */
export function sentenceOf({ reason, culprit }: Failure, leaf: Certificate): string {
  if (!culprit || culprit.fingerprint === leaf.fingerprint) return sentences[reason];
  const name = attribute(culprit.subject, '2.5.4.3') ?? showName(culprit.subject);
  return `${sentences[reason]} Certificat en cause\u202f: «\u202f${name}\u202f».`;
}
