import { content, type Der, MalformedDer, tags } from './read.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('latin1');
const utf16 = new TextDecoder('utf-16be');

/**
 * Text of any ASN.1 string type, `undefined` for what is no string. Tolerant as OpenSSL is: French authorities
 * have issued PrintableStrings with accents, underscores and ampersands (in Latin-1 or UTF-8); what is no
 * UTF-8 is read as Latin-1, so that two different encodings never read the same.
 */
export function toText(der: Der): string | undefined {
  const value = content(der);
  switch (der.tag) {
    case tags.utf8:
    case tags.printable:
    case tags.ia5:
    case tags.visible:
    case tags.teletex:
    case 0x12: // NumericString
      return eightBit(value);
    case tags.bmp:
      return utf16.decode(value);
    case tags.universal:
      return utf32(value);
    default:
      return undefined;
  }
}

function eightBit(value: Uint8Array): string {
  if (!value.some((octet) => octet > 0x7f)) return latin1.decode(value);
  try {
    return utf8.decode(value);
  } catch {
    return latin1.decode(value);
  }
}

function utf32(value: Uint8Array): string {
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  let text = '';
  for (let at = 0; at + 4 <= value.length; at += 4) {
    const point = view.getUint32(at);
    text += point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
  }
  return text;
}

/** UTCTime or GeneralizedTime in the forms of RFC 5280 (seconds and Z required, no fraction). */
export function toTime(der: Der): Date {
  const text = latin1.decode(content(der));
  const form =
    der.tag === tags.utcTime
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/
      : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
  if (der.tag !== tags.utcTime && der.tag !== tags.generalizedTime) throw new MalformedDer('not a time');
  return fromParts(form.exec(text), text);
}

/**
 * GeneralizedTime with an optional fraction of a second, as timestamps (RFC 3161 §2.4.2) have it; in BER, zeros may end
 * the fraction.
 */
export function toPreciseTime(der: Der): Date {
  const text = latin1.decode(content(der));
  if (der.tag !== tags.generalizedTime) throw new MalformedDer('not a GeneralizedTime');
  const form = der.ber
    ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/
    : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d*[1-9])?Z$/;
  return fromParts(form.exec(text), text);
}

function fromParts(parts: RegExpExecArray | null, text: string): Date {
  if (!parts) throw new MalformedDer(`bad time ${JSON.stringify(text)}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const full = parts[1]?.length === 2 ? year + (year < 50 ? 2000 : 1900) : year;
  const time = new Date(0);
  time.setUTCFullYear(full, month - 1, day);
  time.setUTCHours(hour, minute, second, Math.floor(Number(parts[7] ?? 0) * 1000));
  if (
    time.getUTCMonth() !== month - 1 ||
    time.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  ) {
    throw new MalformedDer(`impossible time ${text}`);
  }
  return time;
}
