export { isPem, readPem, writePem } from './asn1/pem.js';
export * as der from './asn1/write.js';
