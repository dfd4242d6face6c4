import { MalformedXml } from './malformed.js';

/**
 * Decodes base64 with white space in it, strictly: no foreign character, right padding, unused bits zero, so that
 * no two texts say the same octets.
 */
export function decodeBase64(text: string): Uint8Array {
  const bare = text.replace(/[ \t\r\n]+/g, '');
  const octets = Buffer.from(bare, 'base64');
  if (octets.toString('base64') !== bare) throw new MalformedXml('bad base64');
  return octets;
}
