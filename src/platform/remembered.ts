let known: Map<string, Promise<unknown>> | undefined;

/**
 * From now on this process reads each part of the configuration once. For the filling of the demonstration, whose past
 * no change of today reaches; a service, whose neighbours may change it, never calls this.
 *
 * @returns what ends it
 */
export function rememberConfiguration(): () => void {
  known ??= new Map();
  return () => {
    known = undefined;
  };
}

/** Where the configuration is remembered, what `read` once answered for the key; undefined where it is not. */
export function remembered<T>(key: readonly unknown[], read: () => Promise<T>): Promise<T> | undefined {
  if (!known) return undefined;
  const all = known;
  const name = JSON.stringify(key);
  const before = all.get(name);
  if (before) return before as Promise<T>;
  const reading = read();
  all.set(name, reading);
  reading.catch(() => all.delete(name));
  return reading;
}
