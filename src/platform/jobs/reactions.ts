import { sql } from 'kysely';
import type { Act, Kernel } from '#src/platform/acts/act.js';
import { calendar } from '#src/platform/acts/actor.js';
import type { Event } from '#src/platform/acts/journal.js';

/**
 * What follows an event outside its transaction, in one of its own: queue a mail, invite a holder. Named, so
 * that a failure can be shown; run once for each line of the journal, however often its job is.
 */
export interface Reaction {
  readonly name: string;
  readonly on: readonly string[];
  /** Which of these events it follows, where not all: no job is written for the others. */
  concerns?(event: Event): boolean;
  run(act: Act, event: Event, line: number): Promise<void>;
}

/** Finds the reactions to an event. */
export function reactionsTo(reactions: readonly Reaction[]): (event: Event) => readonly Reaction[] {
  const byType = new Map<string, Reaction[]>();
  for (const reaction of reactions) {
    for (const type of reaction.on) byType.set(type, [...(byType.get(type) ?? []), reaction]);
  }
  return (event) => (byType.get(event.type) ?? []).filter(({ concerns }) => concerns?.(event) ?? true);
}

/** Runs a reaction and remembers that it ran, in one transaction: a repeated job finds its mark and does nothing. */
export function react(kernel: Kernel, reaction: Reaction, event: Event, line: number): Promise<void> {
  return kernel.transact(calendar, async (act) => {
    const { rows } = await sql`INSERT INTO reactions_done (line, reaction) VALUES (${line}, ${reaction.name})
      ON CONFLICT DO NOTHING RETURNING line`.execute(act.tx);
    if (rows.length > 0) await reaction.run(act, event, line);
  });
}
