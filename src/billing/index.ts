export { invoiceTable } from './invoice/invoice.js';
export { invoiceCard } from './invoice/invoice-card.js';
export { countsOf, linePaging, linesToIssue } from './lines/list-lines.js';
export { billingPaths } from './paths.js';
