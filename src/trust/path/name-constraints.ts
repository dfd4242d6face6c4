import { type Certificate, isSelfIssued } from '#src/trust/certificate.js';
import type { NameConstraints } from '#src/trust/x509/constraints.js';
import type { GeneralName } from '#src/trust/x509/general-name.js';
import { attributes, isWithin } from '#src/trust/x509/name.js';

/** More comparisons than this on one path is an attack, and is refused. */
const comparisonLimit = 250_000;

/** The constraints gathered along a path, and the work spent on them. */
export class NameScope {
  readonly #constraints: NameConstraints[] = [];
  #comparisons = 0;

  add(constraints: NameConstraints): void {
    this.#constraints.push(constraints);
  }

  /** RFC 5280 §6.1.3(b), (c): whether every name of the certificate lies where it must. */
  allows(certificate: Certificate, isLeaf: boolean): boolean {
    if (this.#constraints.length === 0 || (isSelfIssued(certificate) && !isLeaf)) return true;
    const names = namesOf(certificate);
    return this.#constraints.every(({ permitted, excluded }) =>
      names.every((name) => {
        this.#comparisons += permitted.length + excluded.length;
        if (this.#comparisons > comparisonLimit) return false;
        const mine = permitted.filter((base) => base.form === name.form);
        if (mine.length > 0 && !mine.some((base) => contains(base, name, false))) return false;
        return !excluded.some((base) => base.form === name.form && contains(base, name, true));
      }),
    );
  }
}

/** Subject, alternative names, and e-mail addresses in the subject (RFC 5280 §4.2.1.10). */
function namesOf({ subject, known }: Certificate): GeneralName[] {
  return [
    ...(subject.rdns.length > 0 ? [{ form: 'directory', name: subject } as const] : []),
    ...(known.alternativeNames ?? []),
    ...attributes(subject, '1.2.840.113549.1.9.1').map((value) => ({ form: 'email', value }) as const),
  ];
}

/** Whether `name` lies in the subtree; `whenUnclear` is the cautious answer for names that can't be placed. */
function contains(base: GeneralName, name: GeneralName, whenUnclear: boolean): boolean {
  if (base.form === 'directory' && name.form === 'directory') return isWithin(name.name, base.name);
  if (base.form === 'dns' && name.form === 'dns') return containsHost(base.value, name.value);
  if (base.form === 'email' && name.form === 'email')
    return containsMailbox(base.value, name.value, whenUnclear);
  if (base.form === 'uri' && name.form === 'uri') return containsUri(base.value, name.value, whenUnclear);
  if (base.form === 'ip' && name.form === 'ip') return containsAddress(base.octets, name.octets, whenUnclear);
  return whenUnclear;
}

/** Zero or more labels may be put before the base; a base that begins with a dot wants at least one. */
function containsHost(base: string, host: string): boolean {
  const [top, name] = [base.toLowerCase(), host.toLowerCase().replace(/\.$/, '')];
  if (top === '') return true;
  return top.startsWith('.') ? name.endsWith(top) : name === top || name.endsWith(`.${top}`);
}

/** One mailbox, all of one host, or all below a domain (leading dot). */
function containsMailbox(base: string, mailbox: string, whenUnclear: boolean): boolean {
  const at = mailbox.lastIndexOf('@');
  if (at < 0) return whenUnclear;
  const host = mailbox.slice(at + 1).toLowerCase();
  const baseAt = base.lastIndexOf('@');
  if (baseAt >= 0) {
    const sameBox = base.slice(0, baseAt) === mailbox.slice(0, at);
    return sameBox && base.slice(baseAt + 1).toLowerCase() === host;
  }
  const top = base.toLowerCase();
  return top.startsWith('.') ? host.endsWith(top) : top === '' || host === top;
}

/** Only addresses with a host name can be placed: one without, or with an IP address, is refused (§4.2.1.10). */
function containsUri(base: string, uri: string, whenUnclear: boolean): boolean {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]*)/i.exec(uri)?.[1];
  const host = authority?.replace(/:\d*$/, '').toLowerCase();
  if (!host || /^[\d.]+$|[[\]:]/.test(host)) return whenUnclear;
  const top = base.toLowerCase();
  return top.startsWith('.') ? host.endsWith(top) : host === top;
}

function containsAddress(base: Uint8Array, address: Uint8Array, whenUnclear: boolean): boolean {
  if (base.length !== 8 && base.length !== 32) return whenUnclear;
  const size = base.length / 2;
  if (address.length !== size) return address.length === 4 || address.length === 16 ? false : whenUnclear;
  return address.every((octet, i) => ((octet ^ (base[i] as number)) & (base[size + i] as number)) === 0);
}
