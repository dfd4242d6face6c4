import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAccessibility } from '#src/platform/pdf/typst.js';
import { renderCreditNote } from './credit-note.js';
import { renderHandoverRecord } from './handover-record.js';
import { handoverRecord } from './handover-record.specimen.js';
import { renderInvoice } from './invoice.js';
import { certificateInvoice, creditNote, interventionInvoice } from './invoice.specimen.js';
import { renderMissionRequest } from './mission-request.js';
import { missionRequest } from './mission-request.specimen.js';
import { renderOrderForm } from './order-form.js';
import { holders, orderForm } from './order-form.specimen.js';
import { renderPieceModel } from './piece-model.js';
import { conditionsModel, mandateModel } from './piece-model.specimen.js';
import { plain } from './plain.js';
import { renderCountersignatureSheet, renderSignatureSheet } from './signature-sheet.js';
import { countersignatureSheet, signatureSheet } from './signature-sheet.specimen.js';

const at = new Date('2026-11-24T09:32:05Z');
const folder = mkdtempSync(join(tmpdir(), 'documents-'));
const poppler = spawnSync('pdftotext', ['-v']).status === 0;
const conformance = process.env.PDF_CONFORMANCE_CHECK;
const files = new Map<string, string>();

function keep(name: string, pdf: Uint8Array): string {
  const file = join(folder, `${name}.pdf`);
  writeFileSync(file, pdf);
  files.set(name, file);
  return file;
}

/** Words of a document in reading order, as one line. */
function words(name: string): string {
  const text = execFileSync('pdftotext', ['-raw', files.get(name) ?? '', '-'], { encoding: 'utf8' });
  return text.replace(/[\s\u00a0\u202f]+/g, ' ');
}

const renders: Record<string, () => Promise<Uint8Array>> = {
  'order-form': () => renderOrderForm(orderForm(), at),
  'order-form-60': () => renderOrderForm(orderForm(holders(60)), at),
  'mission-request': () => renderMissionRequest(missionRequest(), at),
  'signature-sheet': () => renderSignatureSheet(signatureSheet(), at),
  'countersignature-sheet': () => renderCountersignatureSheet(countersignatureSheet(), at),
  'handover-record': () => renderHandoverRecord(handoverRecord(), at),
  'handover-refused': () =>
    renderHandoverRecord(
      { ...handoverRecord(), decision: { kind: 'refused', reason: 'prénom mal orthographié' } },
      at,
    ),
  'invoice-certificates': () => renderInvoice(certificateInvoice(), at),
  'invoice-intervention': () => renderInvoice(interventionInvoice(), at),
  'credit-note': () => renderCreditNote(creditNote(), at),
  'mandate-model': () => renderPieceModel(mandateModel(), at),
  'conditions-model': () => renderPieceModel(conditionsModel(), at),
};

const expected: Record<string, string[]> = {
  'order-form': [
    'Annexe 4bis',
    'Commune d’Exemple-sur-Vilaine',
    '999 999 998 00019',
    'nolwenn.letest@exemple.fr',
    '120,00 €',
    '144,00 €',
    '432,00 €',
    'TVA à 20 %',
    'titulaire-3@exemple.fr',
    'Chiffrement des offres : non disponible',
    'TEST — sans valeur',
    'Commande 2026-35-0142 · version 3',
    'page 1 sur 1',
  ],
  'order-form-60': ['Les 60 titulaires', 'titulaire-60@exemple.fr', '8 640,00 €', 'page 4 sur 4'],
  'mission-request': ['82,00 €', 'délibération n° 13-61', 'version du 1er janvier 2026', 'Nolwenn Le Test'],
  'signature-sheet': [
    'Yann Le Guirriec',
    '24 novembre 2026 à 9 h 12 min 40 s (heure de Paris)',
    '4f1c09ab7d22e15086c3b7f0a9d1546e3c2b8f7711a0de9945f60c8be3a7d512',
    'K7QF-2MXD-94TR',
    'ligne 7',
  ],
  'countersignature-sheet': ['Feuille de contreseing', 'Solenn Tanguy', 'arrêté n° 2026-014'],
  'handover-record': ['R-2026-0088', 'USB-7731-0042-9F', 'se terminant par 4T7K', '14 mai 2031', 'accepte'],
  'handover-refused': ['Certificat non remis', 'prénom mal orthographié'],
  'invoice-certificates': ['MEG-2026-00031', 'FR00999999998', '288,00 €', 'ENG-2026-0417', 'FR76 3000 1007'],
  'invoice-intervention': ['82,00 €', 'article 256 B', 'CDG35-2026-00012'],
  'credit-note': ['MEG-2026-A0002', 'MEG-2026-00031', 'À déduire 288,00 €'],
  'mandate-model': [
    'Mandat du titulaire',
    'Gwenaëlle Kerbellec',
    'Yann Le Guirriec, maire',
    'n° 2026-031',
    'Fait à',
  ],
  'conditions-model': [
    'Conditions d’utilisation',
    'seul à se servir',
    'version 2026-1',
    'Commande 2026-35-0142',
  ],
};

beforeAll(async () => {
  for (const [name, render] of Object.entries(renders)) keep(name, await render());
});

afterAll(() => rmSync(folder, { recursive: true }));

describe.each(Object.keys(renders))('%s', (name) => {
  test('is the same to the byte for the same data and date', async () => {
    expect(Buffer.from((await renders[name]?.()) ?? [])).toEqual(readFileSync(files.get(name) ?? ''));
  });

  test.skipIf(!poppler)('prints what it is told', () => {
    const text = words(name);
    for (const piece of expected[name] ?? []) expect(text).toContain(piece);
  });

  test.skipIf(!poppler)('is set in our own fonts, all embedded', () => {
    const rows = execFileSync('pdffonts', [files.get(name) ?? ''], { encoding: 'utf8' })
      .trim()
      .split('\n');
    for (const row of rows.slice(2)) {
      expect(row).toMatch(/^[A-Z]{6}\+(AtkinsonHyperlegibleNext|NotoSans)-.* yes +yes +yes /);
    }
  });

  test.skipIf(!poppler)('carries its data', () => {
    const out = join(folder, `${name}.json`);
    execFileSync('pdfdetach', ['-save', '1', '-o', out, files.get(name) ?? '']);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toHaveProperty('reference');
  });
});

test.each([
  ['order-form', orderForm()],
  ['mission-request', missionRequest()],
  ['signature-sheet', signatureSheet()],
  ['countersignature-sheet', countersignatureSheet()],
  ['handover-record', handoverRecord()],
  ['invoice', certificateInvoice()],
  ['credit-note', creditNote()],
  ['piece-model', mandateModel()],
])('Typst itself finds the template %s accessible', async (template, data) => {
  await checkAccessibility({ template, data: plain(data), title: 'Titre', at });
});

test.skipIf(!poppler)('a real document carries no mark of test', async () => {
  keep('real', await renderOrderForm({ ...orderForm(), test: false }, at));
  expect(words('real')).not.toContain('TEST');
});

test.skipIf(!conformance)(
  'every document is PDF/A-3a and PDF/UA-1 (PDF_CONFORMANCE_CHECK)',
  () => {
    for (const flavour of ['3a', 'ua1']) {
      const run = spawnSync(conformance ?? '', [flavour, '-v', ...files.values()], { encoding: 'utf8' });
      expect(run.stdout).toContain(`${files.size} passed, 0 failed`);
    }
  },
  600_000,
);
