/** An identifier as our addresses have it: for the pattern of a parameter of a path. */
export const uuidPattern = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

const uuid = new RegExp(`^${uuidPattern}$`, 'i');

/** Asked before a query: PostgreSQL fails on an address that holds no identifier. */
export function isUuid(value: string): boolean {
  return uuid.test(value);
}
