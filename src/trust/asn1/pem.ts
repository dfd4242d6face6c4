/**
 * Labelled blocks of a PEM text (RFC 7468), in order; text between blocks and headers inside them are ignored.
 * Linear in the text's length, whatever it holds.
 */
export function readPem(text: string): { label: string; der: Uint8Array }[] {
  const blocks: { label: string; der: Uint8Array }[] = [];
  for (let at = text.indexOf('-----BEGIN '); at >= 0; at = text.indexOf('-----BEGIN ', at)) {
    at += '-----BEGIN '.length;
    const label = /^[A-Z0-9 ]{1,64}(?=-----)/.exec(text.slice(at, at + 70))?.[0];
    if (label === undefined) continue;
    const from = at + label.length + 5;
    const end = text.indexOf('-----', from);
    if (end < 0) break;
    if (!text.startsWith(`-----END ${label}-----`, end)) continue;
    const base64 = text
      .slice(from, end)
      .replace(/^[\w-]+:.*$/gm, '')
      .replace(/\s+/g, '');
    if (/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) blocks.push({ label, der: Buffer.from(base64, 'base64') });
    at = end;
  }
  return blocks;
}

export function writePem(label: string, der: Uint8Array): string {
  const body = Buffer.from(der)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
}

/** Whether bytes look like PEM text rather than DER. */
export function isPem(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 65_536)).includes('-----BEGIN ');
}
