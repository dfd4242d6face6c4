/** The same, five minutes for each parser. */
process.env.FUZZ_SECONDS ??= '300';
await import('./trust-fuzz.test.js');
