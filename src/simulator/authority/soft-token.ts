import {
  createHash,
  generateKeyPairSync,
  type KeyObject,
  randomInt,
  sign,
  timingSafeEqual,
} from 'node:crypto';
import { writePkcs12 } from './pkcs12.js';

/** What a chip answers when it is asked to sign. */
type TokenAnswer =
  | { readonly signature: Uint8Array }
  | { readonly refused: 'wrong-pin'; readonly attemptsLeft: number }
  | { readonly refused: 'blocked' };

const attempts = 3;

/**
 * A USB key in software: its private key never leaves but as a PKCS#12 file, it signs against its PIN, and three
 * wrong PINs in a row block it, as on a chip. Demonstration and tests only.
 */
export class SoftToken {
  readonly publicKey: KeyObject;
  readonly #key: KeyObject;
  readonly #pin: Uint8Array;
  #attemptsLeft = attempts;
  #certificates: readonly Uint8Array[] = [];

  constructor(
    /** Engraved serial, as on the plastic. */
    readonly serial: string,
    pin: string,
    kind: 'P-256' | 'rsa-2048' = 'P-256',
  ) {
    const pair =
      kind === 'P-256'
        ? generateKeyPairSync('ec', { namedCurve: kind })
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.publicKey = pair.publicKey;
    this.#key = pair.privateKey;
    this.#pin = fingerprint(pin);
  }

  get isBlocked(): boolean {
    return this.#attemptsLeft === 0;
  }

  /** The certificate on the token, once it has been put there. */
  get certificate(): Uint8Array | undefined {
    return this.#certificates[0];
  }

  /** Puts the holder's certificate, and those of its authorities, on the token. */
  install(certificate: Uint8Array, ...authorities: Uint8Array[]): void {
    this.#certificates = [certificate, ...authorities];
  }

  /** Signs with SHA-256: what a desk asks to see that the token works. */
  sign(bytes: Uint8Array, pin: string): TokenAnswer {
    const refusal = this.#check(pin);
    return refusal ?? { signature: sign('sha256', bytes, this.#key) };
  }

  /** The key and its certificates as a file, for programs that know no token. */
  toPkcs12(pin: string, password: string): Uint8Array | TokenAnswer {
    return this.#check(pin) ?? writePkcs12(this.#key, this.#certificates, password, this.serial);
  }

  #check(pin: string): TokenAnswer | undefined {
    if (this.isBlocked) return { refused: 'blocked' };
    if (timingSafeEqual(fingerprint(pin), this.#pin)) {
      this.#attemptsLeft = attempts;
      return undefined;
    }
    this.#attemptsLeft--;
    return this.isBlocked
      ? { refused: 'blocked' }
      : { refused: 'wrong-pin', attemptsLeft: this.#attemptsLeft };
  }
}

/** A token with an invented serial, « TEST-… », and a PIN of six digits, told once. */
export function drawSoftToken(kind?: 'P-256' | 'rsa-2048'): { token: SoftToken; pin: string } {
  const pin = String(randomInt(1_000_000)).padStart(6, '0');
  const serial = `TEST-${String(randomInt(100_000_000)).padStart(8, '0')}`;
  return { token: new SoftToken(serial, pin, kind), pin };
}

function fingerprint(pin: string): Uint8Array {
  return createHash('sha256').update(pin).digest();
}
