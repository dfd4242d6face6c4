import type { PieceModel } from '#src/catalogue/index.js';
import { longDate } from '#src/platform/french/french.js';
import { addMonths, parisDay } from '#src/platform/french/working-time.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import type { Situation } from '#src/registration/types.js';

/** A piece that the catalogue asks for, in the words in which it was asked. */
export interface ExpectedDocument {
  readonly kind: string;
  readonly name: string;
  /** What is expected, for the holder. */
  readonly hint: string;
  readonly tips: readonly string[];
  readonly always: readonly Situation[];
  readonly whenSigning: readonly Situation[];
  /** Greatest age in months at submission and at validation; null where its date does not matter. */
  readonly maxMonths: number | null;
  /** Bears an end of validity, which must not have passed at submission, validation and handover. */
  readonly expires: boolean;
  /** The identity document: deposited and seen by its holder and the chosen office only. */
  readonly identity: boolean;
  /** What the service sets itself of this piece, to be printed and signed. */
  readonly model: PieceModel | null;
  /** Public page where the piece is to be had. */
  readonly link: string | null;
}

/** The pieces of one situation, in the catalogue's order. */
export function expectedFor(
  documents: readonly ExpectedDocument[],
  holder: { readonly situation: Situation; readonly signs: boolean },
): ExpectedDocument[] {
  return documents.filter(
    (each) =>
      each.always.includes(holder.situation) || (holder.signs && each.whenSigning.includes(holder.situation)),
  );
}

/** What is known of a deposited piece where its dates are judged. */
interface DatedDocument {
  readonly dated: string | null;
  readonly expires: string | null;
  readonly version_id: string | null;
  readonly outcome: 'accepted' | 'to-replace' | null;
}

/** Why a piece cannot be submitted as it is, in a sentence for the holder; undefined when it can. */
export function documentDefect(
  expected: ExpectedDocument,
  document: DatedDocument | undefined,
  now: Date,
): string | undefined {
  if (!document?.version_id) return `Il manque cette pièce : ${expected.name}.`;
  if (document.outcome === 'to-replace') return `Cette pièce est à remplacer : ${expected.name}.`;
  return dateDefect(expected, document, now);
}

/** What the dates of a piece have against it today. */
export function dateDefect(
  expected: ExpectedDocument,
  document: Pick<DatedDocument, 'dated' | 'expires'>,
  now: Date,
): string | undefined {
  return expiryDefect(expected, document.expires, now) ?? ageDefect(expected, document.dated, now);
}

/** Fields of a piece's form that are to be mended, each with its sentence. */
export type DocumentFaults = Readonly<
  Partial<Record<'file' | 'identityKind' | 'last4' | 'expires' | 'dated', string>>
>;

/** Everything that is wrong with what was typed for a piece, told at once. */
export function documentFaults(
  expected: ExpectedDocument,
  input: Pick<DatedDocument, 'dated' | 'expires'> & {
    readonly identityKind: string | undefined;
    readonly last4: string;
  },
  now: Date,
): DocumentFaults {
  const faults = {
    identityKind:
      expected.identity && !input.identityKind ? 'Choisissez la nature de la pièce d’identité.' : undefined,
    last4:
      expected.identity && !input.last4
        ? 'Donnez les 4 derniers caractères du numéro, chiffres ou lettres.'
        : undefined,
    expires: expiryDefect(expected, input.expires, now),
    dated: ageDefect(expected, input.dated, now),
  };
  return Object.fromEntries(Object.entries(faults).filter(([, sentence]) => sentence !== undefined));
}

/** A document is in force on its last day still. */
function expiryDefect(
  expected: Pick<ExpectedDocument, 'name' | 'expires'>,
  expires: string | null,
  now: Date,
): string | undefined {
  if (!expected.expires) return undefined;
  if (!expires) return `Indiquez jusqu’à quand cette pièce est valable : ${expected.name}.`;
  if (expires < parisDay(now)) {
    return `${expected.name} : la pièce a expiré le ${longDate(expires)}. Il en faut une en cours de validité.`;
  }
  return undefined;
}

/** Mandate and proof of the body: under three months at submission and at validation (RGS, file of a certificate). */
function ageDefect(
  expected: Pick<ExpectedDocument, 'name' | 'maxMonths'>,
  dated: string | null,
  now: Date,
): string | undefined {
  if (expected.maxMonths === null) return undefined;
  if (!dated) return `Indiquez la date de cette pièce : ${expected.name}.`;
  if (dated > parisDay(now)) return `La date de cette pièce est dans l’avenir : ${expected.name}.`;
  if (dated < addMonths(parisDay(now), -expected.maxMonths)) {
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
