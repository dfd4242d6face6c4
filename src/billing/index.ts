export { type AwaitingInvoice, awaitingInvoices } from './awaiting.js';
export { creditInvoice } from './credit-invoice.js';
export {
  type InvoiceState,
  type InvoiceStep,
  type IssuedState,
  invoiceStates,
  invoiceTable,
} from './invoice.js';
export { invoiceCard } from './invoice-card.js';
export { issueInvoice } from './issue-invoice.js';
export { countsOf, linePaging, linesToIssue } from './list-lines.js';
export { markPaid } from './mark-paid.js';
export { billingPaths } from './paths.js';
export { ownIssuers } from './reading.js';
export { sendInvoice } from './send-invoice.js';
export { whoseTurnOfInvoice } from './whose-turn.js';
