import { generateKeyPairSync } from 'node:crypto';
import { sql } from 'kysely';
import type { Clock } from '#src/platform/acts/clock.js';
import type { Database } from '#src/platform/database/database.js';
import { type Proofs, sealerOf } from '#src/seals/index.js';
import { askedAuthority, type ValidationData } from '#src/trust/index.js';
import type { Authority } from './authority.js';
import {
  randomSerial,
  restoreSigner,
  type Signer,
  type StoredSigner,
  storeSigner,
} from './authority-keys.js';
import { buildCertificate, distinguishedName } from './certificate-builder.js';
import {
  authorityKey,
  crlAt,
  informationAt,
  keyUsage,
  keyUsageBits,
  policies,
  subjectKey,
} from './extensions.js';
import { simulatedPolicies } from './policies.js';

const day = 86_400_000;

/**
 * The seal of the demonstration, from the simulated authority and marked TEST, with the authority's own timestamps
 * and revocation data. Its key is made when it first seals, and kept with the authority's.
 */
export function simulatedProofs(given: { db: Database; clock: Clock; authority: Authority }): Proofs {
  const { db, clock, authority } = given;
  const { root, issuing } = authority.hierarchy;
  const timestamps = askedAuthority(async (request) => authority.timestamp(request, clock()));
  let signer: Promise<Signer> | undefined;
  let status: { readonly minute: number; readonly data: ValidationData } | undefined;
  /** What the authority publishes, signed once a minute. */
  const published = (at: Date): ValidationData => {
    const minute = Math.floor(at.getTime() / 60_000);
    if (status?.minute !== minute) {
      const certificates = [root.certificate, issuing.certificate];
      const crls = [authority.rootCrl(at), authority.crl(at)];
      status = { minute, data: { certificates, crls, ocsps: [] } };
    }
    return status.data;
  };
  return {
    timestamps,
    sealer: {
      async seal(pdf, words) {
        signer ??= foundOrRestored(db, authority, clock());
        const { key, certificate } = await signer.catch((error: unknown) => {
          signer = undefined;
          throw error;
        });
        const sealer = sealerOf({
          signer: { key, certificate, chain: [issuing.certificate] },
          authority: timestamps,
          validation: async () => published(words.at),
        });
        return sealer.seal(pdf, words);
      },
    },
  };
}

async function foundOrRestored(db: Database, authority: Authority, now: Date): Promise<Signer> {
  const made = issueSeal(authority, now);
  await sql`INSERT INTO simulator_state (name, value) VALUES ('seal', ${JSON.stringify(storeSigner(made))})
    ON CONFLICT DO NOTHING`.execute(db);
  const { rows } = await sql<{
    value: StoredSigner;
  }>`SELECT value FROM simulator_state WHERE name = 'seal'`.execute(db);
  return rows[0] ? restoreSigner(rows[0].value) : made;
}

/** A seal of a body, in the profile of RGS « cachet »; antedated, for the demonstration tells a past. */
function issueSeal(authority: Authority, now: Date): Signer {
  const { issuing } = authority.hierarchy;
  const { privateKey: key, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = distinguishedName([
    ['2.5.4.6', 'FR', 'printable'],
    ['2.5.4.10', 'Clé en main, démonstration'],
    ['2.5.4.11', '0002 999999998'],
    ['2.5.4.97', 'NTRFR-999999998'],
    ['2.5.4.3', 'TEST Cachet de Clé en main'],
  ]);
  const serial = randomSerial();
  authority.register.issued(serial);
  const from = Math.floor(now.getTime() / 1000) * 1000 - 365 * day;
  const certificate = buildCertificate(
    {
      serial,
      issuer: issuing.subject,
      subject,
      notBefore: new Date(from),
      notAfter: new Date(from + 3 * 365 * day),
      publicKey,
      extensions: [
        authorityKey(issuing.publicKey),
        subjectKey(publicKey),
        keyUsage(keyUsageBits.digitalSignature, keyUsageBits.nonRepudiation),
        policies(simulatedPolicies.seal),
        crlAt(authority.addresses.crl),
        informationAt({ ocsp: authority.addresses.ocsp, issuer: authority.addresses.certificate }),
      ],
    },
    issuing.key,
  );
  return { certificate, subject, key, publicKey };
}
