import type { Certificate } from './certificate.js';
import { attribute, attributes, type Name } from './x509/name.js';

/** Where a French certificate says which body it was issued to. */
type BodyShape = 'ou-siren' | 'ou-siret' | 'ntrfr' | 'si-fr';

/** One mention of the body; a SIRET says its SIREN too. */
export interface BodyMention {
  readonly shape: BodyShape;
  readonly siren: string;
  readonly siret: string | undefined;
}

/** Whom a certificate names: person and body, as written, « TEST » taken off the names. */
export interface SubjectDescription {
  readonly givenName: string | undefined;
  readonly surname: string | undefined;
  readonly commonName: string | undefined;
  readonly pseudonym: string | undefined;
  /** Which of the names present begin with « TEST », the mark of test certificates (RGS A4, II.4). */
  readonly testMarks: { readonly marked: number; readonly unmarked: number };
  readonly organization: string | undefined;
  readonly bodies: readonly BodyMention[];
  readonly serialNumber: string | undefined;
  readonly emails: readonly string[];
}

const mark = /^TEST\s+/;

export function describeSubject({ subject, known }: Certificate): SubjectDescription {
  const [givenName, surname, commonName] = ['2.5.4.42', '2.5.4.4', '2.5.4.3'].map((type) =>
    attribute(subject, type),
  );
  const names = [givenName, surname, commonName].filter((name) => name !== undefined);
  const marked = names.filter((name) => mark.test(name)).length;
  const bare = (name: string | undefined): string | undefined => name?.replace(mark, '').trim();
  const alternative = known.alternativeNames?.flatMap((name) => (name.form === 'email' ? [name.value] : []));
  return {
    givenName: bare(givenName),
    surname: bare(surname),
    commonName: bare(commonName),
    pseudonym: attribute(subject, '2.5.4.65'),
    testMarks: { marked, unmarked: names.length - marked },
    organization: attribute(subject, '2.5.4.10'),
    bodies: bodyMentions(subject),
    serialNumber: attribute(subject, '2.5.4.5'),
    emails: [...new Set([...(alternative ?? []), ...attributes(subject, '1.2.840.113549.1.9.1')])],
  };
}

/**
 * The four shapes in use: `OU=0002 SIREN`, `OU=0002 SIRET` (ISO 6523, RGS A4), and organizationIdentifier
 * `NTRFR-` (EN 319 412-1) or `SI:FR-`, each followed by a SIREN or a SIRET.
 */
function bodyMentions(subject: Name): BodyMention[] {
  const units = attributes(subject, '2.5.4.11').flatMap((unit) => {
    const digits = /^0002\s*-?\s*(\d[\d ]*)$/.exec(unit.trim())?.[1];
    return mention(digits, digits && compact(digits).length === 9 ? 'ou-siren' : 'ou-siret');
  });
  const identifiers = attributes(subject, '2.5.4.97').flatMap((identifier) => {
    const [, scheme, digits] = /^(NTRFR|SI:FR)-(\d[\d ]*)$/i.exec(identifier.trim()) ?? [];
    return mention(digits, scheme?.toUpperCase() === 'NTRFR' ? 'ntrfr' : 'si-fr');
  });
  return [...units, ...identifiers];
}

function compact(digits: string): string {
  return digits.replaceAll(' ', '');
}

function mention(digits: string | undefined, shape: BodyShape): BodyMention[] {
  const number = compact(digits ?? '');
  if (number.length !== 9 && number.length !== 14) return [];
  return [{ shape, siren: number.slice(0, 9), siret: number.length === 14 ? number : undefined }];
}
