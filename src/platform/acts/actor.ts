/** A part played in a body, as the page of roles grants it: « agent de délivrance » in the CDG 35. */
export interface Role {
  readonly part: string;
  /** Identifier of the organisation in which the part is played; null for the installation itself. */
  readonly body: string | null;
}

/** Somebody signed in, with the roles in force at the time of the request. */
export interface Person {
  readonly kind: 'person';
  readonly id: string;
  readonly name: string;
  /** Lower case, verified: parts that rest on an address (signatory, holder) compare it. */
  readonly email: string;
  readonly roles: readonly Role[];
  /** Organisations of which they are no longer a correspondent: what they wrote there is not theirs any more. */
  readonly left?: readonly string[];
  /**
   * What a session opened by a mailed door is limited to ("order:ID" or "file:ID"); null after a plain
   * sign-in. A session of a door carries no role.
   */
  readonly door: string | null;
}

/** A job, a date, a delay that has run out: what the procedure calls « by itself ». */
export interface Calendar {
  readonly kind: 'calendar';
}

/** A system outside, behind an adapter: the certification authority. */
export interface Outside {
  readonly kind: 'outside';
  readonly name: string;
}

export type Actor = Person | Calendar | Outside;

export const calendar: Calendar = { kind: 'calendar' };

/** How the journal names an actor: a reference, never a name. */
export function actorReference(actor: Actor): string {
  if (actor.kind === 'person') return `person:${actor.id}`;
  return actor.kind === 'outside' ? `outside:${actor.name}` : 'calendar';
}

/** Bodies in which the person plays the part. */
export function bodiesOf(actor: Actor, part: string): string[] {
  if (actor.kind !== 'person') return [];
  return actor.roles.flatMap((role) => (role.part === part && role.body !== null ? [role.body] : []));
}

/** Whether they wrote it in the organisation's name, and are of it still, as far as anybody said. */
export function wroteIt(
  actor: Person,
  work: {
    readonly author_id: string;
    readonly entered_on_behalf: boolean;
    readonly organisation_id: string;
  },
): boolean {
  return (
    work.author_id === actor.id && !work.entered_on_behalf && !leftBy(actor).includes(work.organisation_id)
  );
}

/** For queries: the organisations to leave out where a condition names the author. */
export function leftBy(actor: Person): string[] {
  return [...(actor.left ?? [])];
}

export function hasPart(actor: Actor, part: string): boolean {
  return actor.kind === 'person' && actor.roles.some((role) => role.part === part);
}
