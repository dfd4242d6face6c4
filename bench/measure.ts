import { type Answered, type Call, send, sendCalls, share } from './load.js';
import { cpuOfServer } from './processes.js';
import type { Statement } from './record.js';
import type { Scenario } from './scenarios.js';
import { record, type Server, teach } from './servers.js';

/** What a request costs on one server: medians of the rounds. Times in milliseconds, memory in MiB. */
export interface Cost {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly appCpu: number;
  readonly postgresCpu: number;
  readonly resident: number;
}

export interface Measured {
  readonly name: string;
  readonly statements: number;
  readonly app: Cost;
  readonly bare: Cost;
  /** Processor time of the product's process as a multiple of the bare server's. */
  readonly times: number;
  /** The same, PostgreSQL's share on both sides. */
  readonly timesWhole: number;
  readonly aim: number | undefined;
}

interface Sides {
  readonly app: Server;
  readonly bare: Server;
  /** First process of the PostgreSQL server that both use. */
  readonly postgres: number;
}

export interface Rounds {
  readonly count: number;
  readonly seconds: number;
  /** Requests of a round, where each uses its subject up. */
  readonly calls: number;
}

/** Records one request of the product, teaches it to the bare server, then measures both in turns. */
export async function measure(
  sides: Sides,
  scenario: Scenario,
  rounds: Rounds,
): Promise<Measured & { readonly sent: readonly Statement[] }> {
  const { app, bare } = sides;
  const calls = scenario.calls();
  const warm = scenario.once ? { count: rounds.calls / 2 } : { seconds: rounds.seconds };
  // What the first ones load or learn is not what the others cost.
  await sendCalls(app.port, calls, { status: scenario.status, ...warm });
  const { statements, subject } = await sampleOf(app, scenario, calls);
  await teach(bare, { statements, subject });
  const bareCalls: Iterator<Call> = {
    next() {
      const next = calls.next();
      if (next.done) return next;
      const { method } = next.value;
      const id = scenario.subject?.(next.value);
      return { value: { method, path: id ? `/?id=${id}` : '/', headers: {} } };
    },
  };
  await sendCalls(bare.port, bareCalls, { status: scenario.status, ...warm });
  const costs: { app: Cost[]; bare: Cost[] } = { app: [], bare: [] };
  const length = scenario.once ? { count: rounds.calls } : { seconds: rounds.seconds };
  for (let round = 0; round < rounds.count; round++) {
    for (const side of ['app', 'bare'] as const) {
      const server = sides[side];
      const before = { own: server.cpu(), postgres: cpuOfServer(sides.postgres) };
      const answered = await sendCalls(server.port, side === 'app' ? calls : bareCalls, {
        status: scenario.status,
        ...length,
      });
      costs[side].push(costOf(answered, server, before, sides.postgres));
    }
  }
  const [product, plain] = [medianCost(costs.app), medianCost(costs.bare)];
  return {
    name: scenario.name,
    statements: statements.length,
    app: product,
    bare: plain,
    times: product.appCpu / plain.appCpu,
    timesWhole: (product.appCpu + product.postgresCpu) / (plain.appCpu + plain.postgresCpu),
    aim: scenario.aim,
    sent: statements,
  };
}

/** The queues' own clockwork sends statements at any time: of several recordings, the shortest is the request's own. */
async function sampleOf(
  app: Server,
  scenario: Scenario,
  calls: Iterator<Call>,
): Promise<{ statements: readonly Statement[]; subject: string | undefined }> {
  const samples: { statements: readonly Statement[]; subject: string | undefined }[] = [];
  for (let sample = 0; sample < 4; sample++) {
    const { value } = calls.next();
    if (!value) throw new Error(`nothing is left for: ${scenario.name}`);
    const statements = await record(app, () => send(app.port, value));
    samples.push({ statements, subject: scenario.subject?.(value) });
  }
  const [shortest] = samples.sort((one, other) => one.statements.length - other.statements.length);
  return shortest ?? { statements: [], subject: undefined };
}

function costOf(
  { times, seconds }: Answered,
  server: Server,
  before: { own: number; postgres: number },
  postgres: number,
): Cost {
  return {
    perSecond: times.length / seconds,
    p50: share(times, 0.5),
    p95: share(times, 0.95),
    appCpu: (server.cpu() - before.own) / times.length,
    postgresCpu: (cpuOfServer(postgres) - before.postgres) / times.length,
    resident: server.resident(),
  };
}

function medianCost(rounds: readonly Cost[]): Cost {
  const middle = (key: keyof Cost): number =>
    share(
      rounds.map((round) => round[key]),
      0.5,
    );
  return {
    perSecond: middle('perSecond'),
    p50: middle('p50'),
    p95: middle('p95'),
    appCpu: middle('appCpu'),
    postgresCpu: middle('postgresCpu'),
    resident: middle('resident'),
  };
}
