import { expect, test } from 'vitest';
import { IncrementalUpdate } from './pdf-update.js';
import { checkAccessibility, renderPdf, unprintableCharacters } from './typst.js';

const at = new Date('2026-11-24T09:32:05Z');

test('a template that does not exist is named in the error', () => {
  expect(() => renderPdf({ template: 'nowhere', data: {}, title: 'x', at })).toThrow(/nowhere/);
});

test('a template that lacks its data says which, and where', () => {
  const request = { template: 'invoice', data: { test: true }, title: 'x', at };
  expect(() => renderPdf(request)).toThrow(/accounts\.typ|invoice\.typ/);
  expect(() => checkAccessibility(request)).toThrow(/Typst refused invoice/);
});

test('files are carried beside the data', () => {
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
  const pdf = renderPdf({ template: 'mission-request', data, title: 'Demande', at, attach });
  const update = new IncrementalUpdate(pdf);
  const catalog = update.dictionary(update.root);
  expect(catalog.get('Names')).toContain('ordre.xml');
  expect(catalog.get('Names')).toContain('data.json');
  expect(catalog.get('ViewerPreferences')).toContain('/DisplayDocTitle true');
});

test('a form can ask which letters would not be printed', () => {
  expect(unprintableCharacters({ name: 'Łukasz 李', list: ['é', '🙂'] })).toEqual(['李', '🙂']);
});
