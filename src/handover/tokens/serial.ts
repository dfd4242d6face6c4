/** A serial as it is kept and compared: in capitals, without the blanks that a label or a scanner adds. */
export function plainSerial(text: string): string {
  return text.toUpperCase().replaceAll(/[\s\u200b\ufeff]/g, '');
}

/** The serials of a list that was typed, pasted or scanned one after the other, each once. */
export function serialsIn(text: string): string[] {
  const serials = text
    .split(/[\s,;]+/)
    .map(plainSerial)
    .filter(Boolean);
  return [...new Set(serials)];
}
