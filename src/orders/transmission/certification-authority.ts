/**
 * What Clé en main asks of a certification authority. Every request carries a key of ours: asked twice, it is done
 * once. Adapters (ChamberSign; the simulator) implement it, `app.ts` gives it.
 */
export interface CertificationAuthority {
  /** Its name on screen and in documents. */
  readonly name: string;
  /** None is connected: people pass everything on and note what is answered. */
  readonly byHand?: boolean;
  /** Sends an order; its answer comes through `answers`. */
  order(request: AuthorityOrder): Promise<void>;
  /** An order that was sent is given up: nothing more is made for it. Harmless when repeated, or when it never came. */
  callOff(order: CalledOffOrder): Promise<void>;
  /** Issues the certificate of a validated file, on a token of its own. */
  issue(request: IssueRequest): Promise<IssuedCertificate>;
  /** For good, also of a suspended certificate. */
  revoke(request: RevokeRequest): Promise<{ readonly revokedAt: Date }>;
  /** On hold (certificateHold) until it is resumed or revoked. */
  suspend(request: StatusRequest): Promise<{ readonly suspendedAt: Date }>;
  /** Ends a suspension: the certificate leaves the lists of what is revoked. */
  resume(request: StatusRequest): Promise<{ readonly resumedAt: Date }>;
  /** What it has answered and was not yet told to be heard; its `id` stays the same when it comes again. */
  answers(): Promise<readonly AuthorityAnswer[]>;
  /** Tells that an answer is kept here: it need not come again. */
  heard(id: string): Promise<void>;
}

export interface AuthorityOrder {
  /** Of this sending: an order that was refused is sent again under another. */
  readonly key: string;
  /** Identifier of the order; the answer names it, and the key of the sending that it answers. */
  readonly order: string;
  readonly number: string;
  readonly organisation: { readonly name: string; readonly siret: string };
  readonly product: string;
  readonly quantity: number;
}

/** The sending that is given up, as the authority knows it. */
export type CalledOffOrder = Pick<AuthorityOrder, 'key' | 'order' | 'number'>;

export interface IssueRequest {
  /** Identifier of the file and of its attempt: a reissue has another. */
  readonly key: string;
  readonly orderReference: string;
  readonly organisation: { readonly name: string; readonly siret: string };
  readonly holder: { readonly givenName: string; readonly surname: string; readonly email: string };
  readonly usages: readonly string[];
  readonly years: number;
}

export interface IssuedCertificate {
  readonly der: Uint8Array;
  /** Hexadecimal, as the certificate bears it. */
  readonly serial: string;
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Serial of the USB key on which it stands. */
  readonly tokenSerial: string;
}

export interface StatusRequest {
  readonly key: string;
  readonly serial: string;
}

export interface RevokeRequest extends StatusRequest {
  /** RFC 5280, 5.3.1: keyCompromise, affiliationChanged, superseded, cessationOfOperation, privilegeWithdrawn … */
  readonly reason: string;
}

/** What it answers: the order, and the key under which this sending of it came. */
export interface AnsweredOrder {
  readonly order: string;
  readonly sending: string;
}

export type AuthorityAnswer =
  | ({ readonly id: string; readonly kind: 'order-acknowledged'; readonly reference: string } & AnsweredOrder)
  | ({ readonly id: string; readonly kind: 'order-refused'; readonly sentence: string } & AnsweredOrder)
  /** The token has left for the delivery centre. */
  | { readonly id: string; readonly kind: 'token-shipped'; readonly tokenSerial: string }
  | { readonly id: string; readonly kind: 'token-returned'; readonly tokenSerial: string };

/** Queue of the orders to send; answers are read on it too. */
export const authorityQueue = 'certification-authority';
