import { beforeAll, expect, test } from 'vitest';
import { renderHandoverRecord } from '#src/documents/handover-record.js';
import { handoverRecord } from '#src/documents/handover-record.specimen.js';
import { renderInvoice } from '#src/documents/invoice.js';
import { certificateInvoice } from '#src/documents/invoice.specimen.js';
import { renderMissionRequest } from '#src/documents/mission-request.js';
import { missionRequest } from '#src/documents/mission-request.specimen.js';
import { renderOrderForm } from '#src/documents/order-form.js';
import { holders, orderForm } from '#src/documents/order-form.specimen.js';
import { renderCountersignatureSheet, renderSignatureSheet } from '#src/documents/signature-sheet.js';
import { countersignatureSheet, signatureSheet } from '#src/documents/signature-sheet.specimen.js';
import { foundAuthority } from './authority.test-support.js';
import type { SigningKey } from './cms/build.js';
import { judgePdf } from './pdf.js';
import { sealPdf } from './seal.js';

const at = new Date('2026-11-24T09:00:00Z');
let signer: SigningKey;

beforeAll(async () => {
  const authority = await foundAuthority();
  signer = await authority.issue('Cachet TEST');
});

test.each<[string, () => Promise<Uint8Array>]>([
  ['order form', () => renderOrderForm(orderForm(), at)],
  ['order form of forty holders', () => renderOrderForm(orderForm(holders(40)), at)],
  ['mission request', () => renderMissionRequest(missionRequest(), at)],
  ['signature sheet', () => renderSignatureSheet(signatureSheet(), at)],
  ['countersignature sheet', () => renderCountersignatureSheet(countersignatureSheet(), at)],
  ['handover record', () => renderHandoverRecord(handoverRecord(), at)],
  ['invoice', () => renderInvoice(certificateInvoice(), at)],
])('Nothing in our %s looks hidden, once sealed and countersigned', async (_, render) => {
  const sealed = await sealPdf(await sealPdf(await render(), { signer, at }), {
    signer,
    at,
    field: 'Contreseing',
  });
  expect(await judgePdf(sealed, { profile: 'order' })).toMatchObject({
    verdict: 'valid',
    reasons: [],
    signatures: [
      { changes: 'signatures', reasons: [] },
      { changes: 'none', reasons: [] },
    ],
  });
});
