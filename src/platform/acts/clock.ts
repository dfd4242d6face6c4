/** What time it is. Given, never read from the machine by a rule or a use case: tests and the demonstration set it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** The machine's clock, so many milliseconds ahead: to try what a later day brings. */
export function clockAhead(milliseconds: number): Clock {
  return milliseconds === 0 ? systemClock : () => new Date(Date.now() + milliseconds);
}

/** A clock that can be set forward by tests and by the demonstration's history. */
export function settableClock(
  start: Date,
): Clock & { set(at: Date): void; advance(milliseconds: number): void } {
  let at = start;
  const clock = (): Date => new Date(at);
  return Object.assign(clock, {
    set(next: Date) {
      at = next;
    },
    advance(milliseconds: number) {
      at = new Date(at.getTime() + milliseconds);
    },
  });
}
