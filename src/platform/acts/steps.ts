import { isRefusal, notYourPart, type Refusal, refuse } from './refusal.js';

/**
 * Whether a step moves the file on (and so tells whose turn it is), or stands besides it
 * (take back, cancel, move …), open to whoever may take it without making it their turn.
 */
export type Move = 'next' | 'besides';

/** One row of a table of steps. Several rows may carry the same step from different states or parties. */
export interface Row<State extends string, Party extends string, Step extends string> {
  readonly step: Step;
  readonly from: readonly State[];
  /** Where it leads; « same » keeps the state; several where the rule chooses (documented, resolved by the rule). */
  readonly to: readonly (State | 'same')[];
  readonly by: readonly Party[];
  readonly move: Move;
  /** Words of the button, in French, imperative or infinitive. */
  readonly label: string;
  /** What follows, in French: goes to the generated docs/procedure.md. */
  readonly follows?: string;
  /** A reason from the catalogue is required. */
  readonly reason?: true;
}

/** The whole procedure of one aggregate, read by rules, pages, inboxes, tests and documentation alike. */
export interface Table<State extends string, Party extends string, Step extends string> {
  /** The aggregate in French, with its article: « la commande ». */
  readonly subject: string;
  /** Title in the generated documentation. */
  readonly title: string;
  /** French words of each state, as they follow « la commande est … ». */
  readonly words: Readonly<Record<State, string>>;
  readonly ends: readonly State[];
  /** Neither an end nor waited for: a live certificate. */
  readonly rest: readonly State[];
  readonly rows: readonly Row<State, Party, Step>[];
}

/**
 * Finds the row by which one of `parts` may take `step` from `state`.
 * A step that no longer fits the state is refused with a sentence; a step of somebody else does not exist.
 */
export function permit<State extends string, Party extends string, Step extends string>(
  table: Table<State, Party, Step>,
  state: State,
  step: Step,
  parts: readonly Party[],
): Row<State, Party, Step> | Refusal {
  const rows = table.rows.filter((row) => row.step === step);
  const mine = rows.filter((row) => row.by.some((party) => parts.includes(party)));
  if (mine.length === 0) return notYourPart;
  const open = mine.find((row) => row.from.includes(state));
  if (open) return open;
  const label = mine[0]?.label ?? step;
  return refuse(
    'no-longer-possible',
    `« ${label} » n’est plus possible : ${table.subject} est ${table.words[state]}. Rechargez la page pour voir où elle en est.`,
  );
}

/** Like `permit`, but answers yes or no: which buttons a page shows. */
export function permits<State extends string, Party extends string, Step extends string>(
  table: Table<State, Party, Step>,
  state: State,
  step: Step,
  parts: readonly Party[],
): boolean {
  return !isRefusal(permit(table, state, step, parts));
}
