import type { KeyObject } from 'node:crypto';
import { hex } from '#src/trust/asn1/read.js';
import type { AlgorithmIdentifier } from '#src/trust/x509/algorithm.js';
import { type PublicKeyInfo, toKey } from '#src/trust/x509/public-key.js';
import { type AlgorithmProfile, type SignatureOutcome, verifySignature } from '#src/trust/x509/signature.js';

/** Something signed: a certificate, a CRL, an OCSP response. */
interface SignedThing {
  readonly fingerprint: string;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
}

/** The work of one judgement: keys and signatures are worked out once each, and counted against a limit. */
export class Work {
  readonly #keys = new Map<string, KeyObject | undefined>();
  readonly #outcomes = new Map<KeyObject, Map<string, SignatureOutcome>>();
  #left: number;

  constructor(
    readonly profile: AlgorithmProfile,
    limit: number,
  ) {
    this.#left = limit;
  }

  get isSpent(): boolean {
    return this.#left <= 0;
  }

  /** Counts a piece of work that is no signature: a candidate looked at, a chain checked. */
  spend(units = 1): void {
    this.#left -= units;
  }

  toKey(info: PublicKeyInfo, inherited?: Uint8Array): KeyObject | undefined {
    const id = `${info.fingerprint} ${inherited ? hex(inherited) : ''}`;
    if (!this.#keys.has(id)) this.#keys.set(id, toKey(info, inherited));
    return this.#keys.get(id);
  }

  verify(thing: SignedThing, key: KeyObject | undefined): SignatureOutcome {
    if (!key) return 'unsupported-algorithm';
    const outcomes = this.#outcomes.get(key) ?? new Map<string, SignatureOutcome>();
    this.#outcomes.set(key, outcomes);
    const known = outcomes.get(thing.fingerprint);
    if (known) return known;
    if (this.isSpent) return 'bad-signature';
    this.spend(10);
    const { signatureAlgorithm: algorithm, signed, signature } = thing;
    const outcome = verifySignature({ algorithm, signed, signature, key }, this.profile);
    outcomes.set(thing.fingerprint, outcome);
    return outcome;
  }
}
