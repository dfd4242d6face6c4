/** Somebody as lists name them. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}
