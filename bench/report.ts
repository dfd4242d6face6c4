import type { DocumentTiming } from './documents.js';
import type { Filling } from './filling.js';
import type { Measured } from './measure.js';
import type { Scan } from './scans.js';
import type { Starts } from './starts.js';

/** Everything that one run has measured. */
export interface Report {
  readonly at: Date;
  readonly machine: string;
  /** Load of the machine when the run began and when it ended. */
  readonly load: readonly [number, number];
  readonly seconds: number;
  /** The size at which the requests are measured. */
  readonly files: number;
  readonly requests: readonly Measured[];
  /** The same lists at each size. */
  readonly growth: readonly { readonly files: number; readonly lists: readonly Measured[] }[];
  readonly scans:
    | {
        readonly found: readonly Scan[];
        readonly explained: number;
        readonly unexplained: number;
        readonly pages: number;
        readonly failed: readonly string[];
      }
    | undefined;
  readonly filling: Filling | undefined;
  readonly starts: { readonly demonstration: Starts; readonly empty: Starts } | undefined;
  readonly documents: readonly DocumentTiming[];
  readonly pdfs: readonly {
    readonly name: string;
    readonly size: number;
    readonly ours: number;
    readonly theirs: number;
    readonly aim: number | undefined;
  }[];
}

interface Table {
  readonly title: string;
  readonly note?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The report as tables, in French for the terminal and for `docs/performance.md` alike. */
export function tablesOf(report: Report): Table[] {
  return [
    requests(report),
    growth(report),
    ...(report.starts ? [starts(report.starts)] : []),
    ...(report.filling ? [filling(report.filling)] : []),
    documents(report),
    pdfs(report),
    ...(report.scans ? [scans(report.scans)] : []),
  ].filter((table) => table.rows.length > 0);
}

function requests({ requests: measured, files }: Report): Table {
  return {
    title: `Requêtes, ${thousands(files)} dossiers`,
    note: 'Processeur en millisecondes par requête, du processus et de PostgreSQL (PG) ; mémoire en Mio. Première ligne : le produit ; seconde : le serveur nu.',
    head: ['requête', 'SQL', 'req/s', 'p50', 'p95', 'CPU', 'CPU de PG', 'mémoire', '× serveur nu', 'but'],
    rows: measured.flatMap(({ name, statements, app, bare, times, timesWhole, aim }) => [
      [
        name,
        String(statements),
        app.perSecond.toFixed(0),
        ms(app.p50),
        ms(app.p95),
        ms(app.appCpu),
        ms(app.postgresCpu),
        String(app.resident),
        `${times.toFixed(1)} (avec PG ${timesWhole.toFixed(1)})`,
        aim === undefined ? '' : `${verdict(times <= aim)} ≤ ${aim}`,
      ],
      [
        '— serveur nu',
        String(statements),
        bare.perSecond.toFixed(0),
        ms(bare.p50),
        ms(bare.p95),
        ms(bare.appCpu),
        ms(bare.postgresCpu),
        String(bare.resident),
        '',
        '',
      ],
    ]),
  };
}

function growth({ growth: sizes }: Report): Table {
  const [smallest] = sizes;
  const rows = sizes.flatMap(({ files, lists }) =>
    lists.map((list, index) => {
      const whole = list.app.appCpu + list.app.postgresCpu;
      const first = smallest?.lists[index];
      const ratio = first ? whole / (first.app.appCpu + first.app.postgresCpu) : 1;
      const isFirst = smallest?.files === files;
      return [
        list.name,
        thousands(files),
        ms(list.app.appCpu),
        ms(list.app.postgresCpu),
        ms(list.app.p50),
        isFirst ? '' : ratio.toFixed(2),
        isFirst ? '' : `${verdict(ratio <= 1.5)} ≤ 1.5`,
      ];
    }),
  );
  rows.sort((one, other) => String(one[0]).localeCompare(String(other[0])));
  return {
    title: 'Comment croît le coût d’une page',
    note: 'Processeur du processus et de PostgreSQL ensemble, rapporté à la plus petite taille.',
    head: ['page', 'dossiers', 'CPU', 'CPU de PG', 'p50', '×', 'but'],
    rows,
  };
}

function starts({ demonstration, empty }: NonNullable<Report['starts']>): Table {
  const row = (name: string, { first, later, resident }: Starts): string[] => [
    name,
    `${first.toFixed(2)} s ${verdict(first <= 3)} ≤ 3`,
    `${later.toFixed(2)} s ${verdict(later <= 1)} ≤ 1`,
    `${resident} Mio ${verdict(resident <= 200)} ≤ 200`,
  ];
  return {
    title: 'Démarrage, PostgreSQL privé compris',
    note: 'De `./cle serve` à la première page ; mémoire résidente du processus au repos, sans PostgreSQL.',
    head: ['installation', 'premier démarrage', 'démarrage suivant', 'mémoire au repos'],
    rows: [
      row('sans démonstration', empty),
      row('démonstration (organismes et communes, sans commande inventée)', demonstration),
    ],
  };
}

function filling({ orders, whole, cpu, most, p50, p95, resident }: Filling): Table {
  return {
    title: 'La démonstration se remplit, au premier démarrage',
    note: 'Un processus à part la raconte par les formulaires ; pages ouvertes pendant ce temps ; mémoire du service ensuite, au repos.',
    head: [
      'commandes',
      'entière après',
      'CPU du remplissage',
      'sa mémoire',
      'page p50',
      'page p95',
      'mémoire au repos',
    ],
    rows: [
      [
        String(orders),
        `${whole.toFixed(1)} s ${verdict(whole <= 60)} ≤ 60`,
        `${cpu.toFixed(1)} s`,
        `${most} Mio`,
        `${ms(p50)} ms`,
        `${ms(p95)} ms`,
        `${resident} Mio ${verdict(resident <= 200)} ≤ 200`,
      ],
    ],
  };
}

function documents({ documents: timings }: Report): Table {
  return {
    title: 'Documents (PDF), en millisecondes',
    head: ['document', 'premier', 'p50', 'p95', 'CPU', 'taille (ko)', 'but'],
    rows: timings.map(({ name, first, p50, p95, cpu, kilobytes }) => [
      name,
      ms(first),
      ms(p50),
      ms(p95),
      ms(cpu),
      String(kilobytes),
      name === 'bon de commande, 3 titulaires' ? `${verdict(p50 <= 10)} p50 ≤ 10` : '',
    ]),
  };
}

function pdfs({ pdfs: timings }: Report): Table {
  return {
    title: 'Jugement d’un PDF signé, en millisecondes une fois chaud',
    note: 'À côté, un processus pdfsig de poppler sur le même fichier.',
    head: ['fichier', 'taille', 'médiane', 'pdfsig', 'but'],
    rows: timings.map(({ name, size, ours, theirs, aim }) => [
      name,
      `${(size / 1e6).toFixed(2)} Mo`,
      ms(ours),
      theirs === 0 ? 'absent' : ms(theirs),
      aim === undefined ? '' : `${verdict(ours <= aim)} ≤ ${aim}`,
    ]),
  };
}

function scans({ found, explained, unexplained, pages, failed }: NonNullable<Report['scans']>): Table {
  const refused = failed.length > 0 ? ` Pages qui ne se sont pas ouvertes : ${failed.join(' ; ')}.` : '';
  return {
    title: 'Requêtes qui lisent une grande table sans index (plus de 10 000 lignes)',
    note: `${explained} requêtes différentes expliquées (${unexplained} n’ont pu l’être), derrière ${pages} pages, les étapes ci-dessus et les travaux du calendrier. « Lues » : les lignes que la requête a lues avant d’avoir ce qu’elle cherche, quand on l’exécute. But : aucune ne lit la table entière.${refused}`,
    head: ['table', 'lignes', 'lues', 'requête SQL'],
    rows:
      found.length === 0
        ? [['aucune', '', '', '']]
        : found.map(({ table, rows, read, statement }) => [
            table,
            thousands(rows),
            `${thousands(read)} ${verdict(read < rows)}`,
            statement.length > 160 ? `${statement.slice(0, 157)}…` : statement,
          ]),
  };
}

/** Columns side by side, for a terminal. */
export function asText({ title, note, head, rows }: Table): string {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === 0 || column === cells.length - 1
          ? cell.padEnd(widths[column] ?? 0)
          : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [`\n${title}`, ...(note ? [note] : []), '', line(head), ...rows.map(line)].join('\n');
}

export function asMarkdown({ title, note, head, rows }: Table): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    `## ${title}`,
    '',
    ...(note ? [note, ''] : []),
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    '',
  ].join('\n');
}

function verdict(met: boolean): string {
  return met ? '✓' : '✗';
}

function ms(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(1);
}

function thousands(value: number): string {
  return value.toLocaleString('fr-FR');
}
