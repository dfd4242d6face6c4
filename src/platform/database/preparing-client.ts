import pg from 'pg';

/** A plan for all values cannot tell that such a statement meets an index over some rows: it is refused. */
const partial = /on conflict \([^)]*\) where/i;

const names = new Map<string, string>();

/** A connection that names its statements, so that the server plans each of them a few times and not every time. */
export class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg declares ten ways to call it, which all pass through here
  override query(...given: any[]): any {
    const [text, values, ...rest] = given;
    const forward = super.query as (...all: unknown[]) => unknown;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || partial.test(text))
      return forward.call(this, ...given);
    return forward.call(this, { name: nameOf(text), text, values }, ...rest);
  }
}

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
