import { type Total, totalWords } from '#src/platform/acts/totals.js';
import type { NamedList } from '#src/platform/lists/named-list.js';
import type { Page, PageWanted } from '#src/platform/lists/paging.js';
import { Empty } from './content.js';
import { SelectField, TextField } from './fields.js';
import type { Child, Html } from './html.js';
import type { IconName } from './icons.js';
import { Filters, Pagination } from './listing.js';
import { type Column, DataTable, withQuery } from './table.js';

/** A list as its page shows it: where it is, what its URL asks for, and what was found. */
export interface ListView<Row> {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly wanted: PageWanted;
  readonly page: Page<Row>;
  readonly total: Total;
}

interface ListFiltersProps {
  list: Pick<ListView<unknown>, 'path' | 'query'>;
  /** Names of the fields in the URL: the list is filtered where one of them is told. */
  names: readonly string[];
  /** Fields of the form that are no filter: they stay when the filters are cleared. */
  keep?: readonly string[] | undefined;
  children: Child;
}

/** Whether the URL tells one of these filters. */
export function isFiltered(query: URLSearchParams, names: readonly string[]): boolean {
  return names.some((name) => query.get(name));
}

function kept(query: URLSearchParams, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (query.get(name) ? [[name, query.get(name) ?? '']] : [])),
  );
}

/** The filters of a list; the sort stays as it is, and « Effacer les filtres » clears nothing else. */
export function ListFilters({ list, names, keep = [], children }: ListFiltersProps): Html {
  const { path, query } = list;
  const rest = new URLSearchParams(kept(query, ['tri', 'sens', ...keep]));
  return (
    <Filters
      action={path}
      clear={isFiltered(query, names) ? withQuery(path, rest, {}) : undefined}
      keep={kept(query, ['tri', 'sens'])}
    >
      {children}
    </Filters>
  );
}

/** The filters of a page that offers several lists: which one, and the words searched in it. */
export function ListChoice(props: {
  list: Pick<ListView<unknown>, 'path' | 'query'>;
  lists: readonly NamedList[];
  chosen: NamedList;
  /** What the words are searched in: « Organisme, titulaire ou commande ». */
  label: string;
  text: string;
}): Html {
  const { list, lists, chosen, label, text } = props;
  return (
    <ListFilters list={list} names={['q', 'liste']}>
      <SelectField
        name="liste"
        label="Liste"
        value={chosen.key}
        options={lists.map((each) => ({ value: each.key, label: each.label }))}
      />
      <TextField name="q" type="search" label={label} optional value={text} maxlength={100} />
    </ListFilters>
  );
}

type Said = readonly [title: string, advice: string];

/** A list without a row: its filters hide them all, or there is none yet; and what to do about it. */
export function NoneFound(props: {
  filtered: boolean;
  /** Of what is listed, where no filter hides it. */
  icon?: IconName;
  hidden: Said;
  none: Said;
}): Html {
  const { filtered, icon, hidden, none } = props;
  const [title, advice] = filtered ? hidden : none;
  return (
    <Empty title={title} icon={filtered ? 'search' : icon}>
      {advice}
    </Empty>
  );
}

interface ListTableProps<Row> {
  list: ListView<Row>;
  /** « commande », « commandes ». */
  noun: readonly [one: string, many: string];
  /** Id of the table, unique in the page. */
  id: string;
  caption: string;
  columns: readonly [Column<Row>, ...Column<Row>[]];
  select?: Parameters<typeof DataTable<Row>>[0]['select'];
  /** What to do where there is none. */
  empty: Child;
  /** Acts on the rows chosen, under the table. */
  children?: Child;
}

/** How many there are, the rows of the page, and the way to the pages before and after. */
export function ListTable<Row>(props: ListTableProps<Row>): Html {
  const { list, noun, id, caption, columns, select, empty, children } = props;
  const { path, query, wanted, page } = list;
  return (
    <div class="list">
      <ListCount list={list} noun={noun} />
      <DataTable
        id={id}
        caption={caption}
        path={path}
        query={query}
        sort={{ key: wanted.sort.key, down: wanted.down }}
        rows={page.rows}
        columns={columns}
        select={select}
        empty={empty}
      />
      {page.rows.length > 0 && children}
      <ListPages list={list} />
    </div>
  );
}

/** « 50 sur 1 234 commandes », announced when a script changes it. */
export function ListCount(props: {
  list: Pick<ListView<unknown>, 'page' | 'total'>;
  noun: readonly [string, string];
}): Html | null {
  const { page, total } = props.list;
  if (page.rows.length === 0) return null;
  return (
    <p class="list-count" role="status">
      {totalWords(page.rows.length, total, props.noun)}
    </p>
  );
}

/** « Précédents » and « Suivants », with the filters and the sort as they are. */
export function ListPages({ list }: { list: Pick<ListView<unknown>, 'path' | 'query' | 'page'> }): Html {
  const { path, query, page } = list;
  const to = (name: 'avant' | 'apres', mark: string | undefined): string | undefined =>
    mark && withQuery(path, query, { [name]: mark });
  return <Pagination previous={to('avant', page.previous)} next={to('apres', page.next)} />;
}
