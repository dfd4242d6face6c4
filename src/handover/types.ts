import type { FileFacts, Reason } from '#src/registration/index.js';
import type { Keeper, TokenState, TokenStep } from './tokens/token.js';
import type { AppointmentState } from './visits/appointment.js';

export type TokenRow = {
  id: string;
  serial: string;
  file_id: string;
  order_id: string;
  certificate_id: string;
  delivery_centre_id: string;
  purchasing_body_id: string;
  state: TokenState;
  since: Date;
  keeper: Keeper;
  received_at: Date | null;
  reason: Reason | null;
};

/** How a token was destroyed, and before whom. */
export interface Destruction {
  readonly method: string;
  readonly witness: string;
}

export type TokenMoveRow = {
  token_id: string;
  number: number;
  step: TokenStep | 'create';
  state: TokenState;
  keeper: Keeper;
  at: Date;
  person_id: string | null;
  reason: Reason | null;
  record: Destruction | null;
};

export type AppointmentRow = {
  id: string;
  delivery_centre_id: string;
  organisation_id: string;
  officer_id: string;
  state: AppointmentState;
  since: Date;
  created_at: Date;
  version: number;
  minutes: number;
  place: string;
  note: string;
  starts_at: Date | null;
  ends_at: Date | null;
  by_phone: boolean;
  sequence: number;
  reminded_at: Date | null;
  ended_by: string | null;
  reason: Reason | null;
};

export type FileOutcome = 'handed-over' | 'data-refused' | 'absent' | 'excused' | 'left';

/** A holder of a visit. */
export type VisitFile = FileFacts & {
  open: boolean;
  outcome: FileOutcome | null;
  outcome_at: Date | null;
  outcome_reason: Reason | null;
};

export interface Visit extends AppointmentRow {
  /** By name; those who left the visit come last. */
  readonly files: readonly VisitFile[];
  /** Times proposed, soonest first. */
  readonly times: readonly Date[];
}

export type OfferedTimeRow = {
  id: string;
  file_id: string;
  from_at: Date;
  until_at: Date;
  note: string;
  person_id: string;
  at: Date;
};

/** The certification agent to whom a token was handed in its holder's place. */
export interface Receiver {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** What was verified and declared face to face. Holds references of an identity document, never a copy. */
export interface Statement {
  readonly identity: {
    readonly kind: string;
    readonly lastFour: string;
    readonly expiresOn: string;
    /** The one that the registration office saw. */
    readonly same: boolean;
  };
  readonly checks: readonly { readonly label: string; readonly done: boolean }[];
  readonly certificate: {
    readonly serial: string;
    readonly subject: string;
    readonly issuer: string;
    readonly notBefore: string;
    readonly notAfter: string;
    readonly fingerprint: string;
  };
  readonly holder: { readonly name: string; readonly function: string; readonly email: string };
  /** Who stood there for the holder: identity and acceptance are theirs. */
  readonly agent?: Receiver;
  readonly officer: string;
  readonly place: string;
  readonly usages: readonly string[];
  readonly acceptance?: { readonly code: string; readonly version: string; readonly text: string };
  readonly identityText?: string;
  readonly refusal?: Reason;
  readonly separation?: Reason;
}

export type RecordRow = {
  id: string;
  number: string;
  outcome: 'handed-over' | 'data-refused';
  at: Date;
  appointment_id: string;
  file_id: string;
  order_id: string;
  certificate_id: string;
  token_id: string;
  officer_id: string;
  statement: Statement;
  pdf_file_id: string | null;
};

/** A row of the view `handover_facts`. */
export type HandoverFacts = {
  id: string;
  number: string;
  at: Date;
  file_id: string;
  order_id: string;
  appointment_id: string;
  delivery_centre_id: string;
  organisation_id: string;
  certificate_id: string;
  token_id: string;
  token_serial: string;
  officer_id: string;
  pdf_file_id: string | null;
};
