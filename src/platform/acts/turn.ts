import type { Row, Table } from './steps.js';

/** Whose turn it is: the parties that have a *next* step, and those steps; or that nobody is awaited. */
export type Turn<State extends string, Party extends string, Step extends string> =
  | {
      readonly kind: 'awaited';
      readonly parties: readonly Party[];
      readonly rows: readonly Row<State, Party, Step>[];
    }
  | { readonly kind: 'ended' }
  | { readonly kind: 'at-rest' };

/** Reads from any table of steps which parties have the next move in `state`. */
export function turn<State extends string, Party extends string, Step extends string>(
  table: Table<State, Party, Step>,
  state: State,
): Turn<State, Party, Step> {
  if (table.ends.includes(state)) return { kind: 'ended' };
  if (table.rest.includes(state)) return { kind: 'at-rest' };
  const rows = table.rows.filter((row) => row.move === 'next' && row.from.includes(state));
  return { kind: 'awaited', parties: [...new Set(rows.flatMap((row) => row.by))], rows };
}

/** The steps that a viewer with these parts may take now: the panel's buttons, and those of the second list. */
export function choices<State extends string, Party extends string, Step extends string>(
  table: Table<State, Party, Step>,
  state: State,
  parts: readonly Party[],
): { next: Row<State, Party, Step>[]; besides: Row<State, Party, Step>[] } {
  const open = table.rows.filter(
    (row) => row.from.includes(state) && row.by.some((party) => parts.includes(party)),
  );
  return {
    next: open.filter((row) => row.move === 'next'),
    besides: open.filter((row) => row.move === 'besides'),
  };
}
