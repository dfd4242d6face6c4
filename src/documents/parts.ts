/** Shapes that several documents share. All wording that an installation may change comes as data. */

/** A calendar day, « 2026-11-24 ». */
export type Day = string;

/** A sum in whole cents of euro. */
export type Cents = number;

/** A date and hour; printed in Europe/Paris. */
export type Moment = Date;

/** What every document carries: its number and whether it is a test without value. */
export interface Marks {
  readonly reference: string;
  readonly test: boolean;
}

export interface Organisation {
  readonly name: string;
  readonly siret: string;
}

export interface PostalAddress {
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
}

/** Conditions that somebody accepted, with the version that was read. */
export interface Acceptance {
  readonly text: string;
  readonly version: string;
  readonly acceptedAt?: Moment;
}
