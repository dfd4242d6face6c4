import type { DocumentTiming } from './documents.js';
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

export interface Table {
  readonly title: string;
  readonly note?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The report as tables, in English for the terminal and for `docs/performance.md` alike. */
export function tablesOf(report: Report): Table[] {
  return [
    requests(report),
    growth(report),
    ...(report.starts ? [starts(report.starts)] : []),
    documents(report),
    pdfs(report),
    ...(report.scans ? [scans(report.scans)] : []),
  ].filter((table) => table.rows.length > 0);
}

function requests({ requests: measured, files }: Report): Table {
  return {
    title: `Requests, ${thousands(files)} holders’ files`,
    note: 'CPU in milliseconds a request, of the process and of PostgreSQL; memory in MiB. First line of each: the product; second: the bare server.',
    head: ['request', 'SQL', 'req/s', 'p50', 'p95', 'CPU', 'CPU of PG', 'memory', 'times bare', 'aim'],
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
        `${times.toFixed(1)} (with PG ${timesWhole.toFixed(1)})`,
        aim === undefined ? '' : `${verdict(times <= aim)} ≤ ${aim}`,
      ],
      [
        '— bare',
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
    title: 'How a page’s cost grows',
    note: 'CPU of the process and of PostgreSQL together, against the smallest size.',
    head: ['page', 'files', 'CPU', 'CPU of PG', 'p50', 'times', 'aim'],
    rows,
  };
}

function starts({ demonstration, empty }: NonNullable<Report['starts']>): Table {
  const row = (name: string, { first, later, resident }: Starts): string[] => [
    name,
    `${first.toFixed(2)} s ${verdict(first <= 3)} ≤ 3`,
    `${later.toFixed(2)} s ${verdict(later <= 1)} ≤ 1`,
    `${resident} MiB ${verdict(resident <= 200)} ≤ 200`,
  ];
  return {
    title: 'Start, private PostgreSQL included',
    note: 'From `./cle serve` to the first page; memory resident of the process at rest, without PostgreSQL.',
    head: ['installation', 'first start', 'later start', 'memory at rest'],
    rows: [
      row('without demonstration', empty),
      row('demonstration (bodies, communes; no invented orders)', demonstration),
    ],
  };
}

function documents({ documents: timings }: Report): Table {
  return {
    title: 'Documents (PDF), milliseconds',
    head: ['document', 'first', 'p50', 'p95', 'CPU', 'size (kB)', 'aim'],
    rows: timings.map(({ name, first, p50, p95, cpu, kilobytes }) => [
      name,
      ms(first),
      ms(p50),
      ms(p95),
      ms(cpu),
      String(kilobytes),
      name === 'order form, 3 holders' ? `${verdict(p50 <= 10)} p50 ≤ 10` : '',
    ]),
  };
}

function pdfs({ pdfs: timings }: Report): Table {
  return {
    title: 'Signed PDFs judged, milliseconds once warm',
    note: 'Beside a process of poppler’s pdfsig on the same file.',
    head: ['file', 'size', 'median', 'pdfsig', 'aim'],
    rows: timings.map(({ name, size, ours, theirs, aim }) => [
      name,
      `${(size / 1e6).toFixed(2)} MB`,
      ms(ours),
      theirs === 0 ? 'absent' : ms(theirs),
      aim === undefined ? '' : `${verdict(ours <= aim)} ≤ ${aim}`,
    ]),
  };
}

function scans({ found, explained, unexplained, pages, failed }: NonNullable<Report['scans']>): Table {
  const refused = failed.length > 0 ? ` Pages that did not open: ${failed.join('; ')}.` : '';
  return {
    title: 'Statements that scan a large table (over 10,000 rows)',
    note: `${explained} different statements explained (${unexplained} could not be), behind ${pages} pages, the steps above and the calendar’s jobs. Aim: none.${refused}`,
    head: ['table', 'rows', 'statement'],
    rows:
      found.length === 0
        ? [['none', '', '']]
        : found.map(({ table, rows, statement }) => [
            table,
            thousands(rows),
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
  return value.toLocaleString('en-GB');
}
