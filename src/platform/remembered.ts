let known: Map<string, unknown> | undefined;

/**
 * From now on this process reads each part of the configuration once. For the filling of the demonstration, whose past
 * no change of today reaches; a service, whose neighbours may change it, never calls this.
 */
export function rememberConfiguration(): void {
  known ??= new Map();
}

/** What `read` answers; the same again for the same key where the configuration is remembered. */
export async function remembered<T>(key: readonly unknown[], read: () => Promise<T>): Promise<T> {
  if (!known) return read();
  const name = JSON.stringify(key);
  if (!known.has(name)) known.set(name, await read());
  return known.get(name) as T;
}
