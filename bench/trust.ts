import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type PathCase, pathCases } from '#src/simulator/paths/path-cases.js';
import { hours, party, revoke, workshopTime } from '#src/simulator/paths/workshop.js';
import { judgeBatch, readCertificate, readCrl, toAnchor, validatePath } from '#src/trust/index.js';
import { askOpenssl, askPkijs, type OpinionCase } from './trust-opinions.js';

/** Agreement with the expected verdicts, here and elsewhere, and what judging costs. Prints Markdown tables. */
const pkits = [process.env.PKITS_DIR, '../shared/data/pkits', '../../shared/data/pkits']
  .filter((path) => path !== undefined)
  .map((path) => resolve(path))
  .find((path) => existsSync(resolve(path, 'cases.tsv')));

interface Opinion {
  readonly expected: boolean;
  readonly ours: boolean;
  readonly case: OpinionCase;
}

function ownOpinion(one: PathCase): Opinion {
  const flags = one.flags ?? [];
  const { trust } = validatePath({
    leaf: readCertificate(one.leaf),
    untrusted: one.untrusted.map(readCertificate),
    anchors: [toAnchor(readCertificate(one.anchor))],
    crls: (one.crls ?? []).map(readCrl),
    at: workshopTime,
    revocation: one.crls ? 'required' : 'not-asked',
    policies: one.policies ?? [],
    explicitPolicy: flags.includes('explicit'),
    inhibitMapping: flags.includes('inhibitmap'),
    inhibitAny: flags.includes('inhibitany'),
  });
  return {
    expected: one.expected === 'ok',
    ours: trust === 'trusted',
    case: {
      anchors: [one.anchor],
      untrusted: one.untrusted,
      leaf: one.leaf,
      crls: one.crls,
      at: workshopTime,
      policies: one.policies ?? [],
      flags,
    },
  };
}

function pkitsOpinions(folder: string): Opinion[] {
  const table = resolve(folder, 'cases.tsv');
  const read = (list = ''): Uint8Array[] =>
    list.split(';').flatMap((path) => (path ? [readFileSync(resolve(folder, path))] : []));
  const lines = readFileSync(table, 'utf8')
    .split('\n')
    .filter((line) => /^\d/.test(line));
  return [...judgeBatch(table)].map((result, i) => {
    const [, , anchors, untrusted, leaf = '', crls, seconds, policies, flags] = lines[i]?.split('\t') ?? [];
    return {
      expected: result.expected === 'valid',
      ours: result.verdict === 'valid',
      case: {
        anchors: read(anchors),
        untrusted: read(untrusted),
        leaf: readFileSync(resolve(folder, leaf)),
        crls: read(crls),
        at: new Date(Number(seconds) * 1000),
        policies: policies?.split(';').filter(Boolean) ?? [],
        flags: flags?.split(/[\s;]+/).filter(Boolean) ?? [],
      },
    };
  });
}

async function table(title: string, opinions: readonly Opinion[]): Promise<void> {
  const line = (who: string, answers: readonly boolean[]): string => {
    const right = answers.filter((answer, i) => answer === opinions[i]?.expected).length;
    const accepts = answers.filter((answer, i) => answer && !opinions[i]?.expected).length;
    const refuses = answers.filter((answer, i) => !answer && opinions[i]?.expected).length;
    return `| ${who} | ${right} of ${answers.length} | ${accepts} | ${refuses} |`;
  };
  const others: boolean[] = [];
  for (const one of opinions) others.push(await askPkijs(one.case));
  console.log(`\n${title}\n\n| judge | agrees | wrong accepts | wrong refusals |\n| --- | --- | --- | --- |`);
  console.log(
    line(
      'Clé en main',
      opinions.map(({ ours }) => ours),
    ),
  );
  console.log(
    line(
      'openssl verify',
      opinions.map((one) => askOpenssl(one.case)),
    ),
  );
  console.log(line('pkijs 4.0.0', others));
}

function time(label: string, rounds: number, work: () => void): void {
  work();
  const begun = process.cpuUsage();
  for (let i = 0; i < rounds; i++) work();
  const { user, system } = process.cpuUsage(begun);
  console.log(`| ${label} | ${((user + system) / 1000 / rounds).toFixed(2)} ms |`);
}

function costs(): void {
  console.log('\nCosts (processor time, once warm)\n\n| what | time |\n| --- | --- |');
  if (pkits)
    time('PKITS, its 246 paths in one process', 5, () => [...judgeBatch(resolve(pkits, 'cases.tsv'))]);
  const plain = pathCases().find(({ id }) => id === 'crl-good') as PathCase;
  time('one path of two certificates with their CRLs, parsing included', 200, () => ownOpinion(plain));
  const entries = Array.from({ length: 190_000 }, (_, i) => ({
    serial: (0x4000_0000_0000 + i * 7919).toString(16),
    at: hours(-2),
    reason: 4,
  }));
  const large = revoke(party('Intermédiaire'), { entries });
  const size = (large.length / 1_000_000).toFixed(1);
  time(`reading a CRL of ${size} MB`, 10, () => readCrl(large));
  const crls = [...(plain.crls ?? []).slice(0, 1), large];
  time(`the same path with that CRL, parsing included`, 10, () => ownOpinion({ ...plain, crls }));
}

if (pkits) await table('PKITS', pkitsOpinions(pkits));
await table('Paths of the project’s own', pathCases().map(ownOpinion));
costs();
