import type { SimulatedAuthority } from '#src/simulator/index.js';
import { asn1, readCrl } from '#src/trust/index.js';

/** What the simulated authority's CRL says at a time, read back by our own reader: serial → reason (RFC 5280, 5.3.1). */
export function publishedStatus(simulated: SimulatedAuthority, at: Date): Map<string, number> {
  const { entries } = readCrl(simulated.authority.crl(at));
  if (!entries) return new Map();
  return new Map(
    asn1.children(entries).map((entry) => {
      const [serial, , extensions] = asn1.children(entry);
      if (!serial) throw new Error('an entry of the CRL has no serial');
      const reason = extensions ? asn1.raw(extensions).at(-1) : 0;
      return [asn1.hex(asn1.content(serial)).toUpperCase().replace(/^00/, ''), reason ?? 0];
    }),
  );
}
