import type { Qualification } from '#src/trust/anchors/qualification.js';
import type { Certificate } from '#src/trust/certificate.js';
import type { CertificateOrder, MatchResult } from '#src/trust/match.js';
import { showKey, toKey } from '#src/trust/x509/public-key.js';
import { isWeakKey } from '#src/trust/x509/signature.js';
import { showDay } from './sentence.js';

export function inForceRule({ notBefore, notAfter }: Certificate, at: Date): MatchResult {
  const rule = 'in-force';
  if (at < notBefore) {
    return {
      rule,
      result: 'fail',
      sentence: `Le certificat n’est valable qu’à partir du ${showDay(notBefore)}.`,
    };
  }
  if (at > notAfter) {
    return {
      rule,
      result: 'fail',
      sentence: `Le certificat n’est plus valable depuis le ${showDay(notAfter)}.`,
    };
  }
  return { rule, result: 'pass', sentence: `Le certificat est valable jusqu’au ${showDay(notAfter)}.` };
}

/** RGS A2, VI.3.2: three years at most. */
export function lifetimeRule({ notBefore, notAfter }: Certificate): MatchResult {
  const longest = new Date(notBefore);
  longest.setUTCFullYear(longest.getUTCFullYear() + 3);
  return notAfter <= longest
    ? { rule: 'lifetime', result: 'pass', sentence: 'La durée de validité ne dépasse pas trois ans.' }
    : {
        rule: 'lifetime',
        result: 'fail',
        sentence: `La durée de validité, du ${showDay(notBefore)} au ${showDay(notAfter)}, dépasse trois ans.`,
      };
}

export function endEntityRule({ known }: Certificate): MatchResult {
  const isAuthority = known.basicConstraints?.isAuthority || known.keyUsage?.has(5);
  return isAuthority
    ? {
        rule: 'end-entity',
        result: 'fail',
        sentence: 'Ce certificat est celui d’une autorité, pas d’un titulaire.',
      }
    : { rule: 'end-entity', result: 'pass', sentence: 'Ce certificat est celui d’un titulaire.' };
}

const anyPurpose = '2.5.29.37.0';
const clientAuthentication = '1.3.6.1.5.5.7.3.2';

/** RGS A4: key usage is critical; digitalSignature authenticates, nonRepudiation signs. */
export function keyUsageRule(
  { known, extensions }: Certificate,
  { purposes }: CertificateOrder,
): MatchResult {
  const rule = 'key-usage';
  const { keyUsage, extendedKeyUsage } = known;
  const words = { authentication: 's’authentifier', signature: 'signer' };
  if (!keyUsage) {
    return { rule, result: 'fail', sentence: 'Le certificat ne dit pas à quoi sa clé peut servir.' };
  }
  const serves = {
    authentication:
      keyUsage.has(0) &&
      (!extendedKeyUsage ||
        extendedKeyUsage.includes(clientAuthentication) ||
        extendedKeyUsage.includes(anyPurpose)),
    signature: keyUsage.has(1),
  };
  const lacking = purposes.filter((purpose) => !serves[purpose]);
  if (lacking.length > 0) {
    const list = lacking.map((purpose) => words[purpose]).join(' ni à ');
    return {
      rule,
      result: 'fail',
      sentence: `La clé du certificat ne peut pas servir à ${list}, qui est commandé.`,
    };
  }
  if (!extensions.some(({ id, critical }) => id === '2.5.29.15' && critical)) {
    return {
      rule,
      result: 'inconclusive',
      sentence: 'Les usages de la clé conviennent, mais ne sont pas déclarés critiques comme le veut le RGS.',
    };
  }
  const list = purposes.map((purpose) => words[purpose]).join(' et à ');
  return list === ''
    ? { rule, result: 'inconclusive', sentence: 'La commande ne dit aucun usage à comparer.' }
    : { rule, result: 'pass', sentence: `La clé du certificat peut servir à ${list}.` };
}

export function keyStrengthRule({ publicKey }: Certificate): MatchResult {
  const rule = 'key-strength';
  const key = toKey(publicKey);
  if (!key) return { rule, result: 'fail', sentence: 'La clé du certificat n’est pas d’une sorte reconnue.' };
  return isWeakKey(key)
    ? { rule, result: 'fail', sentence: `La clé du certificat (${showKey(key)}) est trop faible.` }
    : { rule, result: 'pass', sentence: `La clé du certificat (${showKey(key)}) est assez forte.` };
}

export function policyRule({ known }: Certificate, { policies }: CertificateOrder): MatchResult {
  const rule = 'policy';
  if (policies.length === 0) {
    return {
      rule,
      result: 'inconclusive',
      sentence:
        'Aucun identifiant de politique n’est renseigné pour ce produit\u202f: le niveau n’est pas vérifié.',
    };
  }
  const found = policies.find((policy) => known.policies?.includes(policy));
  return found
    ? { rule, result: 'pass', sentence: `Le certificat suit la politique du produit commandé (${found}).` }
    : { rule, result: 'fail', sentence: 'Le certificat ne suit aucune des politiques du produit commandé.' };
}

/**
 * What the trusted list says where it was asked, else what the certificate declares; procurement is signed with a
 * qualified certificate (order of 22 March 2019).
 */
export function qualifiedRule(
  { known }: Certificate,
  { qualified }: CertificateOrder,
  listed?: Qualification,
): MatchResult {
  const rule = 'qualified';
  const statements = known.qualified;
  const declares =
    statements?.qualified === true && (statements.types.length === 0 || statements.types.includes('esign'));
  if (!qualified)
    return { rule, result: 'pass', sentence: 'La commande n’exige pas de certificat qualifié.' };
  if (listed ? listed.qualified === false : !declares) {
    return {
      rule,
      result: 'fail',
      sentence:
        'Le certificat n’est pas qualifié pour la signature, ce qu’exige la signature des pièces de marché (arrêté du 22 mars 2019).',
    };
  }
  if (!listed) {
    const sentence = 'Le certificat se déclare qualifié\u202f; la liste de confiance n’a pas été consultée.';
    return { rule, result: 'pass', sentence };
  }
  if (listed.qualified === undefined) {
    return {
      rule,
      result: 'inconclusive',
      sentence:
        'La liste de confiance ne permet pas de dire si le certificat est qualifié\u202f: à vérifier.',
    };
  }
  const device = listed.onQualifiedDevice ? ', sur dispositif qualifié' : '';
  return {
    rule,
    result: 'pass',
    sentence: `Le certificat est qualifié d’après la liste de confiance${device}.`,
  };
}
