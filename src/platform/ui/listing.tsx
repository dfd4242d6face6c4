import { Button } from './buttons.js';
import type { Child, Html } from './html.js';
import { Icon } from './icons.js';

interface FiltersProps {
  /** The page itself: what is chosen goes to its URL. */
  action: string;
  /** TextField, SelectField… small and on one line. */
  children: Child;
  /** Leads back to the unfiltered list; shown when a filter is on. */
  clear?: string | undefined;
  /** What stands in the URL beside the filters, and stays there: the sort. */
  keep?: Readonly<Record<string, string>> | undefined;
}

/** The line of filters above a table: a GET form, so that the URL tells them. */
export function Filters({ action, children, clear, keep = {} }: FiltersProps): Html {
  return (
    <search>
      <form class="filters" method="get" action={action} data-size="sm">
        {children}
        {Object.entries(keep).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="actions">
          <Button variant="secondary" icon="filter">
            Filtrer
          </Button>
          {clear && <a href={clear}>Effacer les filtres</a>}
        </div>
      </form>
    </search>
  );
}

/** What can be done with the rows chosen; `form` is the id that DataTable's `select.form` names. */
export function BulkActions(props: { form: string; action: string; children: Child }): Html {
  return (
    <form class="bulk" id={props.form} method="post" action={props.action} data-once data-size="sm">
      <p data-count={props.form} role="status">
        Avec les lignes choisies
      </p>
      <div class="actions">{props.children}</div>
    </form>
  );
}

interface PaginationProps {
  previous?: string | undefined;
  next?: string | undefined;
  /** « 50 sur 1 234 dossiers ». */
  words?: Child | undefined;
  /** « Semaine précédente », « Semaine suivante »; « Précédents » and « Suivants » unless told. */
  labels?: readonly [previous: string, next: string] | undefined;
}

/** Before and after, by keyset; nothing when all is on one page and there is nothing to say. */
export function Pagination({
  previous,
  next,
  words,
  labels = ['Précédents', 'Suivants'],
}: PaginationProps): Html | null {
  if (!previous && !next && !words) return null;
  return (
    <nav class="pagination" aria-label="Pages">
      {previous && (
        <a href={previous} rel="prev">
          <Icon name="back" />
          <span>{labels[0]}</span>
        </a>
      )}
      {words && <p>{words}</p>}
      {next && (
        <a href={next} rel="next">
          <span>{labels[1]}</span>
          <Icon name="arrow" />
        </a>
      )}
    </nav>
  );
}
