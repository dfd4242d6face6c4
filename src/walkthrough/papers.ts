/** Small real files that a holder sends: a PDF of one page that says what it stands for, a photograph of one grey square. */
export function pdf(name: string, lines: readonly string[]): File {
  const shown = lines
    .map((line, index) => `BT /F1 14 Tf 60 ${760 - 24 * index} Td (${escaped(line)}) Tj ET`)
    .join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${latin(shown).length} >>\nstream\n${shown}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let text = '%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n';
  const places: number[] = [];
  for (const [index, object] of objects.entries()) {
    places.push(latin(text).length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const start = latin(text).length;
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new File([new Uint8Array(latin(text))], `${name}.pdf`, { type: 'application/pdf' });
}

export function photograph(name: string): File {
  return new File([new Uint8Array(Buffer.from(greySquare, 'base64'))], `${name}.jpg`, { type: 'image/jpeg' });
}

function latin(text: string): Buffer {
  return Buffer.from(text.replaceAll('’', "'").replaceAll('œ', 'oe'), 'latin1');
}

function escaped(line: string): string {
  return line.replaceAll(/[\\()]/g, '\\$&');
}

const greySquare =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ' +
  'EBAQEBAQEBAQEBAQEBAQEBD/wAALCAAIAAgBAREA/8QAFQAAAgAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAA' +
  'AAAA/9oACAEBAAA/AGP/2Q==';
