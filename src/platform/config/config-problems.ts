import { type Variable, yesOrNo } from './environment.js';

type Given = Partial<Record<string, string>>;

/** What is wrong with variables that are each well written: where one needs another, or does not suit production. */
export function problemsTogether(given: Given): [Variable, string][] {
  return [...sealProblems(given), ...(given.NODE_ENV === 'production' ? productionProblems(given) : [])];
}

/** A seal needs its password and an authority that proves its time; the demonstration has its own, marked TEST. */
function sealProblems(given: Given): [Variable, string][] {
  const problems: [Variable, string][] = [];
  const demonstrates =
    given.NODE_ENV !== 'production' && (yesOrNo.get((given.DEMONSTRATION ?? 'oui').toLowerCase()) ?? true);
  if (demonstrates) {
    for (const variable of ['SEAL_P12', 'TIMESTAMP_URL'] as const) {
      if (given[variable]) {
        problems.push([
          variable,
          'la démonstration scelle et horodate elle-même, en marquant TEST\u202f; retirez cette variable ou écrivez DEMONSTRATION=non.',
        ]);
      }
    }
    return problems;
  }
  if (given.SEAL_P12 && !given.SEAL_PASSWORD) {
    problems.push(['SEAL_PASSWORD', 'écrivez le mot de passe du fichier de SEAL_P12.']);
  }
  if (given.SEAL_P12 && !given.TIMESTAMP_URL) {
    problems.push([
      'TIMESTAMP_URL',
      'un cachet porte une heure prouvée\u202f; écrivez l’adresse d’une autorité d’horodatage (RFC 3161).',
    ]);
  }
  return problems;
}

/** What is a convenience elsewhere is a danger in production. */
function productionProblems(given: Given): [Variable, string][] {
  const problems: [Variable, string][] = [];
  const required = 'obligatoire en production\u202f; ';
  if (!given.SECRET) {
    problems.push(['SECRET', `${required}écrivez 32 caractères tirés au hasard (openssl rand -base64 32).`]);
  }
  if (!given.BASE_URL) {
    problems.push(['BASE_URL', `${required}écrivez l’adresse publique, par exemple https://cle.exemple.fr.`]);
  } else if (!/^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(given.BASE_URL)) {
    problems.push(['BASE_URL', 'en production, l’adresse publique commence par https.']);
  }
  if (!given.BEHIND_PROXY) {
    problems.push([
      'BEHIND_PROXY',
      `${required}écrivez oui si le serveur mandataire qui porte le https ajoute l’adresse du visiteur à X-Forwarded-For, sinon non\u202f: tous les visiteurs comptent alors pour un seul.`,
    ]);
  }
  if (!given.SMTP_URL) {
    problems.push([
      'SMTP_URL',
      `${required}écrivez une adresse comme smtps://compte:motdepasse@serveur:465.`,
    ]);
  }
  if (given.DEMONSTRATION && yesOrNo.get(given.DEMONSTRATION.toLowerCase())) {
    problems.push([
      'DEMONSTRATION',
      'la démonstration ne s’ouvre pas en production\u202f; retirez cette variable.',
    ]);
  }
  if (Number(given.CLOCK_AHEAD)) {
    problems.push([
      'CLOCK_AHEAD',
      'en production, l’heure est celle de la machine\u202f; retirez cette variable.',
    ]);
  }
  return problems;
}
