import type { Kysely, Transaction } from 'kysely';

/** Each slice names its own tables: `tx.withTables<OrderTables>()`. */
// biome-ignore lint/complexity/noBannedTypes: the empty set of tables, which every slice widens for itself
export type Database = Kysely<{}>;
// biome-ignore lint/complexity/noBannedTypes: as above
export type Tx = Transaction<{}>;
