import { dayOf, earliestDay, longDay } from './days.js';
import type { FileFacts } from './file-facts.js';
import type { Situation } from './types.js';

/** A piece that the catalogue asks for, in the words in which it was asked. */
export interface ExpectedDocument {
  readonly kind: string;
  readonly name: string;
  /** What it is for, and how to have it accepted. */
  readonly hint: string;
  readonly situations: readonly Situation[];
  /** Greatest age at submission and at validation; null where its date does not matter. */
  readonly maxMonths: number | null;
  /** The identity document: deposited and seen by its holder and the chosen office only. */
  readonly identity: boolean;
}

/** The pieces of one situation, in the catalogue's order. */
export function expectedFor(
  documents: readonly ExpectedDocument[],
  situation: Situation,
): ExpectedDocument[] {
  return documents.filter((each) => each.situations.includes(situation));
}

/** What is known of a deposited piece where its dates are judged. */
export interface DatedDocument {
  readonly kind: string;
  readonly dated: string | null;
  readonly deposited: boolean;
  readonly verdict: 'accepted' | 'to-replace' | null;
}

/** Why a piece cannot be taken as it is, in a sentence for the holder; undefined when it can. */
export function documentDefect(
  expected: ExpectedDocument,
  document: DatedDocument | undefined,
  identityExpires: string | null,
  now: Date,
): string | undefined {
  if (!document?.deposited) return `Il manque cette pièce : ${expected.name}.`;
  if (document.verdict === 'to-replace') return `Cette pièce est à remplacer : ${expected.name}.`;
  if (expected.identity) return identityDefect(identityExpires, now);
  return ageDefect(expected, document.dated, now);
}

/** An identity document is in force on its last day still. */
export function identityDefect(expires: string | null, now: Date): string | undefined {
  if (!expires) return 'Indiquez jusqu’à quand votre pièce d’identité est valable.';
  if (expires < dayOf(now)) {
    return `Votre pièce d’identité a expiré le ${longDay(expires)} : il en faut une en cours de validité.`;
  }
  return undefined;
}

/** Mandate and proof of the body: under three months at submission and at validation (RGS, file of a certificate). */
export function ageDefect(
  expected: Pick<ExpectedDocument, 'name' | 'maxMonths'>,
  dated: string | null,
  now: Date,
): string | undefined {
  if (expected.maxMonths === null) return undefined;
  if (!dated) return `Indiquez la date de cette pièce : ${expected.name}.`;
  if (dated > dayOf(now)) return `La date de cette pièce est dans l’avenir : ${expected.name}.`;
  if (dated < earliestDay(now, expected.maxMonths)) {
    return `${expected.name} : la pièce date de plus de ${expected.maxMonths} mois. Déposez-en une plus récente.`;
  }
  return undefined;
}

/** Where the file differs from the order, so that it is seen before it costs a rejection. */
export function differences(
  file: Pick<FileFacts, 'given_names' | 'surname' | 'function' | 'phone' | 'situation' | 'email'>,
  order: {
    given_name: string;
    surname: string;
    function: string;
    phone: string;
    situation: string;
    email: string;
  },
): { label: string; ordered: string; now: string }[] {
  const first = firstGivenName(file.given_names);
  const pairs = [
    { label: 'Prénom', ordered: order.given_name, now: first },
    { label: 'Nom', ordered: order.surname, now: file.surname },
    { label: 'Fonction', ordered: order.function, now: file.function },
    { label: 'Téléphone', ordered: order.phone, now: file.phone },
    { label: 'Adresse électronique', ordered: order.email, now: file.email },
  ];
  return pairs.filter((pair) => fold(pair.ordered) !== fold(pair.now));
}

/** The certificate bears the first of the given names, in the order of the identity document. */
export function firstGivenName(givenNames: string): string {
  return givenNames.split(',')[0]?.trim() ?? '';
}

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
