import type { CertificateOrder, MatchResult } from '#src/trust/match.js';
import type { SubjectDescription } from '#src/trust/subject.js';
import { type Fit, fitCommonName, fitGivenName, fitSurname } from './names.js';
import { quote } from './sentence.js';

export function surnameRule(subject: SubjectDescription, { holder }: CertificateOrder): MatchResult {
  const { surname, commonName } = subject;
  const fit = surname ? fitSurname(holder.surname, surname) : inCommonName(subject, holder);
  return named('surname', 'nom', holder.surname, surname ?? commonName, fit);
}

export function givenNameRule(subject: SubjectDescription, { holder }: CertificateOrder): MatchResult {
  const { givenName, commonName } = subject;
  const fit = givenName ? fitGivenName(holder.givenName, givenName) : inCommonName(subject, holder);
  return named('given-name', 'prénom', holder.givenName, givenName ?? commonName, fit);
}

function inCommonName(
  { commonName }: SubjectDescription,
  { givenName, surname }: CertificateOrder['holder'],
): Fit | undefined {
  return commonName === undefined ? undefined : fitCommonName(givenName, surname, commonName);
}

function named(
  rule: 'surname' | 'given-name',
  word: string,
  ordered: string,
  certified: string | undefined,
  fit: Fit | undefined,
): MatchResult {
  if (certified === undefined || fit === undefined) {
    return { rule, result: 'inconclusive', sentence: `Le certificat ne porte pas de ${word} à comparer.` };
  }
  const [mine, theirs] = [quote(ordered), quote(certified)];
  switch (fit) {
    case 'same':
      return {
        rule,
        result: 'pass',
        sentence: `Le ${word} du certificat, ${theirs}, est celui de la commande.`,
      };
    case 'close':
      return {
        rule,
        result: 'inconclusive',
        sentence: `Le ${word} du certificat, ${theirs}, ressemble à celui de la commande, ${mine}\u202f: à vérifier sur la pièce d’identité.`,
      };
    case 'different':
      return {
        rule,
        result: 'fail',
        sentence: `Le ${word} du certificat, ${theirs}, n’est pas celui de la commande, ${mine}.`,
      };
  }
}

/** Every mention of a body must be of the ordered one; another establishment of it is for people to judge. */
export function bodyRule({ bodies }: SubjectDescription, { body }: CertificateOrder): MatchResult {
  const rule = 'body';
  const foreign = bodies.find(({ siren }) => siren !== body.siren);
  if (foreign) {
    const number = foreign.siret ?? foreign.siren;
    return {
      rule,
      result: 'fail',
      sentence: `Le certificat désigne l’organisme ${number}, la commande l’organisme ${body.siret ?? body.siren}.`,
    };
  }
  if (bodies.length === 0) {
    return { rule, result: 'inconclusive', sentence: 'Le certificat ne porte ni SIREN ni SIRET à comparer.' };
  }
  const elsewhere = bodies.find(({ siret }) => siret && body.siret && siret !== body.siret);
  if (elsewhere) {
    return {
      rule,
      result: 'inconclusive',
      sentence: `Le certificat désigne un autre établissement du même organisme, ${elsewhere.siret}, que celui de la commande, ${body.siret}\u202f: à vérifier.`,
    };
  }
  return {
    rule,
    result: 'pass',
    sentence: `Le certificat désigne bien l’organisme ${body.siret ?? body.siren}.`,
  };
}

/** RGS A4, II.4: the names of a test certificate begin with « TEST »; those of a real one never do. */
export function testMarkRule(
  { testMarks }: SubjectDescription,
  { demonstration }: CertificateOrder,
): MatchResult {
  const rule = 'test-mark';
  const { marked, unmarked } = testMarks;
  if (marked + unmarked === 0) {
    return {
      rule,
      result: 'inconclusive',
      sentence: 'Le certificat ne porte aucun nom qui puisse être marqué TEST.',
    };
  }
  if (demonstration) {
    return unmarked === 0
      ? {
          rule,
          result: 'pass',
          sentence: 'Le certificat est marqué TEST, comme il se doit en démonstration.',
        }
      : {
          rule,
          result: 'fail',
          sentence: 'Le certificat n’est pas marqué TEST alors que ceci est une démonstration.',
        };
  }
  return marked === 0
    ? { rule, result: 'pass', sentence: 'Le certificat n’est pas un certificat de test.' }
    : {
        rule,
        result: 'fail',
        sentence: 'Le certificat est marqué TEST\u202f: il ne vaut pas hors démonstration.',
      };
}
