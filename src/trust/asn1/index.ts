export * from './oid.js';
export * from './pem.js';
export * from './read.js';
export * from './text.js';
export * as write from './write.js';
