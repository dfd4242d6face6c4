export { type InvoiceState, type InvoiceStep, invoiceStates, invoiceTable } from './invoice.js';
export { invoiceCard } from './invoice-card.js';
export { countsOf, linesToIssue } from './list-lines.js';
export { billingPaths } from './paths.js';
export { ownIssuers } from './reading.js';
export { whoseTurnOfInvoice } from './whose-turn.js';
