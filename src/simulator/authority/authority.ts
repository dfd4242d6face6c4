import { createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { writePem } from '#src/trust/index.js';
import {
  type Addresses,
  addressesAt,
  foundHierarchy,
  type Hierarchy,
  randomSerial,
  restoreSigner,
  type StoredSigner,
  storeSigner,
} from './authority-keys.js';
import { buildCertificate } from './certificate-builder.js';
import { authorityKey, crlAt, informationAt, subjectKey } from './extensions.js';
import {
  type Body,
  type Holder,
  holderExtensions,
  holderSubject,
  type KeyPurpose,
  marked,
} from './holder-profile.js';
import { respond } from './ocsp-responder.js';
import { revocationList } from './revocation-list.js';
import { type RevocationReason, type StatusChange, StatusRegister } from './status.js';
import { timestamp } from './timestamp-unit.js';

export interface IssueRequest {
  readonly holder: Holder;
  readonly body: Body;
  readonly email: string;
  /** Both unless told otherwise, as in the two-star product of the forms. */
  readonly usages?: readonly KeyPurpose[];
  /** Public key of the holder's token (KeyObject or SPKI DER); without it a P-256 pair is made. */
  readonly publicKey?: KeyObject | Uint8Array;
  readonly notBefore: Date;
  /** Whole years, at most three (RGS A4). */
  readonly years: number;
  /** Upper-case hexadecimal, drawn at random unless given. */
  readonly serial?: string;
  /** Qualified under eIDAS, on a qualified device. */
  readonly qualified?: boolean;
}

export interface Issued {
  readonly der: Uint8Array;
  readonly pem: string;
  /** Upper-case hexadecimal without separators. */
  readonly serial: string;
  /** Readable, most significant first: « C=FR, O=…, CN=TEST … ». */
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Only where the authority made the pair: the key that a token would keep. */
  readonly privateKey?: KeyObject;
}

/** Everything that a later start needs; JSON. Holds private keys: demonstration and tests only. */
export interface StoredAuthority {
  readonly name: string;
  readonly baseUrl: string;
  readonly signers: Readonly<Record<keyof Hierarchy, StoredSigner>>;
  readonly status: Readonly<Record<string, readonly StatusChange[]>>;
}

interface AuthorityOptions {
  readonly name: string;
  /** Time of the first start; the authority is deemed founded five years earlier, so that it may antedate. */
  readonly now: Date;
  /** Where its certificates say that CRL, OCSP and timestamps are; see `serveAuthority`. */
  readonly baseUrl?: string;
}

/** A simulated certification authority: a root, a two-star authority, a responder, a timestamping unit. */
export class Authority {
  constructor(
    readonly name: string,
    readonly baseUrl: string,
    readonly hierarchy: Hierarchy,
    readonly register: StatusRegister,
  ) {}

  get addresses(): Addresses {
    return addressesAt(this.baseUrl);
  }

  get rootPem(): string {
    return writePem('CERTIFICATE', this.hierarchy.root.certificate);
  }

  get issuingPem(): string {
    return writePem('CERTIFICATE', this.hierarchy.issuing.certificate);
  }

  async issue(request: IssueRequest): Promise<Issued> {
    if (![1, 2, 3].includes(request.years)) throw new Error('a certificate is issued for 1, 2 or 3 years');
    const pair = request.publicKey ? undefined : generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicKey = pair?.publicKey ?? toKey(request.publicKey);
    const serial = request.serial ?? randomSerial();
    const notBefore = new Date(Math.floor(request.notBefore.getTime() / 1000) * 1000);
    const notAfter = new Date(notBefore);
    notAfter.setUTCFullYear(notAfter.getUTCFullYear() + request.years);
    notAfter.setUTCSeconds(notAfter.getUTCSeconds() - 1);
    const { issuing } = this.hierarchy;
    const reference = serial.slice(-12);
    this.register.issued(serial);
    const der = buildCertificate(
      {
        serial,
        issuer: issuing.subject,
        subject: holderSubject(request.holder, request.body, reference),
        notBefore,
        notAfter,
        publicKey,
        extensions: [
          authorityKey(issuing.publicKey),
          subjectKey(publicKey),
          ...holderExtensions(
            request.email,
            request.usages ?? ['authentication', 'signature'],
            request.qualified ?? false,
          ),
          crlAt(this.addresses.crl),
          informationAt({ ocsp: this.addresses.ocsp, issuer: this.addresses.certificate }),
        ],
      },
      issuing.key,
    );
    const name = marked(`${request.holder.givenName} ${request.holder.surname}`);
    return {
      der,
      pem: writePem('CERTIFICATE', der),
      serial,
      subject: `C=FR, O=${request.body.name}, OU=0002 ${request.body.siret}, CN=${name}, serialNumber=${reference}`,
      notBefore,
      notAfter,
      ...(pair ? { privateKey: pair.privateKey } : {}),
    };
  }

  /** Revokes for good, or suspends with `certificateHold`. A final revocation is never changed. */
  revoke(serial: string, reason: RevocationReason, at: Date): void {
    this.register.change(serial, reason, at);
  }

  /** Ends a suspension. */
  release(serial: string, at: Date): void {
    this.register.change(serial, 'released', at);
  }

  /** CRL of the two-star authority, as it stood at `at`. */
  crl(at: Date): Uint8Array {
    return revocationList(this.hierarchy.issuing, this.register, at);
  }

  /** CRL of the root, which revokes nothing. */
  rootCrl(at: Date): Uint8Array {
    return revocationList(this.hierarchy.root, new StatusRegister(), at);
  }

  /** Answer of its OCSP responder to an OCSPRequest (DER). */
  ocsp(request: Uint8Array, at: Date): Uint8Array {
    const { issuing, responder } = this.hierarchy;
    return respond(request, { issuer: issuing, delegate: responder, register: this.register }, at);
  }

  /** Answer of its timestamping unit to a TimeStampReq (DER): a TimeStampResp dated `at`. */
  timestamp(request: Uint8Array, at: Date): Uint8Array {
    const { issuing, timestamping } = this.hierarchy;
    return timestamp(request, timestamping, [issuing.certificate], at);
  }

  store(): StoredAuthority {
    const { root, issuing, responder, timestamping } = this.hierarchy;
    return {
      name: this.name,
      baseUrl: this.baseUrl,
      signers: {
        root: storeSigner(root),
        issuing: storeSigner(issuing),
        responder: storeSigner(responder),
        timestamping: storeSigner(timestamping),
      },
      status: this.register.store(),
    };
  }
}

function toKey(key: KeyObject | Uint8Array | undefined): KeyObject {
  if (key === undefined) throw new Error('no public key');
  return key instanceof Uint8Array
    ? createPublicKey({ key: Buffer.from(key), format: 'der', type: 'spki' })
    : key;
}

export async function createAuthority(options: AuthorityOptions): Promise<Authority> {
  const baseUrl = options.baseUrl ?? 'http://ac.exemple.test';
  const founded = new Date(Math.floor(options.now.getTime() / 1000) * 1000);
  founded.setUTCFullYear(founded.getUTCFullYear() - 5);
  const hierarchy = foundHierarchy(options.name, addressesAt(baseUrl), founded);
  const register = new StatusRegister();
  for (const { certificate } of [hierarchy.responder, hierarchy.timestamping]) {
    register.issued(new X509Certificate(certificate).serialNumber);
  }
  return new Authority(options.name, baseUrl, hierarchy, register);
}

export async function restoreAuthority(stored: StoredAuthority): Promise<Authority> {
  const { root, issuing, responder, timestamping } = stored.signers;
  const hierarchy = {
    root: restoreSigner(root),
    issuing: restoreSigner(issuing),
    responder: restoreSigner(responder),
    timestamping: restoreSigner(timestamping),
  };
  return new Authority(stored.name, stored.baseUrl, hierarchy, new StatusRegister(stored.status));
}
