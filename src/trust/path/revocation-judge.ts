import type { KeyObject } from 'node:crypto';
import type { Certificate } from '#src/trust/certificate.js';
import type { Crl } from '#src/trust/revocation/crl.js';
import { statusByCrl } from '#src/trust/revocation/crl-status.js';
import type { RevocationTimes } from '#src/trust/revocation/freshness.js';
import type { OcspResponse } from '#src/trust/revocation/ocsp.js';
import { statusByOcsp } from '#src/trust/revocation/ocsp-status.js';
import type { RevocationStatus } from '#src/trust/verdict.js';
import { flawOf } from './chain.js';
import type { Work } from './work.js';

/** A key above the certificate in question, and the certificate that says what it is for. */
export interface Issuer {
  readonly certificate: Certificate;
  readonly key: KeyObject | undefined;
}

export interface RevocationData {
  readonly crls: readonly Crl[];
  readonly ocsp: readonly OcspResponse[];
  readonly untrusted: readonly Certificate[];
  readonly times: RevocationTimes;
}

/** Looking through a CRL costs by its size, so that large ones can't multiply the work of a mesh. */
const octetsForOneUnit = 20_000;

const ocspSigning = '1.3.6.1.5.5.7.3.9';

/** Establishes the status of the certificates of a chain, and who may speak of it. */
export class RevocationJudge {
  readonly #authentic = new Set<string>();
  readonly #signers = new Map<string, boolean>();
  readonly #inProgress = new Set<string>();

  constructor(
    readonly data: RevocationData,
    readonly work: Work,
  ) {}

  /**
   * Status of `certificate`. `above` goes from the anchor to its issuer; `hasPath` tells whether the signer of a
   * CRL has a valid path to the same anchor, revocation included.
   */
  status(
    certificate: Certificate,
    above: readonly [Issuer, ...Issuer[]],
    hasPath: (signer: Certificate) => boolean,
  ): RevocationStatus {
    const byOcsp = this.#byOcsp(certificate, above, hasPath);
    if (byOcsp.status === 'revoked' && byOcsp.reason !== 6) return byOcsp;
    return combine(byOcsp, this.#byCrl(certificate, above, hasPath));
  }

  #byCrl(
    certificate: Certificate,
    above: readonly [Issuer, ...Issuer[]],
    hasPath: (signer: Certificate) => boolean,
  ): RevocationStatus {
    return statusByCrl(certificate, {
      crls: this.data.crls,
      times: this.data.times,
      spend: (octets) => this.work.spend(Math.ceil(octets / octetsForOneUnit)),
      isAuthentic: (crl) => this.#isAuthentic(crl, above, hasPath) || this.#speaksOfItself(crl, certificate),
    });
  }

  #byOcsp(
    certificate: Certificate,
    above: readonly [Issuer, ...Issuer[]],
    hasPath: (signer: Certificate) => boolean,
  ): RevocationStatus {
    const issuer = above.at(-1) ?? above[0];
    return statusByOcsp(certificate, {
      responses: this.data.ocsp,
      times: this.data.times,
      issuer,
      delegates: this.data.untrusted,
      isSigned: (response, key) => this.work.verify(response, key) === 'good',
      delegateKey: (delegate, at) => {
        const { known, publicKey } = delegate;
        const isSound =
          delegate.issuer.key === issuer.certificate.subject.key &&
          known.extendedKeyUsage?.includes(ocspSigning) &&
          (known.keyUsage?.has(0) ?? true) &&
          flawOf(delegate, at) === undefined &&
          this.work.verify(delegate, issuer.key) === 'good' &&
          (known.ocspNoCheck || this.#byCrl(delegate, above, hasPath).status === 'good');
        return isSound ? this.work.toKey(publicKey) : undefined;
      },
    });
  }

  /**
   * RFC 5280 §6.3.3 (f), (g): whether a CRL is signed by a key of its issuer that may sign CRLs, of the path
   * itself or with a valid path of its own to the same anchor.
   */
  #isAuthentic(
    crl: Crl,
    above: readonly [Issuer, ...Issuer[]],
    hasPath: (signer: Certificate) => boolean,
  ): boolean {
    const anchor = above[0].certificate.fingerprint;
    const id = `${crl.fingerprint} ${anchor}`;
    if (this.#authentic.has(id)) return true;
    const isAuthentic =
      above.some(({ certificate, key }) => maySign(certificate, crl) && this.#isSigned(crl, key)) ||
      this.data.untrusted.some(
        (signer) =>
          maySign(signer, crl) &&
          this.#isSigned(crl, this.work.toKey(signer.publicKey)) &&
          this.#isSigner(signer, anchor, hasPath),
      );
    if (isAuthentic) this.#authentic.add(id);
    return isAuthentic;
  }

  /**
   * A CRL issuer's own certificate may name that very CRL as where its status is (cRLIssuer, indirect): then the
   * authority that issued it has said so, and the CRL counts for it although its signer is still being judged.
   */
  #speaksOfItself(crl: Crl, certificate: Certificate): boolean {
    return (
      certificate.issuer.key !== crl.issuer.key &&
      maySign(certificate, crl) &&
      this.#isSigned(crl, this.work.toKey(certificate.publicKey))
    );
  }

  #isSigned(crl: Crl, key: KeyObject | undefined): boolean {
    return this.work.verify(crl, key) === 'good';
  }

  /** Whether the signer of a CRL has a valid path of its own, unless that question is already being asked. */
  #isSigner(signer: Certificate, anchor: string, hasPath: (signer: Certificate) => boolean): boolean {
    const id = `${signer.fingerprint} ${anchor}`;
    const known = this.#signers.get(id);
    if (known !== undefined) return known;
    if (this.#inProgress.has(id)) return false;
    this.#inProgress.add(id);
    const holds = hasPath(signer);
    this.#inProgress.delete(id);
    if (holds || this.#inProgress.size === 0) this.#signers.set(id, holds);
    return holds;
  }
}

function maySign({ subject, known }: Certificate, crl: Crl): boolean {
  return subject.key === crl.issuer.key && (!known.keyUsage || known.keyUsage.has(6));
}

/** Revocation is final and wins; a hold and « good » contradict each other by date only: the newer word counts. */
function combine(a: RevocationStatus, b: RevocationStatus): RevocationStatus {
  if (a.status === 'unknown' || b.status === 'unknown') {
    if (a.status === 'unknown' && b.status === 'unknown') {
      return { status: 'unknown', notes: [...a.notes, ...b.notes] };
    }
    return a.status === 'unknown' ? b : a;
  }
  const final = [a, b].find((one) => one.status === 'revoked' && one.reason !== 6);
  return final ?? (date(a) > date(b) ? a : b);
}

function date(status: RevocationStatus): number {
  return 'thisUpdate' in status ? status.thisUpdate.getTime() : 0;
}
