import type { Invented } from './names.js';

const titles: Readonly<Record<string, string>> = {
  identity: 'Carte d’identité',
  mandate: 'Mandat du représentant légal',
  'body-proof': 'Avis de situation au répertoire Sirene',
  'election-record': 'Procès-verbal d’élection',
  delegation: 'Arrêté de délégation de signature',
  conditions: 'Conditions d’utilisation signées',
};

/** A piece as the holder would deposit it, marked TEST: one page, as plain as a scanner would make it. */
export function specimenPiece(kind: string, holder: Invented, city: string, at: Date): File {
  const title = titles[kind] ?? 'Pièce';
  const fields: readonly (readonly [string, string])[] = [
    ['Nom', holder.surname.toUpperCase()],
    ['Prénom', holder.givenName],
    ['Organisme', `Commune de ${city}`],
  ];
  const words = [
    write('regular', 9, muted, 350, 'TEST — pièce inventée, sans valeur'),
    write('bold', 20, accent, 318, title),
    ...fields.flatMap(([name, value], index) => [
      write('regular', 9, muted, 276 - 42 * index, name),
      write('regular', 13, ink, 260 - 42 * index, value),
    ]),
  ];
  return new File([new Uint8Array(onePage(title, words.join('\n'), at))], `${kind}.pdf`, {
    type: 'application/pdf',
  });
}

const accent = '0.04 0.36 0.43';
const ink = '0.10 0.14 0.16';
const muted = '0.30 0.35 0.38';

function write(font: 'regular' | 'bold', size: number, colour: string, y: number, text: string): string {
  return `BT ${colour} rg /${font} ${size} Tf 40 ${y} Td ${literal(text)} Tj ET`;
}

/** An A5 page laid flat, in the fonts that every reader of PDF brings along. */
function onePage(title: string, content: string, at: Date): Buffer {
  const font = (name: string): string =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const made = at.toISOString().replaceAll(/[-T:]|\..*/g, '');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 420] /Contents 4 0 R /Resources << /Font << /regular 5 0 R /bold 6 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Title ${literal(title)} /CreationDate (D:${made}Z) >>`,
  ];
  let text = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 7 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}${trailer}`,
    'latin1',
  );
}

/** Where the fonts have what Latin-1 lacks. */
const beyondLatin: Readonly<Record<string, string>> = { '’': '\x92', '—': '\x97', œ: '\x9c', Œ: '\x8c' };

function literal(text: string): string {
  const coded = text.replaceAll(/[’—œŒ]/g, (found) => beyondLatin[found] ?? found);
  return `(${coded.replaceAll(/[\\()]/g, '\\$&')})`;
}
