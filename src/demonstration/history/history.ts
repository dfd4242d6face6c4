import { sql } from 'kysely';
import type { App } from '#src/app.js';
import { findOrNamePerson } from '#src/directory/index.js';
import { calendar } from '#src/platform/acts/actor.js';
import type { settableClock } from '#src/platform/acts/clock.js';
import { type Seat, takeSeat } from './seat.js';

/** An application whose clock stands in the past: its steps are real, dated when they are said to have happened. */
export interface History {
  readonly app: Pick<App, 'http' | 'signIn' | 'kernel' | 'jobs'>;
  readonly clock: ReturnType<typeof settableClock>;
  /** Where the past ends. */
  readonly present: Date;
  /** Time passes, in hours; then what awaited it is done. */
  wait(hours: number): Promise<void>;
  /** Runs what follows from the last step. */
  settle(): Promise<void>;
  /** The place of somebody of the demonstration, by address; made where they are new. */
  seat(email: string, name: string): Promise<Seat>;
  /** The code in the latest mail of a kind to an address. */
  code(email: string, kind: string): Promise<string>;
}

/** `present` is where the past ends: time never passes beyond it. */
export function openHistory(app: History['app'], clock: History['clock'], present: Date): History {
  const seats = new Map<string, Promise<Seat>>();
  const settle = (): Promise<void> => app.jobs.drain(app.kernel);
  return {
    app,
    clock,
    present,
    settle,
    async wait(hours) {
      clock.set(new Date(Math.min(clock().getTime() + hours * 3_600_000, present.getTime())));
      await settle();
    },
    seat(email, name) {
      const known = seats.get(email);
      if (known) return known;
      const opened = app.kernel
        .transact(calendar, (act) => findOrNamePerson(act.tx, { email, name }))
        .then((person) => takeSeat(app, person.id));
      seats.set(email, opened);
      return opened;
    },
    async code(email, kind) {
      const { rows } = await sql<{ text: string }>`SELECT text_body AS text FROM mails
        WHERE recipient = ${email} AND kind = ${kind} ORDER BY queued_at DESC, id DESC LIMIT 1`.execute(
        app.kernel.db,
      );
      const found = /^ *(\d{3}) ?(\d{3})$/m.exec(rows[0]?.text ?? '');
      if (!found) throw new Error(`no code was mailed to ${email}`);
      return `${found[1]}${found[2]}`;
    },
  };
}
