import { der } from '#src/trust/index.js';
import type { Signer } from './authority-keys.js';
import { extensions, signatureAlgorithm, signed } from './certificate-builder.js';
import { authorityKey } from './extensions.js';
import { revocationReasons, type StatusRegister } from './status.js';

const lifetime = 7 * 24 * 3600 * 1000;

/** Complete CRL of everything revoked or held at `at`, good for seven days; its number is the time in seconds. */
export function revocationList(issuer: Signer, register: StatusRegister, at: Date): Uint8Array {
  const entries = register.serials().flatMap((serial) => {
    const revocation = register.revocation(serial, at);
    if (!revocation) return [];
    const code = revocationReasons[revocation.reason];
    const reason = { id: '2.5.29.21', value: der.integer(code, 0x0a) };
    return [
      der.sequence(
        der.integer(Buffer.from(serial, 'hex')),
        der.time(revocation.at),
        ...(code === 0 ? [] : [extensions([reason])]),
      ),
    ];
  });
  const toBeSigned = der.sequence(
    der.integer(1),
    signatureAlgorithm(issuer.key),
    issuer.subject,
    der.time(at),
    der.time(new Date(at.getTime() + lifetime)),
    ...(entries.length > 0 ? [der.sequence(...entries)] : []),
    der.context(
      0,
      extensions([
        authorityKey(issuer.publicKey),
        { id: '2.5.29.20', value: der.integer(Math.floor(at.getTime() / 1000)) },
      ]),
    ),
  );
  return signed(toBeSigned, issuer.key);
}
