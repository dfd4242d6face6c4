import { renderHandoverRecord } from '#src/documents/handover-record.js';
import { handoverRecord } from '#src/documents/handover-record.specimen.js';
import { renderInvoice } from '#src/documents/invoice.js';
import { certificateInvoice } from '#src/documents/invoice.specimen.js';
import { renderMissionRequest } from '#src/documents/mission-request.js';
import { missionRequest } from '#src/documents/mission-request.specimen.js';
import { type OrderFormData, renderOrderForm } from '#src/documents/order-form.js';
import { holders, orderForm } from '#src/documents/order-form.specimen.js';
import { renderSignatureSheet } from '#src/documents/signature-sheet.js';
import { signatureSheet } from '#src/documents/signature-sheet.specimen.js';

/** What one document costs once the compiler is warm, in milliseconds. */
export interface DocumentTiming {
  readonly name: string;
  readonly first: number;
  readonly p50: number;
  readonly p95: number;
  /** Processor time of a warm one: what to read on a busy machine. */
  readonly cpu: number;
  readonly kilobytes: number;
}

const at = new Date('2026-11-24T09:32:05Z');

/** Each run changes what differs from one order to the next, so that Typst can't answer from its cache. */
function order(reference: string, count: number): OrderFormData {
  const form = orderForm(
    holders(count).map((one) => ({
      ...one,
      lastName: `${one.lastName} ${reference}`,
      email: `${reference}@exemple.fr`,
    })),
  );
  return { ...form, reference, organisation: { ...form.organisation, name: `Commune de ${reference}` } };
}

const subjects: [string, (reference: string) => Promise<Uint8Array>][] = [
  ['bon de commande, 3 titulaires', (reference) => renderOrderForm(order(reference, 3), at)],
  ['bon de commande, 60 titulaires', (reference) => renderOrderForm(order(reference, 60), at)],
  ['demande de mission', (reference) => renderMissionRequest({ ...missionRequest(), reference }, at)],
  ['feuille de signature', (reference) => renderSignatureSheet({ ...signatureSheet(), reference }, at)],
  ['procès-verbal de remise', (reference) => renderHandoverRecord({ ...handoverRecord(), reference }, at)],
  ['facture', (reference) => renderInvoice({ ...certificateInvoice(), reference }, at)],
];

/** Renders each document `rounds` times, every time with another reference, in the thread that prints for the service. */
export async function measureDocuments(rounds = 40): Promise<DocumentTiming[]> {
  const timings: DocumentTiming[] = [];
  for (const [name, render] of subjects) {
    let size = 0;
    let begun = process.cpuUsage();
    const times: number[] = [];
    for (let i = 0; i <= rounds; i++) {
      if (i === 1) begun = process.cpuUsage();
      const start = performance.now();
      size = (await render(`B-${i}`)).length;
      times.push(performance.now() - start);
    }
    const spent = process.cpuUsage(begun);
    const cpu = (spent.user + spent.system) / 1000 / rounds;
    const [first = 0, ...warm] = times;
    const sorted = warm.sort((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
    timings.push({ name, first, p50: at(0.5), p95: at(0.95), cpu, kilobytes: Math.round(size / 1024) });
  }
  return timings;
}
