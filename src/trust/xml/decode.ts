import { MalformedXml } from './malformed.js';

/**
 * Text of an XML file: UTF-8 unless a byte order mark or the declaration says otherwise. ISO-8859-1 is read as
 * itself and not as Windows-1252, since accounting flows (PES) are signed in it. Line ends become line feeds.
 */
export function decodeXml(bytes: Uint8Array): string {
  return toText(bytes).replace(/\r\n?/g, '\n');
}

function toText(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode('utf-16be', bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode('utf-16le', bytes);
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1]?.toLowerCase();
  switch (declared ?? 'utf-8') {
    case 'utf-8':
    case 'us-ascii':
      return decode('utf-8', bytes);
    case 'iso-8859-1':
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    case 'windows-1252':
    case 'iso-8859-15':
      return decode(declared ?? 'utf-8', bytes);
    default:
      throw new MalformedXml(`encoding ${declared}`);
  }
}

function decode(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new MalformedXml(`bytes that are not ${encoding}`);
  }
}
