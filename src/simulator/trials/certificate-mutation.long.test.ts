/** The same, with every bit of every byte instead of one. */
process.env.EVERY_BIT = 'yes';
await import('./certificate-mutation.test.js');
await import('#src/simulator/authority/trusted-list.test.js');
