import { der } from '#src/trust/index.js';
import type { Signer } from './authority-keys.js';
import { buildCrl } from './crl-builder.js';
import { authorityKey } from './extensions.js';
import { revocationReasons, type StatusRegister } from './status.js';

const lifetime = 7 * 24 * 3600 * 1000;

/** Complete CRL of everything revoked or held at `at`, good for seven days; its number is the time in seconds. */
export function revocationList(issuer: Signer, register: StatusRegister, at: Date): Uint8Array {
  const entries = register.serials().flatMap((serial) => {
    const revocation = register.revocation(serial, at);
    return revocation ? [{ serial, at: revocation.at, reason: revocationReasons[revocation.reason] }] : [];
  });
  const number = der.integer(Math.floor(at.getTime() / 1000));
  return buildCrl(
    {
      issuer: issuer.subject,
      thisUpdate: at,
      nextUpdate: new Date(at.getTime() + lifetime),
      entries,
      extensions: [authorityKey(issuer.publicKey), { id: '2.5.29.20', value: number }],
    },
    issuer.key,
  );
}
