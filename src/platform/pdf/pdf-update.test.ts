import { describe, expect, test } from 'vitest';
import { readArray, readDictionary, writeDictionary } from './pdf-dictionary.js';
import { IncrementalUpdate, streamSource } from './pdf-update.js';

/** A document of one page, with a stream whose bytes spell `endobj`. */
function smallPdf(): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] /Contents 4 0 R >>',
    '<< /Length 21 >>\nstream\n% endobj (not yet)  \n\nendstream',
  ];
  let body = '%PDF-1.7\n';
  let table = 'xref\n0 5\n0000000000 65535 f \n';
  objects.forEach((source, i) => {
    table += `${String(body.length).padStart(10, '0')} 00000 n \n`;
    body += `${i + 1} 0 obj\n${source}\nendobj\n`;
  });
  const trailer = `trailer\n<< /Size 5 /Root 1 0 R /ID [(first) (second)] >>\nstartxref\n${body.length}\n%%EOF`;
  return Buffer.from(body + table + trailer, 'latin1');
}

describe('an incremental update', () => {
  test('appends, and touches no byte of what was there', () => {
    const before = smallPdf();
    const update = new IncrementalUpdate(before);
    const form = update.add('<< /SigFlags 3 >>');
    update.replace(
      update.root,
      writeDictionary(update.dictionary(update.root).set('AcroForm', `${form} 0 R`)),
    );
    const after = update.finish();
    expect(Buffer.from(after.subarray(0, before.length))).toEqual(Buffer.from(before));
    const again = new IncrementalUpdate(after);
    expect(again.dictionary(again.root).get('AcroForm')).toBe('5 0 R');
    expect(again.object(5)).toBe('<< /SigFlags 3 >>');
    expect(again.pages()).toEqual([3]);
  });

  test('updates one upon another each keep what came before', () => {
    const once = new IncrementalUpdate(smallPdf());
    once.add('(one)');
    const twice = new IncrementalUpdate(once.finish());
    expect(twice.add('(two)')).toBe(6);
    const last = new IncrementalUpdate(twice.finish());
    expect([last.object(5), last.object(6), last.dictionary(2).get('Count')]).toEqual([
      '(one)',
      '(two)',
      '1',
    ]);
  });

  test('keeps the first half of /ID and changes the second, the same way each time', () => {
    const finish = () => {
      const update = new IncrementalUpdate(smallPdf());
      update.add('(one)');
      return Buffer.from(update.finish()).toString('latin1');
    };
    expect(finish()).toMatch(/\/ID \[\(first\) <[0-9a-f]{32}>\]/);
    expect(finish()).toBe(finish());
  });

  test('with nothing changed, the file is the same file', () => {
    expect(new IncrementalUpdate(smallPdf()).finish()).toEqual(smallPdf());
  });

  test('a stream is measured by its length, whatever its bytes spell', () => {
    const update = new IncrementalUpdate(smallPdf());
    expect(update.stream(4).toString()).toBe('% endobj (not yet)  \n');
    update.replace(4, streamSource(update.dictionary(4), Buffer.from('é')));
    expect(new IncrementalUpdate(update.finish()).stream(4).toString()).toBe('é');
  });

  test('rewritten as one revision, nothing replaced is left in it', () => {
    const update = new IncrementalUpdate(smallPdf());
    update.replace(4, streamSource(new Map(), Buffer.from('new')));
    const one = Buffer.from(update.rewrite()).toString('latin1');
    expect(one.match(/startxref/g)).toHaveLength(1);
    expect(one).not.toContain('not yet');
    expect(new IncrementalUpdate(Buffer.from(one, 'latin1')).pages()).toEqual([3]);
  });

  test.each([
    ['no PDF at all', 'hello'],
    ['a start that leads nowhere', 'startxref\n99999\n%%EOF'],
    ['an encrypted one', 'xref\n0 0\ntrailer\n<< /Size 1 /Encrypt 2 0 R >>\nstartxref\n0\n%%EOF'],
  ])('refuses %s', (_, source) => {
    expect(() => new IncrementalUpdate(Buffer.from(source))).toThrow(SyntaxError);
  });
});

describe('a PDF dictionary', () => {
  test('keeps each value as it was written', () => {
    const source = '<</A(x\\)>>)/B<</C[1 2 R]>>/D 12 0 R/E<00ff>/F/G% note\n/H -1.5>>';
    expect([...readDictionary(source)]).toEqual([
      ['A', '(x\\)>>)'],
      ['B', '<</C[1 2 R]>>'],
      ['D', '12 0 R'],
      ['E', '<00ff>'],
      ['F', '/G'],
      ['H', '-1.5'],
    ]);
    expect(readDictionary(writeDictionary(readDictionary(source)))).toEqual(readDictionary(source));
  });

  test('a list holds references, names and nested lists', () => {
    expect(readArray('[1 0 R /N [2 3] (a b)]')).toEqual(['1 0 R', '/N', '[2 3]', '(a b)']);
  });

  test.each(['', '<< /A', '<< A 1 >>', '<< /A (open >>'])('%j is refused', (source) => {
    expect(() => readDictionary(source)).toThrow(SyntaxError);
  });
});
