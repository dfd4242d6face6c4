import { startPostgres } from '#src/platform/database/postgres.js';

/** A process of its own with a private server, for tests that kill one: prints its address, then waits. */
const [dataDir = ''] = process.argv.slice(2);
const { url, owned } = await startPostgres({ dataDir });
console.log(JSON.stringify({ url, owned }));
setInterval(() => {}, 60_000);
