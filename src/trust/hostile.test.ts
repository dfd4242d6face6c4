import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { IsolatedThread, threadFile } from '#src/platform/isolated-thread.js';
import { judgeForeignCms, judgeForeignPdf, judgeForeignXml, stopJudging } from './foreign.js';
import { signatureObjects, simpleObjects, stream, writePdf } from './pdf/write.test-support.js';

afterAll(stopJudging);

const megabyte = 1024 * 1024;

/** A file whose objects nothing points at, so that reading it begins with a search. */
function loose(text: string): Buffer {
  return Buffer.from(`%PDF-1.7\n${text}`, 'latin1');
}

function withContent(number: number, source: string): Buffer {
  return writePdf(simpleObjects({ ...signatureObjects(), [number]: source }));
}

const bomb = deflateSync(Buffer.alloc(110 * megabyte), { level: 9 }).toString('latin1');
const loop = stream(
  '/X Do '.repeat(50),
  '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>',
);

const hostile: readonly [string, () => Buffer][] = [
  ['a deflate bomb for content', () => withContent(4, stream(bomb, '/Filter /FlateDecode'))],
  [
    'a deflate bomb inside another',
    () =>
      withContent(
        4,
        stream(
          deflateSync(Buffer.from(bomb, 'latin1')).toString('latin1'),
          '/Filter [/FlateDecode /FlateDecode]',
        ),
      ),
  ],
  [
    'a cross-reference stream that is a bomb',
    () => {
      const xref = `1 0 obj\n${stream(bomb, '/Type /XRef /W [1 4 1] /Size 9 /Root 1 0 R /Filter /FlateDecode')}\nendobj\n`;
      return loose(`${xref}startxref\n9\n%%EOF\n`);
    },
  ],
  [
    'cross-reference sections in a circle',
    () => loose('xref\n0 0\ntrailer\n<< /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\n'),
  ],
  [
    'cross-reference sections without end',
    () => {
      let text = '%PDF-1.7\n';
      let previous = 0;
      for (let count = 0; count < 60_000; count += 1) {
        const at = text.length;
        text += `xref\n0 0\ntrailer\n<< /Root 1 0 R /Prev ${previous} >>\n`;
        previous = at;
      }
      return Buffer.from(`${text}startxref\n${previous}\n%%EOF\n`);
    },
  ],
  [
    'a table of a thousand million rows',
    () => loose('xref\n0 1000000000\n0000000000 65535 f \ntrailer\n<< >>\nstartxref\n9\n%%EOF'),
  ],
  ['10 MB of open arrays', () => withContent(1, '['.repeat(10 * megabyte))],
  ['10 MB of open dictionaries', () => withContent(1, '<</A'.repeat(2.5 * megabyte))],
  ['10 MB of open strings', () => loose('trailer ('.repeat(megabyte))],
  ['10 MB of objects', () => loose('1 0 obj<</Type/Catalog>>endobj\n'.repeat(340_000))],
  ['10 MB of unended streams', () => loose('1 0 obj<</Type/ObjStm>>stream\n'.repeat(340_000))],
  [
    'pages that are their own parents',
    () => withContent(2, '<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Parent 2 0 R /Count 9 >>'),
  ],
  [
    'fields that are their own kids',
    () => withContent(7, '<< /T (a) /Kids [7 0 R 7 0 R] /FT /Sig /V 8 0 R >>'),
  ],
  ['references in a circle', () => withContent(2, '2 0 R')],
  ['a stream whose length is itself', () => withContent(4, '<< /Length 4 0 R >>\nstream\nBT ET\nendstream')],
  ['a form that paints itself, fifty times', () => withContent(4, loop)],
  [
    'an object stream of a thousand million objects',
    () => withContent(4, stream('1 0', '/Type /ObjStm /N 1000000000 /First 3')),
  ],
];

describe('A hostile file is judged within its limits, and never valid', () => {
  test.each(hostile)('%s', async (_, make) => {
    const bytes = make();
    const start = performance.now();
    let latest = start;
    let longestPause = 0;
    const pulse = setInterval(() => {
      longestPause = Math.max(longestPause, performance.now() - latest);
      latest = performance.now();
    }, 20);
    const verdict = await judgeForeignPdf(bytes);
    clearInterval(pulse);
    expect(['unreadable', 'invalid', 'unsigned']).toContain(verdict.verdict);
    expect(performance.now() - start).toBeLessThan(12_000);
    expect(longestPause).toBeLessThan(1_500);
  });
});

test.each([
  ['10 MB of nested sequences', Buffer.from('3080'.repeat(5 * megabyte), 'hex')],
  ['a length of four gigabytes', Buffer.from('3084ffffffff0609', 'hex')],
  ['10 MB of zeros', Buffer.alloc(10 * megabyte)],
])('A hostile CMS file, %s, is unreadable', async (_, bytes) => {
  expect(await judgeForeignCms(bytes, { content: bytes })).toMatchObject({ verdict: 'unreadable' });
});

test.each([
  ['10 MB of nested elements', '<a>'.repeat(3.3 * megabyte)],
  ['10 MB of attributes', `<a${' b=""'.repeat(2 * megabyte)}/>`],
  ['a thousand million laughs', `<!DOCTYPE a [<!ENTITY b "${'&c;'.repeat(1_000)}">]><a>&b;</a>`],
  ['10 MB of an unclosed comment', `<a><!--${'-'.repeat(10 * megabyte)}`],
])('A hostile XML file, %s, is unreadable', async (_, text) => {
  expect(await judgeForeignXml(Buffer.from(text))).toMatchObject({ verdict: 'unreadable' });
});

test('A judgement that takes too long is ended, and the next one is served', async () => {
  const thread = new IsolatedThread(threadFile('inspection-worker', import.meta.url), {
    milliseconds: 1,
    megabytes: 256,
  });
  const heavy = loose('1 0 obj<</Type/Catalog>>endobj\n'.repeat(340_000));
  expect(await thread.run({ kind: 'pdf', bytes: heavy })).toEqual({ limit: 'time-limit' });
  await thread.stop();
  expect(await judgeForeignPdf(writePdf(simpleObjects()))).toMatchObject({ verdict: 'unsigned' });
});

test('A judgement that takes too much memory is ended', async () => {
  const thread = new IsolatedThread(threadFile('inspection-worker', import.meta.url), {
    milliseconds: 20_000,
    megabytes: 24,
  });
  const numbers = writePdf(simpleObjects({ ...signatureObjects(), 4: `[${'[1] '.repeat(900_000)}]` }));
  expect(await thread.run({ kind: 'pdf', bytes: numbers })).toEqual({ limit: 'memory-limit' });
  await thread.stop();
});
