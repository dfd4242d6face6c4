import { uuidPattern } from '#src/platform/uuid.js';
import type { WebContext } from '#src/platform/web/web.js';

const base = '/factures';

/** Addresses of the slice's pages. */
export const billingPaths = {
  toIssue: base,
  issue: `${base}/emission`,
  batch: (id: string): string => `${base}/lots/${id}`,
  line: (id: string): string => `${base}/a-emettre/${id}`,
  issueLine: (id: string): string => `${base}/a-emettre/${id}/emission`,
  fruitless: (appointmentId: string): string => `${base}/deplacements/${appointmentId}`,
  issued: `${base}/emises`,
  export: `${base}/export.csv`,
  invoice: (id: string): string => `${base}/${id}`,
  pdf: (id: string): string => `${base}/${id}/facture.pdf`,
  creditPdf: (id: string): string => `${base}/${id}/avoir.pdf`,
  send: (id: string): string => `${base}/${id}/envoi`,
  pay: (id: string): string => `${base}/${id}/paiement`,
  credit: (id: string): string => `${base}/${id}/avoir`,
} as const;

/** An identifier in a route: what has another shape is no page. */
export const idPattern = `{${uuidPattern}}`;

/** The identifier in the address of a page of the slice. */
export function idOf(c: WebContext): string {
  return c.req.param('id') ?? '';
}
