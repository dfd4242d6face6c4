import { sql } from 'kysely';
import { catalogueAt } from '#src/catalogue/index.js';
import type { Reader } from '#src/handover/store.js';
import type { Terms } from '#src/orders/index.js';
import { type FileFacts, runningCertificate } from '#src/registration/index.js';
import {
  type CertificateOrder,
  describeCertificate,
  MalformedDer,
  type MatchResult,
  matchCertificate,
  readCertificate,
  worstResult,
} from '#src/trust/index.js';
import { frozenAt, productAsOrdered } from './as-ordered.js';

/** The certificate on a holder's key, read, and matched with what was ordered. */
export interface CertificateRead {
  readonly id: string;
  /** Hexadecimal, in pairs. */
  readonly serial: string;
  readonly subject: string;
  readonly issuer: string;
  readonly names: { readonly holder: string; readonly organisation: string; readonly body: string };
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly fingerprint: string;
  readonly rules: readonly MatchResult[];
  readonly verdict: MatchResult['result'];
}

/** Undefined where the file has no certificate to hand over, or one that cannot be read. */
export async function certificateToHandOver(
  db: Reader,
  file: FileFacts,
  at: Date,
  test: boolean,
): Promise<CertificateRead | undefined> {
  const running = await runningCertificate({ tx: db as never }, file.id);
  if (!running?.der || running.state !== 'issued') return undefined;
  const order = await orderedFor(db, file, at, test);
  try {
    const certificate = readCertificate(running.der);
    const described = describeCertificate(certificate);
    const rules = matchCertificate({ certificate, order, at });
    const { givenName, surname, commonName, organization, bodies } = described.names;
    return {
      id: running.id,
      serial: described.serial.replaceAll(/(..)(?=.)/g, '$1:'),
      subject: described.subject,
      issuer: described.issuer,
      names: {
        holder: [givenName, surname].filter(Boolean).join(' ') || (commonName ?? ''),
        organisation: organization ?? '',
        body: bodies[0]?.siret ?? bodies[0]?.siren ?? '',
      },
      notBefore: new Date(described.notBefore),
      notAfter: new Date(described.notAfter),
      fingerprint: described.fingerprint,
      rules,
      verdict: worstResult(rules),
    };
  } catch (error) {
    if (error instanceof MalformedDer) return undefined;
    throw error;
  }
}

/** What was ordered for this holder: the data of the validated file, product and usages as the order froze them. */
async function orderedFor(db: Reader, file: FileFacts, at: Date, test: boolean): Promise<CertificateOrder> {
  const { rows } = await sql<{ siret: string | null; siren: string | null; terms: Terms | null }>`
    SELECT siret, siren, terms FROM order_facts WHERE id = ${file.order_id}`.execute(db);
  const { siret = null, siren = null, terms = null } = rows[0] ?? {};
  const usages = await catalogueAt(db, 'usage', frozenAt(terms, at));
  const mine = usages.filter((usage) => file.usages.includes(usage.code));
  const product = terms ? await productAsOrdered(db, terms) : undefined;
  return {
    holder: { givenName: file.given_names, surname: file.surname },
    body: { siren: siren ?? siret?.slice(0, 9) ?? '', ...(siret ? { siret } : {}) },
    purposes: [
      ...(mine.some((usage) => !usage.data.signing) ? (['authentication'] as const) : []),
      ...(mine.some((usage) => usage.data.signing) ? (['signature'] as const) : []),
    ],
    policies: product?.data.policyIdentifiers ?? [],
    qualified: terms?.product.qualified ?? false,
    demonstration: test,
  };
}
