import pg from 'pg';

/** A plan for all values cannot tell that such a statement meets an index over some rows: it is refused. */
const partial = /on conflict \([^)]*\) where/i;

/** What has no values may be several statements, or open a transaction: nothing to plan. */
const query = /^\s*(?:select|with|insert|update|delete)\b[^;]*$/i;

const names = new Map<string, string>();

/** A connection that names its statements, so that the server keeps their plans. */
export class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg declares ten ways to call it, which all pass through here
  override query(...given: any[]): any {
    const [text, values, callback] = given;
    const forward = super.query as (...all: unknown[]) => unknown;
    if (typeof text !== 'string' || !Array.isArray(values) || !canBeNamed(text, values))
      return forward.call(this, ...given);
    // Made here: pg would copy one that is described by an object, property by property, at some cost.
    const query = Object.assign(new pg.Query(text, values), { name: nameOf(text) });
    if (callback) return forward.call(this, query, callback);
    return new Promise((resolve, reject) => {
      forward.call(this, query, (error: unknown, result: unknown) =>
        error ? reject(error) : resolve(result),
      );
    });
  }
}

function canBeNamed(text: string, values: readonly unknown[]): boolean {
  return (values.length > 0 || query.test(text)) && !partial.test(text);
}

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
