import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  buildCertificate,
  distinguishedName,
  type Extension,
} from '#src/simulator/authority/certificate-builder.js';
import { certificationAuthority, keyUsage, keyUsageBits } from '#src/simulator/authority/extensions.js';

/** A certificate that one authority of the web gives another, or a holder, with what may be wrong with it. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly flaw?: 'expired' | 'no-authority' | 'other-key' | 'no-signing';
  readonly pathLength?: number;
}

interface Party {
  readonly name: Uint8Array;
  readonly key: KeyObject;
  readonly publicKey: KeyObject;
}

const hour = 3_600_000;
const parties: Party[] = [];
let impostor: KeyObject | undefined;

/** Party n of every web; keys are made once, since tests build thousands of webs. */
function party(n: number): Party {
  for (let i = parties.length; i <= n; i++) {
    const { privateKey: key, publicKey } = generateKeyPairSync('ed25519');
    parties.push({ name: distinguishedName([['2.5.4.3', `TEST Autorité ${i}`]]), key, publicKey });
  }
  return parties[n] as Party;
}

/** Makes the certificate of a link; a link from a party to itself is self-signed. */
export function certifyLink(link: Link, serial: number, now: Date): Uint8Array {
  const [issuer, subject] = [party(link.from), party(link.to)];
  impostor ??= generateKeyPairSync('ed25519').privateKey;
  const isAuthority = link.flaw !== 'no-authority';
  const extensions: Extension[] = isAuthority
    ? [
        certificationAuthority(link.pathLength),
        keyUsage(link.flaw === 'no-signing' ? keyUsageBits.crlSign : keyUsageBits.certificateSign),
      ]
    : [];
  return buildCertificate(
    {
      serial: serial.toString(16).padStart(8, '0'),
      issuer: issuer.name,
      subject: subject.name,
      notBefore: new Date(now.getTime() - 2 * hour),
      notAfter: new Date(now.getTime() + (link.flaw === 'expired' ? -hour : hour)),
      publicKey: subject.publicKey,
      extensions,
    },
    link.flaw === 'other-key' ? impostor : issuer.key,
  );
}

/** Every party certified by every other. */
export function mesh(size: number): Link[] {
  const links: Link[] = [];
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) if (from !== to) links.push({ from, to });
  }
  return links;
}
