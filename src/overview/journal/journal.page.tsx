import type { HeadsExport } from '#src/platform/acts/journal-heads.js';
import { narrow, number, plural } from '#src/platform/french/french.js';
import {
  Alert,
  Card,
  DataTable,
  DateField,
  Definition,
  Empty,
  type Html,
  ListFilters,
  ListTable,
  type ListView,
  PageHeader,
  SelectField,
  Stack,
  TextField,
  When,
} from '#src/platform/ui/index.js';
import type { HeadTimestamp } from '#src/seals/index.js';
import { eventName } from './event-names.js';
import { journalPaths } from './paths.js';
import type { ShownLine } from './read-journal.js';

interface JournalView {
  readonly list: ListView<ShownLine>;
  readonly types: readonly string[];
  readonly exports: readonly HeadsExport[];
  /** Their timestamps, by file. */
  readonly timestamps: ReadonlyMap<string, HeadTimestamp>;
  readonly now: Date;
}

/** The journal for who watches over the installation: references and hashes, and whether what is shown is intact. */
export function JournalPage({ view }: { view: JournalView }): Html {
  const { list } = view;
  const { query, page } = list;
  return (
    <Stack>
      <PageHeader
        title="Journal"
        lead="Tout ce qui s’est passé, ligne après ligne. Chacune porte l’empreinte de la précédente : aucune ne peut être modifiée, retirée ou déplacée sans que cela se voie."
      />
      <ListFilters list={list} names={['commande', 'type', 'du', 'au']}>
        <TextField
          name="commande"
          label="Numéro de commande"
          value={query.get('commande')}
          optional
          maxlength={40}
        />
        <SelectField
          name="type"
          label="Événement"
          value={query.get('type')}
          placeholder="Tous"
          optional
          options={view.types
            .map((type) => ({ value: type, label: eventName(type) }))
            .sort((a, b) => a.label.localeCompare(b.label, 'fr'))}
        />
        <DateField name="du" label="Du" value={query.get('du')} optional />
        <DateField name="au" label="Au" value={query.get('au')} optional />
      </ListFilters>
      {page.rows.length > 0 && <Verified rows={page.rows} />}
      <ListTable
        list={list}
        noun={['ligne', 'lignes']}
        id="journal"
        caption="Lignes du journal"
        columns={[
          { key: 'type', label: 'Événement', cell: (line) => eventName(line.type) },
          {
            key: 'quand',
            label: 'Quand',
            sortable: true,
            cell: (line) => <When at={line.at} now={view.now} />,
          },
          { key: 'qui', label: 'Par qui', cell: (line) => who(line) },
          { key: 'chaine', label: 'Chaîne et rang', cell: (line) => place(line) },
          { key: 'empreinte', label: 'Empreinte', cell: (line) => <Proof line={line} /> },
        ]}
        empty={
          <Empty title="Aucune ligne ne correspond à ces filtres" icon="file">
            Élargissez les dates ou effacez les filtres.
          </Empty>
        }
      />
      <Exports exports={view.exports} timestamps={view.timestamps} now={view.now} />
    </Stack>
  );
}

/** Altered lines named above the list; the list marks them all. */
const wrongNamed = 5;

function Verified({ rows }: { rows: readonly ShownLine[] }): Html {
  const wrong = rows.filter(({ intact }) => !intact);
  return wrong.length === 0 ? (
    <Alert tone="success" title={`Les ${number(rows.length)} lignes montrées sont intactes`}>
      <p>
        Leur empreinte a été recalculée à l’instant, ainsi que leur lien avec la ligne qui les précède. Pour
        relire tout le journal{narrow}: <code>./cle journal verify</code>.
      </p>
    </Alert>
  ) : (
    <Alert tone="danger" title={`${plural(wrong.length, 'ligne altérée', 'lignes altérées')} sur cette page`}>
      <p>
        {wrong
          .slice(0, wrongNamed)
          .map((line) => `${line.chain}, rang ${line.position}`)
          .join(' ; ')}
        {wrong.length > wrongNamed &&
          ` et ${number(wrong.length - wrongNamed)} autres, marquées dans la liste`}
        . Lancez <code>./cle journal verify --heads</code> avec le dernier export gardé ailleurs.
      </p>
    </Alert>
  );
}

function who(line: ShownLine): string {
  if (line.actor === 'calendar') return 'le service';
  if (line.actor.startsWith('outside:')) return line.actor.slice(8);
  return line.actorName ?? line.actor;
}

function place(line: ShownLine): string {
  return `${line.orderNumber ?? line.chain}, ${line.position}`;
}

/** What the hash covers is folded behind it: the list stays one that is read, on a phone too. */
function Proof({ line }: { line: ShownLine }): Html {
  const facts = Object.entries({ ...line.about, ...line.data });
  return (
    <>
      <Definition term={<code>{line.hash.toString('hex').slice(0, 12)}…</code>}>
        <code>{line.type}</code>
        {facts.map(([name, value]) => (
          <>
            {' · '}
            <span class="soft">{name}</span> <code>{short(value)}</code>
          </>
        ))}
      </Definition>
      {!line.intact && <strong> altérée</strong>}
    </>
  );
}

/** Identifiers and hashes by their first letters: enough to tell them apart; the export has them whole. */
function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 24 ? `${text.slice(0, 13)}…` : text;
}

function Stamp({ stamp, now }: { stamp: HeadTimestamp | undefined; now: Date }): Html {
  if (!stamp) return <span class="soft">sans</span>;
  if (stamp.at) return <When at={stamp.at} now={now} />;
  return stamp.failure ? <>à refaire : {stamp.failure}</> : <span class="soft">en attente</span>;
}

function Exports({ exports, timestamps, now }: Pick<JournalView, 'exports' | 'timestamps' | 'now'>): Html {
  return (
    <Card title="Exports quotidiens des têtes">
      <p>
        Chaque nuit, la longueur et la dernière empreinte des chaînes qui ont grandi depuis la veille sont
        écrites dans un fichier. Celle de l’installation y est toujours, et porte l’empreinte des fichiers
        d’avant : gardez ailleurs une copie du dernier, elle prouve plus tard qu’aucune ligne d’avant n’a été
        réécrite. L’horodatage le prouve aussi, par une autorité extérieure ;{' '}
        <code>./cle journal verify</code> les vérifie tous.
      </p>
      <DataTable
        id="exports"
        caption="Exports des têtes du journal"
        rows={exports}
        columns={[
          {
            key: 'jour',
            label: 'Export',
            cell: (each) => (
              <a href={journalPaths.heads(each.fileId)}>
                <When at={each.exportedAt} now={now} />
              </a>
            ),
          },
          { key: 'chaines', label: 'Chaînes', numeric: true, cell: (each) => number(each.chains) },
          { key: 'lignes', label: 'Lignes', numeric: true, cell: (each) => number(each.lines) },
          {
            key: 'horodatage',
            label: 'Horodatage',
            cell: (each) => <Stamp stamp={timestamps.get(each.fileId)} now={now} />,
          },
          {
            key: 'sha256',
            label: 'SHA-256',
            cell: (each) => <code class="small">{each.sha256.slice(0, 16)}…</code>,
          },
        ]}
        empty={
          <Empty title="Pas encore d’export" icon="file">
            Le premier se fera cette nuit.
          </Empty>
        }
      />
    </Card>
  );
}
