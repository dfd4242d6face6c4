import { writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { Command } from 'commander';
import { type Cluster, openCluster } from './cluster.js';
import { measureDocuments } from './documents.js';
import { fillFiles, prepareSteps } from './fill.js';
import { measureFilling } from './filling.js';
import { type Measured, measure, type Rounds } from './measure.js';
import { type Model, makeModel } from './model.js';
import { statementsOfPages } from './pages.js';
import { performanceDocument } from './performance-document.js';
import { loadOfMachine } from './processes.js';
import type { Statement } from './record.js';
import { asText, type Report, tablesOf } from './report.js';
import { findScans } from './scans.js';
import { listScenarios, signatureScenario, stepScenario } from './scenarios.js';
import { record, startApp, startBare } from './servers.js';
import { measureStarts } from './starts.js';
import { benchTrustPdf } from './trust-pdf.js';

if (Number(process.versions.node.split('.')[0]) < 24) {
  throw new Error('The product needs Node 24: start the bench by `npm run bench`, which finds it.');
}

/** Measures the product beside a bare server, in one run. Figures are printed; none fails the command. */
const options = new Command('bench')
  .option(
    '--files <sizes>',
    'holders’ files, sizes separated by commas; 1000000 takes 12 GiB of memory',
    '10000,100000',
  )
  .option('--rounds <count>', 'rounds of each, product and bare server in turns', '5')
  .option('--seconds <seconds>', 'length of a round', '1.5')
  .option('--signatures <count>', 'signatures of a round', '120')
  .option('--parts <names>', 'only some of: requests, starts, documents', 'requests,starts,documents')
  .option('--json', 'one JSON document on standard output instead of tables')
  .option('--write-docs', 'writes docs/performance.md')
  .parse()
  .opts<{
    files: string;
    parts: string;
    rounds: string;
    seconds: string;
    signatures: string;
    json?: true;
    writeDocs?: true;
  }>();

const sizes = options.files
  .split(',')
  .map(Number)
  .sort((one, other) => one - other);
const rounds: Rounds = {
  count: Number(options.rounds),
  seconds: Number(options.seconds),
  calls: Number(options.signatures),
};
const begun = performance.now();
const load = loadOfMachine();

function say(what: string): void {
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  process.stderr.write(`${seconds.padStart(4)} s  ${what}\n`);
}

interface AtSize {
  readonly files: number;
  readonly lists: readonly Measured[];
  readonly steps: readonly Measured[];
  readonly scans: NonNullable<Report['scans']>;
}

/** Lists at one size; at the last one also the steps, and the plans of everything that is sent. */
async function measureSize(
  cluster: Cluster,
  model: Model,
  url: string,
  files: number,
  last: boolean,
): Promise<AtSize> {
  const app = await startApp(url, model.secret);
  const bare = await startBare(url);
  const sides = { app, bare, postgres: cluster.pid };
  try {
    const lists: Measured[] = [];
    for (const scenario of listScenarios(model)) {
      say(`${scenario.name}, ${files} files`);
      const { sent: _, ...measured } = await measure(sides, scenario, rounds);
      lists.push(measured);
    }
    const none = { found: [], explained: 0, unexplained: 0, pages: 0, failed: [] };
    if (!last) return { files, lists, steps: [], scans: none };
    say('preparing orders to sign and files to fill in');
    const prepared = await prepareSteps(url, model, {
      orders: (2 * rounds.count + 1) * rounds.calls + 20,
      files: Math.min(200, Math.floor(files / 20)),
    });
    const steps: Measured[] = [];
    const posted: Statement[] = [];
    for (const scenario of [
      await signatureScenario(url, model, prepared.orders),
      stepScenario(model, prepared.files),
    ]) {
      say(scenario.name);
      const { sent: statements, ...measured } = await measure(sides, scenario, rounds);
      steps.push(measured);
      posted.push(...statements);
    }
    say('plans of the statements behind pages, steps and the calendar');
    const sent = await statementsOfPages(app, model);
    const calendar = await record(app, () => app.tell('calendar'));
    const scans = await findScans(url, [...posted, ...sent.statements, ...calendar]);
    const { scans: found, ...counts } = scans;
    return { files, lists, steps, scans: { found, ...counts, pages: sent.opened, failed: sent.failed } };
  } finally {
    await app.stop();
    await bare.stop();
  }
}

async function measureSizes(): Promise<readonly AtSize[]> {
  const cluster = await openCluster();
  try {
    say('the model: bodies, catalogue, communes, one order');
    const model = await makeModel(cluster.url);
    const measured: AtSize[] = [];
    for (const files of sizes) {
      const url = await cluster.copy(`files_${files}`);
      await fillFiles(url, model, files);
      say(`${files} files filled`);
      measured.push(await measureSize(cluster, model, url, files, files === sizes.at(-1)));
      await cluster.drop(`files_${files}`);
    }
    return measured;
  } finally {
    await cluster.stop();
  }
}

async function run(): Promise<Report> {
  const wanted = (part: string): boolean => options.parts.split(',').includes(part);
  if (wanted('documents')) say('documents');
  const documents = wanted('documents') ? await measureDocuments(40) : [];
  const pdfs = wanted('documents') ? await benchTrustPdf() : [];
  if (wanted('starts')) say('starts');
  const starts = wanted('starts')
    ? { empty: await measureStarts(false, 5), demonstration: await measureStarts(true, 5) }
    : undefined;
  if (wanted('starts')) say('the demonstration is filled');
  const filling = wanted('starts') ? await measureFilling(200, 10) : undefined;
  const measured = wanted('requests') ? await measureSizes() : [];
  const largest = measured.at(-1);
  return {
    at: new Date(),
    machine: `${availableParallelism()} cœurs partagés, ${Math.round(totalmem() / 2 ** 30)} Gio, Node ${process.versions.node}`,
    load: [load, loadOfMachine()],
    seconds: (performance.now() - begun) / 1000,
    files: largest?.files ?? 0,
    requests: largest ? [...largest.lists, ...largest.steps] : [],
    growth: measured.map(({ files, lists }) => ({ files, lists })),
    scans: largest?.scans,
    starts,
    filling,
    documents,
    pdfs,
  };
}

const report = await run();
if (options.json) process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
else {
  const { machine, load: busy, seconds } = report;
  console.log(`\n${machine}; load ${busy.join(' to ')}; ${seconds.toFixed(0)} s in all`);
  for (const table of tablesOf(report)) console.log(asText(table));
}
if (options.writeDocs) {
  writeFileSync(new URL('../docs/performance.md', import.meta.url), performanceDocument(report));
}
