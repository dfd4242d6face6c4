import {
  children,
  type Der,
  each,
  expect,
  hex,
  MalformedDer,
  raw,
  tags,
  toOid,
} from '#src/trust/asn1/read.js';
import { toText } from '#src/trust/asn1/text.js';

export interface NameAttribute {
  /** Dotted object identifier. */
  readonly type: string;
  /** The value as text; hexadecimal of its encoding, after « # », where it is no string. */
  readonly value: string;
  /** For comparison: folded as RFC 5280 §7.1 wants, whatever the string type. */
  readonly folded: string;
}

/** A distinguished name: relative names from the most significant, each with its attributes. */
export interface Name {
  readonly rdns: readonly (readonly NameAttribute[])[];
  /** Each relative name folded: two names are the same, or one holds the other, by these. */
  readonly keys: readonly string[];
  /** Whole name folded: equal exactly for names that RFC 5280 §7.1 calls equal. */
  readonly key: string;
  readonly der: Uint8Array;
}

const short: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'GN',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

/** Case, width and white space folded, since issuers and subjects are typed by different people (RFC 5280 §7.1). */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').trim().replace(/\s+/g, ' ');
}

export function readName(der: Der): Name {
  const rdns = children(der, tags.sequence).map((set) => [...each(expect(set, tags.set))].map(readAttribute));
  if (rdns.some((rdn) => rdn.length === 0)) throw new MalformedDer('empty relative name');
  const keys = rdns.map((rdn) => rdnKey(rdn));
  return { rdns, keys, key: keys.join('\n'), der: raw(der) };
}

/** A relative name standing alone: the nameRelativeToCRLIssuer of a distribution point. */
export function readRelativeName(attributes: readonly Der[]): string {
  return rdnKey(attributes.map(readAttribute));
}

function readAttribute(der: Der): NameAttribute {
  const [type, value, ...more] = children(der, tags.sequence);
  if (!type || !value || more.length > 0) throw new MalformedDer('bad attribute of a name');
  const text = toText(value);
  return {
    type: toOid(type),
    value: text ?? `#${hex(raw(value))}`,
    folded: text === undefined ? `\0${hex(raw(value))}` : fold(text),
  };
}

function rdnKey(rdn: readonly NameAttribute[]): string {
  return rdn
    .map(({ type, folded }) => JSON.stringify([type, folded]))
    .sort()
    .join('+');
}

/** Whether `name` lies in the subtree whose top is `top` (RFC 5280 §4.2.1.10, directoryName). */
export function isWithin(name: Name, top: Name): boolean {
  return top.keys.length <= name.keys.length && top.keys.every((key, i) => key === name.keys[i]);
}

/** First value of an attribute, by dotted type. */
export function attribute(name: Name, type: string): string | undefined {
  return attributes(name, type)[0];
}

export function attributes(name: Name, type: string): string[] {
  return name.rdns.flat().flatMap((one) => (one.type === type ? [one.value] : []));
}

/** Readable, most significant first: « C=FR, O=…, CN=… ». For people, never for comparison. */
export function showName(name: Name): string {
  return name.rdns
    .map((rdn) => rdn.map(({ type, value }) => `${short[type] ?? type}=${value}`).join('+'))
    .join(', ');
}
