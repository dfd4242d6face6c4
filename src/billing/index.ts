export { invoiceTable } from './invoice.js';
export { invoiceCard } from './invoice-card.js';
export { countsOf, linePaging, linesToIssue } from './list-lines.js';
export { billingPaths } from './paths.js';
