/** « Commune d’Acigné », « Commune du Rheu »: the article by the register's code (Insee's TNCC). */
export function communeName(name: string, article: number): string {
  const typographic = apostrophes(name);
  switch (article) {
    case 1:
      return `Commune d’${typographic}`;
    case 2:
      return `Commune du ${typographic.replace(/^Le /, '')}`;
    case 4:
      return `Commune des ${typographic.replace(/^Les /, '')}`;
    default:
      return `Commune de ${typographic}`;
  }
}

/** « Communauté de communes du Pays d’Iroise », « Vitré Communauté »: the legal form only where the name lacks one. */
export function intercommunalityName(name: string): string {
  const typographic = apostrophes(name);
  const [, form, rest = typographic] = /^(CC|CA|CU) (.*)$/.exec(typographic) ?? [];
  if (!form || (/communauté|agglomération|métropole/i.test(rest) && !/^d[eu’]/.test(rest))) return rest;
  return `${forms[form as keyof typeof forms]} ${rest}`;
}

const forms = { CC: 'Communauté de communes', CA: 'Communauté d’agglomération', CU: 'Communauté urbaine' };

export function apostrophes(name: string): string {
  return name.replaceAll("'", '’');
}
