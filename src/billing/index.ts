export { invoiceTable } from './invoice/invoice.js';
export { invoiceCard } from './invoice/invoice-card.js';
export { countsByIssuer, countsOf, linePaging, linesToIssue } from './lines/list-lines.js';
export { billingPaths } from './paths.js';
