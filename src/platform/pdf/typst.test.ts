import { expect, test } from 'vitest';
import { renderInvoice } from '#src/documents/invoice.js';
import { certificateInvoice } from '#src/documents/invoice.specimen.js';
import { IncrementalUpdate } from './pdf-update.js';
import { checkAccessibility, renderPdf } from './typst.js';

const at = new Date('2026-11-24T09:32:05Z');

test('a template that does not exist is named in the error', async () => {
  await expect(renderPdf({ template: 'nowhere', data: {}, title: 'x', at })).rejects.toThrow(/nowhere/);
});

test('a template that lacks its data says which, and where', async () => {
  const request = { template: 'invoice', data: { test: true }, title: 'x', at };
  await expect(renderPdf(request)).rejects.toThrow(/accounts\.typ|invoice\.typ/);
  await expect(checkAccessibility(request)).rejects.toThrow(/Typst refused invoice/);
});

test('files are carried beside the data', async () => {
  const data = {
    test: true,
    reference: '1',
    version: 1,
    title: 'Demande',
    subtitle: '',
    deliveryCentre: { name: 'Centre', address: [] },
    object: 'Objet',
    organisation: { name: 'Commune', siret: '' },
    personInCharge: { name: '', telephone: '', email: '' },
    mission: { label: '', price: -100_000_05, priceNote: '' },
    holders: [],
    acceptances: [],
    liability: '',
    signature: { place: '', below: '' },
    procedure: [],
  };
  const attach = [
    {
      name: 'ordre.xml',
      mediaType: 'application/xml',
      description: 'La commande',
      bytes: Buffer.from('<a/>'),
    },
  ];
  const pdf = await renderPdf({ template: 'mission-request', data, title: 'Demande', at, attach });
  const update = new IncrementalUpdate(pdf);
  const catalog = update.dictionary(update.root);
  expect(catalog.get('Names')).toContain('ordre.xml');
  expect(catalog.get('Names')).toContain('data.json');
  expect(catalog.get('ViewerPreferences')).toContain('/DisplayDocTitle true');
});

test('documents asked for at once come each to its own caller, and a wrong one holds up none', async () => {
  const request = { template: 'invoice', data: { test: true }, title: 'x', at };
  const outcomes = await Promise.allSettled([
    renderInvoice({ ...certificateInvoice(), reference: 'FA-1' }, at),
    renderPdf(request),
    renderInvoice({ ...certificateInvoice(), reference: 'FA-2' }, at),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const [first, , third] = outcomes.map((each) => (each.status === 'fulfilled' ? each.value : undefined));
  expect(Buffer.from(first ?? []).equals(Buffer.from(third ?? []))).toBe(false);
});
