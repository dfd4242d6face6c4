import pg from 'pg';

/** A statement as it went to PostgreSQL, with what came back. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly rows: readonly Record<string, unknown>[];
}

let recorded: Statement[] | undefined;

/** From now on, keeps what this process sends to PostgreSQL whenever `startRecording` says so. */
export function listenToStatements(): void {
  const { prototype } = pg.Client;
  const query = prototype.query as (...args: unknown[]) => unknown;
  const listening = function (this: pg.Client, ...args: unknown[]): unknown {
    const list = recorded;
    const [first] = args;
    const text = typeof first === 'string' ? first : (first as { text?: string } | undefined)?.text;
    if (!list || text === undefined) return query.apply(this, args);
    const given = Array.isArray(args[1]) ? args[1] : (first as { values?: unknown[] }).values;
    const statement = { text, values: given ?? [], rows: [] as Record<string, unknown>[] };
    list.push(statement);
    const keep = (result: unknown): void => {
      statement.rows = (result as { rows?: Record<string, unknown>[] } | undefined)?.rows ?? [];
    };
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      const heard = (error: unknown, result: unknown): void => {
        keep(result);
        callback(error, result);
      };
      return query.apply(this, [...args.slice(0, -1), heard]);
    }
    const answer = query.apply(this, args);
    if (answer instanceof Promise) answer.then(keep, () => {});
    return answer;
  };
  prototype.query = listening as typeof prototype.query;
}

export function startRecording(): void {
  recorded = [];
}

/** What was sent since, in its order. */
export function stopRecording(): Statement[] {
  const list = recorded ?? [];
  recorded = undefined;
  return list.map(({ text, values, rows }) => ({ text, values, rows: rows.map((row) => ({ ...row })) }));
}
