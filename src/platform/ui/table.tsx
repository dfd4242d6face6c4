import { classes } from './classes.js';
import type { Child, Html } from './html.js';

export interface Column<Row> {
  /** Key in the URL's `tri`. */
  key: string;
  label: string;
  cell: (row: Row) => Child;
  /** The header is a link that sorts. */
  sortable?: boolean | undefined;
  /** Aligned at the end, figures of equal width. */
  numeric?: boolean | undefined;
}

interface DataTableProps<Row> {
  /** Id of the table, unique in the page. */
  id: string;
  caption: string;
  /** The caption stands above the table rather than for screen readers only. */
  captionShown?: boolean | undefined;
  /** The first is the row's header: it names the row, and holds the link that opens it. */
  columns: readonly [Column<Row>, ...Column<Row>[]];
  rows: readonly Row[];
  /** Path and query of this page, kept by the sort links. */
  path?: string | undefined;
  query?: URLSearchParams | undefined;
  sort?: { key: string; down: boolean } | undefined;
  /** A box on each row; submitted as `name` with the form whose id is `form`. */
  select?:
    | { name: string; form: string; value: (row: Row) => string; label: (row: Row) => string }
    | undefined;
  /** Shown instead of the table when there is no row. */
  empty: Child;
  /** Last rows: totals. */
  foot?: Child | undefined;
}

/** Keeps the filters, changes what is given, and goes back to the first page. Null takes a parameter out. */
export function withQuery(
  path: string,
  query: URLSearchParams,
  changes: Readonly<Record<string, string | null>>,
): string {
  const next = new URLSearchParams(query);
  next.delete('apres');
  next.delete('avant');
  // What has just been done is said once.
  next.delete('fait');
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) next.delete(key);
    else next.set(key, value);
  }
  const text = next.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The officers' table: dense, sorted by links, filters in the URL; each row becomes a card on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>): Html {
  if (props.rows.length === 0) return <div id={props.id}>{props.empty}</div>;
  const { columns, select } = props;
  return (
    <div class="table-frame">
      <table class="table" role="table" id={props.id} data-select={select?.form}>
        <caption class={props.captionShown ? undefined : 'ds-sr-only'}>{props.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {select && (
              <td class="table-box" role="cell">
                <span hidden>
                  <input class="ds-input" type="checkbox" data-all aria-label="Choisir toutes les lignes" />
                </span>
              </td>
            )}
            {columns.map((column) => (
              <Head {...props} column={column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {props.rows.map((row) => (
            <tr role="row">
              {select && (
                <td class="table-box" role="cell">
                  <input
                    class="ds-input"
                    type="checkbox"
                    name={select.name}
                    form={select.form}
                    value={select.value(row)}
                    aria-label={`Choisir ${select.label(row)}`}
                  />
                </td>
              )}
              {columns.map((column, index) => (
                <Cell column={column} first={index === 0} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
        {props.foot && <tfoot role="rowgroup">{props.foot}</tfoot>}
      </table>
    </div>
  );
}

function Head<Row>(props: DataTableProps<Row> & { column: Column<Row> }): Html {
  const { column, sort, path, query } = props;
  const sorted = sort?.key === column.key;
  const down = sorted && sort.down;
  const target = { tri: column.key, sens: sorted && !down ? 'desc' : null };
  return (
    <th
      scope="col"
      role="columnheader"
      class={classes(column.numeric && 'numeric') || undefined}
      aria-sort={sorted ? (down ? 'descending' : 'ascending') : undefined}
    >
      {column.sortable && path !== undefined ? (
        <a class="sort" href={withQuery(path, query ?? new URLSearchParams(), target)}>
          {column.label}
          <svg viewBox="0 0 12 16" aria-hidden="true">
            {!sorted && <path d="M6 1 10.5 6.5h-9zM6 15 1.5 9.5h9z" />}
            {sorted && <path class="on" d={down ? 'M6 12 1 5h10z' : 'M6 4 11 11H1z'} />}
          </svg>
        </a>
      ) : (
        column.label
      )}
    </th>
  );
}

function Cell<Row>({ column, first, row }: { column: Column<Row>; first: boolean; row: Row }): Html {
  if (first) {
    return (
      <th scope="row" role="rowheader">
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td role="cell" class={classes(column.numeric && 'numeric') || undefined}>
      <span class="table-label" aria-hidden="true">
        {column.label}
      </span>
      <div>{column.cell(row)}</div>
    </td>
  );
}
