import { type RawBuilder, sql } from 'kysely';

/** What a list is sorted by; `identifier`: by its identifiers alone, which are born in the order of time. */
type SortedBy = 'instant' | 'day' | 'text' | 'identifier';

export interface Sort {
  /** Key of the column in the URL's `tri`. */
  readonly key: string;
  readonly by: SortedBy;
  /** The last first, until the person says otherwise. */
  readonly down?: boolean;
}

/** How a list is sorted (the first way unless told), and what its identifiers are. */
export interface Paging {
  readonly sorts: readonly [Sort, ...Sort[]];
  readonly identifiers?: 'uuid' | 'bigint';
  /** Rows of a page; 50 unless told. */
  readonly size?: number;
}

/** The row at an edge of a page: what it is sorted by, and the identifier that tells equals apart. */
interface Mark {
  readonly value: string;
  readonly id: string;
}

/** The page that a URL asks for: the first, the one after a row, or the one before it. */
export interface PageWanted {
  readonly sort: Sort;
  readonly down: boolean;
  readonly mark: Mark | undefined;
  readonly back: boolean;
  readonly identifiers: 'uuid' | 'bigint';
  readonly size: number;
  /** A program reads page after page: where nothing is left there is nothing, and not the first page again. */
  readonly through?: boolean;
}

/** A page of a list, and the marks that stand in the URL's `avant` and `apres` where more rows lie there. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

const shapes: Readonly<Record<SortedBy, RegExp>> = {
  // milliseconds: the product's clock tells no less, and a Date holds them whole
  instant: /^\d{1,13}$/,
  day: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  text: /^\P{C}{1,100}$/u,
  identifier: /^$/,
};
const identifierShapes = {
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  bigint: /^\d{1,15}$/,
} as const;

/** Reads `tri`, `sens`, `apres` and `avant`. What they cannot mean leads to the first page, in the first order. */
export function pageWanted(query: URLSearchParams, paging: Paging): PageWanted {
  const { sorts, identifiers = 'uuid', size = 50 } = paging;
  const sort = sorts.find(({ key }) => key === query.get('tri')) ?? sorts[0];
  const told = query.has('tri') || query.has('sens');
  const after = readMark(query.get('apres'), sort, identifiers);
  const before = after ? undefined : readMark(query.get('avant'), sort, identifiers);
  return {
    sort,
    down: told ? query.get('sens') === 'desc' : (sort.down ?? false),
    mark: after ?? before,
    back: before !== undefined,
    identifiers,
    size,
  };
}

/** The first page, in its first order. */
export function firstPage(paging: Paging): PageWanted {
  return pageWanted(new URLSearchParams(), paging);
}

/** The pages of a list one after another, upwards, for a program: `next` of each leads to the one after. */
export function pageThrough(paging: Paging, mark: string | undefined): PageWanted {
  const query = new URLSearchParams({ tri: paging.sorts[0].key, ...(mark ? { apres: mark } : {}) });
  return { ...pageWanted(query, paging), through: true };
}

function readMark(text: string | null, sort: Sort, identifiers: 'uuid' | 'bigint'): Mark | undefined {
  const cut = (text ?? '').lastIndexOf('_');
  const value = (text ?? '').slice(0, Math.max(cut, 0));
  const id = (text ?? '').slice(cut + 1);
  if (!shapes[sort.by].test(value) || !identifierShapes[identifiers].test(id)) return undefined;
  const isDay = sort.by !== 'day' || new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
  return isDay ? { value, id } : undefined;
}

/** What a statement says of a page, over the column that it is sorted by and the identifiers. */
interface Keyset {
  /** A condition: only rows beyond the mark. */
  readonly beyond: RawBuilder<boolean>;
  /** What follows ORDER BY. A page before a row is read backwards. */
  readonly order: RawBuilder<unknown>;
  /** One row more than the page holds: it says whether another follows. */
  readonly limit: number;
}

export function keyset(wanted: PageWanted, column: RawBuilder<unknown>, id: RawBuilder<unknown>): Keyset {
  const { sort, mark, identifiers } = wanted;
  const down = wanted.down !== wanted.back;
  const direction = sql.raw(down ? 'DESC' : 'ASC');
  const than = sql.raw(down ? '<' : '>');
  const limit = wanted.size + 1;
  const last = mark && sql`${mark.id}::${sql.raw(identifiers)}`;
  if (sort.by === 'identifier') {
    const beyond = last ? sql<boolean>`${id} ${than} ${last}` : sql<boolean>`true`;
    return { beyond, order: sql`${id} ${direction}`, limit };
  }
  const types = { instant: 'timestamptz', day: 'date', text: 'text' } as const;
  const value = mark && (sort.by === 'instant' ? new Date(Number(mark.value)) : mark.value);
  const beyond = last
    ? sql<boolean>`(${column}, ${id}) ${than} (${value}::${sql.raw(types[sort.by])}, ${last})`
    : sql<boolean>`true`;
  return { beyond, order: sql`${column} ${direction}, ${id} ${direction}`, limit };
}

/**
 * Reads a page with `read`, which gives the rows in the order of its keyset. Where rows have left meanwhile, so that
 * nothing follows the mark, or no whole page lies before it, the first page is read instead.
 */
export async function readPage<Row extends { readonly id: string | number }>(
  wanted: PageWanted,
  sortedBy: (row: Row) => Date | string,
  read: (wanted: PageWanted) => Promise<Row[]>,
): Promise<Page<Row>> {
  const found = await read(wanted);
  const more = found.length > wanted.size;
  if (wanted.mark && !wanted.through && (wanted.back ? !more : found.length === 0)) {
    return readPage({ ...wanted, mark: undefined, back: false }, sortedBy, read);
  }
  const rows = found.slice(0, wanted.size);
  if (wanted.back) rows.reverse();
  const write = (row: Row | undefined): string | undefined => {
    if (!row) return undefined;
    const value = wanted.sort.by === 'identifier' ? '' : sortedBy(row);
    return `${value instanceof Date ? value.getTime() : value}_${row.id}`;
  };
  return {
    rows,
    previous: wanted.mark ? write(rows[0]) : undefined,
    next: more || wanted.back ? write(rows.at(-1)) : undefined,
  };
}
