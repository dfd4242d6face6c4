import { renderPdf } from '#src/platform/typst.js';
import type { Invented } from './names.js';

const titles: Readonly<Record<string, string>> = {
  identity: 'Carte d’identité',
  mandate: 'Mandat du représentant légal',
  'body-proof': 'Avis de situation au répertoire Sirene',
  'election-record': 'Procès-verbal d’élection',
  delegation: 'Arrêté de délégation de signature',
  conditions: 'Conditions d’utilisation signées',
};

/** A piece as the holder would deposit it, marked TEST. */
export function specimenPiece(kind: string, holder: Invented, city: string, at: Date): File {
  const title = titles[kind] ?? 'Pièce';
  const bytes = renderPdf({
    template: 'specimen-piece',
    title,
    at,
    data: {
      title,
      lines: [
        ['Nom', holder.surname.toUpperCase()],
        ['Prénom', holder.givenName],
        ['Organisme', `Commune de ${city}`],
      ],
    },
  });
  return new File([Buffer.from(bytes)], `${kind}.pdf`, { type: 'application/pdf' });
}
