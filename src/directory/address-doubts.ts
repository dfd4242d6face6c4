/** What may be wrong with an address for mail that is well formed: asked about, never refused (rule 2). */
type AddressDoubt =
  | { readonly code: 'generic'; readonly sentence: string }
  | { readonly code: 'typo'; readonly sentence: string; readonly suggestion: string };

const shared = new Set(
  `accueil administration adjoint agence association bibliotheque bureau ccas cias comite commune communaute
  compta comptabilite conseil contact courrier courriel dgs dga direction ecole elus etatcivil finances info infos
  information informatique mairie maire marches mediatheque noreply office personnel postmaster presidence president
  rh secretaire secretariat service services standard support syndicat technique techniques urbanisme ville
  webmaster`.split(/\s+/),
);

const providers = [
  'gmail.com',
  'orange.fr',
  'wanadoo.fr',
  'free.fr',
  'sfr.fr',
  'laposte.net',
  'hotmail.fr',
  'hotmail.com',
  'outlook.fr',
  'outlook.com',
  'yahoo.fr',
  'yahoo.com',
  'live.fr',
  'icloud.com',
  'bbox.fr',
  'neuf.fr',
  'numericable.fr',
  'proton.me',
  'protonmail.com',
];

/** Endings that are no top-level domain, or that the provider does not use. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/^gmail\.fr$/, 'gmail.com'],
  [/^laposte\.fr$/, 'laposte.net'],
  [/\.(fe|rf|ft|frr|ffr|fr\.fr)$/, '.fr'],
  [/\.(con|cim|vom|xom|comm|conm|ocm|cpm)$/, '.com'],
  [/\.(bhz|bxh|bzn|bzhh|vzh)$/, '.bzh'],
];

/** What to ask before mailing a personal link to an address. */
export function addressDoubts(email: string): AddressDoubt[] {
  const [local = '', domain = ''] = email.toLowerCase().split('@');
  const doubts: AddressDoubt[] = [];
  if (isGenericAddress(email)) {
    doubts.push({
      code: 'generic',
      sentence: `«\u00a0${email}\u00a0» semble lue par plusieurs personnes. Le lien et les codes sont personnels\u202f: indiquez l’adresse propre à cette personne, ou confirmez qu’elle est seule à la lire.`,
    });
  }
  const meant = likelyDomain(domain);
  if (meant) {
    const suggestion = `${local}@${meant}`;
    doubts.push({
      code: 'typo',
      suggestion,
      sentence: `Vouliez-vous écrire «\u00a0${suggestion}\u00a0»\u202f? Corrigez l’adresse, ou confirmez-la telle quelle.`,
    });
  }
  return doubts;
}

/** Read by several people: mairie@, mairie.acigne@, mairie-acigne@, mairieacigne@, service.urbanisme@ … but not nolwenn.maire@. */
function isGenericAddress(email: string): boolean {
  const [local = ''] = email.toLowerCase().split('@');
  const plain = local.normalize('NFD').replaceAll(/\p{M}/gu, '').replace(/\+.*$/, '');
  const first = plain.split(/[._\-\d]/)[0] ?? '';
  return shared.has(first) || /^(mairie|commune|ville|ccas)(de|d)?[a-z]{3,}/.test(first);
}

function likelyDomain(domain: string): string | undefined {
  if (providers.includes(domain)) return undefined;
  const near = providers.find((provider) => distance(domain, provider) <= (provider.length > 8 ? 2 : 1));
  if (near) return near;
  const ending = endings.find(([wrong]) => wrong.test(domain));
  return ending && domain.replace(ending[0], ending[1]);
}

/** Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    const above = rows[i - 1] as number[];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
