import { isRefusal, type Refusal, refuse } from '#src/platform/acts/refusal.js';
import { refusals } from '#src/registration/refusals.js';
import {
  type Certificate,
  describeCertificate,
  matchCertificate,
  readCertificates,
} from '#src/trust/index.js';

/** What is kept of a certificate beside its bytes: read from them, never believed from elsewhere. */
interface ReadCertificate {
  readonly certificate: Certificate;
  readonly serial: string;
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly fingerprint: Buffer;
}

/** Reads the first certificate of a file: DER, PEM or PKCS#7. */
export function readCertificateFile(bytes: Uint8Array): ReadCertificate | Refusal {
  try {
    const [certificate] = readCertificates(bytes);
    if (!certificate) return refusals.certificateNotReadable;
    const told = describeCertificate(certificate);
    return {
      certificate,
      serial: told.serial,
      subject: told.subject,
      issuer: told.issuer,
      notBefore: new Date(told.notBefore),
      notAfter: new Date(told.notAfter),
      fingerprint: Buffer.from(told.fingerprint, 'hex'),
    };
  } catch {
    return refusals.certificateNotReadable;
  }
}

/** Why a certificate handed in by hand cannot be this holder's: another name, another body, not the installation's kind. */
export function notTheirs(
  read: ReadCertificate,
  asked: {
    readonly holder: { readonly givenName: string; readonly surname: string };
    readonly organisation: { readonly siret: string };
    readonly test: boolean;
  },
  at: Date,
): Refusal | undefined {
  const { siret } = asked.organisation;
  const results = matchCertificate({
    certificate: read.certificate,
    order: {
      holder: asked.holder,
      body: { siren: siret.slice(0, 9), siret },
      purposes: [],
      policies: [],
      qualified: false,
      demonstration: asked.test,
    },
    at,
  });
  const wrong = results.find(
    ({ rule, result }) =>
      result === 'fail' && ['surname', 'given-name', 'body', 'test-mark', 'in-force'].includes(rule),
  );
  return wrong && refuse('certificate-not-theirs', wrong.sentence);
}

/** Reads what the authority answered; bytes that are no certificate are a failure of the authority. */
export function readIssued(der: Uint8Array): ReadCertificate {
  const read = readCertificateFile(der);
  if (isRefusal(read)) throw new Error('the authority answered with something that is no certificate');
  return read;
}
