import { content, type Der, hex, only, raw, toOid } from '#src/trust/asn1/read.js';
import { type Name, readName } from './name.js';

/** GeneralName of RFC 5280 §4.2.1.6. Text forms are taken as Latin-1, so that nothing is lost. */
export type GeneralName =
  | { readonly form: 'email' | 'dns' | 'uri' | 'registered'; readonly value: string }
  | { readonly form: 'directory'; readonly name: Name }
  | { readonly form: 'ip'; readonly octets: Uint8Array }
  | { readonly form: 'other'; readonly der: Uint8Array };

export function readGeneralName(der: Der): GeneralName {
  const text = (): string => Buffer.from(content(der)).toString('latin1');
  switch (der.tag) {
    case 0x81:
      return { form: 'email', value: text() };
    case 0x82:
      return { form: 'dns', value: text() };
    case 0xa4:
      return { form: 'directory', name: readName(only(der)) };
    case 0x86:
      return { form: 'uri', value: text() };
    case 0x87:
      return { form: 'ip', octets: content(der) };
    case 0x88:
      return { form: 'registered', value: toOid(der, 0x88) };
    default:
      return { form: 'other', der: raw(der) };
  }
}

/** Text by which two general names are compared in distribution points: form and folded value. */
export function generalNameKey(name: GeneralName): string {
  switch (name.form) {
    case 'directory':
      return `directory ${name.name.key}`;
    case 'ip':
      return `ip ${hex(name.octets)}`;
    case 'other':
      return `other ${hex(name.der)}`;
    case 'uri':
      return `uri ${uriKey(name.value)}`;
    default:
      return `${name.form} ${name.value.toLowerCase()}`;
  }
}

/** Scheme and host don't depend on case, the rest does (RFC 3986 §6.2.2.1). */
function uriKey(uri: string): string {
  return uri.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, (head) => head.toLowerCase());
}
