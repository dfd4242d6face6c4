import { operatorPaths } from '#src/directory/index.js';
import { longDate, plural } from '#src/platform/french/french.js';
import type { Day } from '#src/platform/french/working-time.js';
import {
  Card,
  DataTable,
  Empty,
  Filters,
  Folds,
  Grid,
  type Html,
  LinkButton,
  PageHeader,
  SelectField,
  Tag,
} from '#src/platform/ui/index.js';
import type { Entry } from './entry/entry.js';
import { reasonGroups } from './kinds/file-kinds.js';
import { type Kind, kinds } from './kinds/kind-names.js';
import { definitions } from './kinds/kinds.js';
import { cataloguePaths } from './paths.js';

/** Everything that an administrator may change, kind by kind. */
export function KindsPage(props: { counts: ReadonlyMap<string, number>; operators: number }): Html {
  const { counts, operators } = props;
  return (
    <div class="stack">
      <PageHeader
        title="Configuration"
        lead={
          'Ce que l’installation peut changer. Les organismes de la chaîne changent aussitôt\u202f; tout le reste, à partir d’un jour choisi, et le passé reste tel qu’il était.'
        }
      />
      <Grid>
        <Card title={<a href={operatorPaths.list}>Organismes de la chaîne</a>} aside={<Tag>{operators}</Tag>}>
          <p class="soft">Qui achète, qui enregistre, qui délivre : contact, horaires, départements.</p>
        </Card>
        {kinds.map((kind) => (
          <Card
            title={<a href={cataloguePaths.kind(kind)}>{definitions[kind].title}</a>}
            aside={<Tag>{counts.get(kind) ?? 0}</Tag>}
          >
            <p class="soft">{definitions[kind].intro}</p>
          </Card>
        ))}
      </Grid>
    </div>
  );
}

export interface ListedEntry {
  readonly code: string;
  readonly name: string;
  readonly detail: string;
  /** In force today; absent when it is only planned, or ended. */
  readonly current: Entry | undefined;
  /** First day of the next version. */
  readonly plannedFrom: Day | undefined;
}

interface KindPageProps {
  readonly kind: Kind;
  readonly entries: readonly ListedEntry[];
  /** Shown group, for reasons. */
  readonly group: string;
}

/** The entries of one kind, each opening on its form. */
export function KindPage({ kind, entries, group }: KindPageProps): Html {
  const { title, intro, one, codes } = definitions[kind];
  return (
    <div class="stack">
      <PageHeader
        title={title}
        trail={[{ label: 'Configuration', href: cataloguePaths.kinds }]}
        lead={intro}
        aside={
          codes !== 'fixed' && (
            <LinkButton
              href={cataloguePaths.add(kind)}
            >{`Ajouter un${feminine(kind) ? 'e' : ''} ${one}`}</LinkButton>
          )
        }
      />
      {kind === 'reason' && (
        <Filters action={cataloguePaths.kind(kind)} clear={group ? cataloguePaths.kind(kind) : undefined}>
          <SelectField
            name="groupe"
            label="Pour"
            placeholder="Tous"
            value={group}
            options={Object.entries(reasonGroups).map(([value, label]) => ({ value, label }))}
            optional
          />
        </Filters>
      )}
      {kind === 'reason' && group === '' ? (
        <ReasonsByGroup entries={entries} />
      ) : (
        <Entries kind={kind} id="entrees" caption={title} entries={entries} />
      )}
    </div>
  );
}

interface EntriesProps {
  readonly kind: Kind;
  readonly id: string;
  readonly caption: string;
  readonly entries: readonly ListedEntry[];
}

function Entries({ kind, id, caption, entries }: EntriesProps): Html {
  return (
    <DataTable
      id={id}
      caption={caption}
      columns={[
        {
          key: 'nom',
          label: 'Nom',
          cell: ({ code, name }) => <a href={cataloguePaths.entry(kind, code)}>{name}</a>,
        },
        { key: 'detail', label: 'En bref', cell: ({ detail }) => detail },
        { key: 'etat', label: 'État', cell: (entry) => <Standing entry={entry} /> },
      ]}
      rows={entries}
      empty={<Empty title="Aucune entrée" />}
    />
  );
}

/** A hundred reasons and more: a line for each step that asks for one, opened one by one. */
function ReasonsByGroup({ entries }: { entries: readonly ListedEntry[] }): Html {
  const groupOf = ({ current }: ListedEntry): string =>
    current ? reasonGroups[(current as Entry<'reason'>).data.group] : 'Prévus ou terminés';
  return (
    <Folds
      items={[...Map.groupBy(entries, groupOf)].map(([title, of], index) => ({
        title,
        note: plural(of.length, 'motif'),
        open: index === 0,
        body: <Entries kind="reason" id={`entrees-${index + 1}`} caption={title} entries={of} />,
      }))}
    />
  );
}

function Standing({ entry }: { entry: ListedEntry }): Html {
  const { current, plannedFrom } = entry;
  const planned = plannedFrom && ` Changement prévu le ${longDate(plannedFrom)}.`;
  if (!current)
    return plannedFrom ? <Tag tone="info">Prévu le {longDate(plannedFrom)}</Tag> : <Tag>Terminé</Tag>;
  const until = current.validTo && !plannedFrom && ` Prend fin le ${longDate(current.validTo)}.`;
  return (
    <>
      <Tag tone="success">En vigueur</Tag>
      {planned || until || ''}
    </>
  );
}

function feminine(kind: Kind): boolean {
  return kind === 'document' || kind === 'mission';
}
