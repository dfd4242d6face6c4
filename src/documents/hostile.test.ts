import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { renderOrderForm } from './order-form.js';
import { holders, orderForm } from './order-form.specimen.js';

const at = new Date('2026-11-24T09:32:05Z');
const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
const poppler = spawnSync('pdftotext', ['-v']).status === 0;
const conformance = process.env.PDF_CONFORMANCE_CHECK;

afterAll(() => rmSync(folder, { recursive: true }));

/** An order whose every typed text is `text`. */
function orderOf(text: string) {
  const order = orderForm();
  return {
    ...order,
    organisation: { name: text, siret: text, address: text, postalCode: text, city: text },
    correspondent: { lastName: text, firstName: text, role: text, telephone: text, email: text },
    engagementNumber: text,
    holders: holders(2).map((one) => ({ ...one, lastName: text, firstName: text, role: text, email: text })),
  };
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, `${name}.pdf`);
  writeFileSync(path, await renderOrderForm(orderOf(text), at));
  return path;
}

/** All words, spaces and line ends taken out: a name may be broken over lines. */
function letters(path: string): string {
  return execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).replace(/\s/g, '');
}

const texts: [string, string][] = [
  ['vietnamese', 'Nguyễn Thị Hồng Đặng'],
  ['polish', 'Łukasz Wiśniewski'],
  ['markup', '#panic("x") *b* _i_ $e=mc^2$ @a <b> `c` = d\\ // e /* f'],
  ['braces', '{{ }} [[ ]] #let x = read("/etc/passwd") ~ -- --- ... \'q\' "r"'],
  ['long', 'Wolfeschlegelsteinhausenbergerdorff'.repeat(6).slice(0, 200)],
  ['address', `${'a'.repeat(60)}.${'b'.repeat(60)}@${'c'.repeat(60)}.exemple.fr`],
];

describe('a name that nobody foresaw', () => {
  test.skipIf(!poppler).each(texts)('%s is printed whole', async (name, text) => {
    expect(letters(await file(name, text))).toContain(text.replace(/\s/g, ''));
  });

  test.skipIf(!poppler).each([
    ['arabic', 'محمد بن علي', 'U+0645'],
    ['emoji', 'Maël 🙂', 'U+1F642'],
    ['control', 'Ma\u0000ël\u001b[2J', 'U+0000'],
  ])('%s letters are replaced by a mark, and the document says which', async (name, text, code) => {
    const printed = letters(await file(name, text));
    expect(printed).toContain('�');
    expect(printed).toContain(code);
    expect(printed).toContain('data.json');
  });

  test.skipIf(!poppler)('no word runs off the page', async () => {
    const xml = execFileSync('pdftotext', ['-bbox', await file('wide', 'W'.repeat(200)), '-'], {
      encoding: 'utf8',
    });
    const right = [...xml.matchAll(/xMax="([\d.]+)"/g)].map((match) => Number(match[1]));
    expect(Math.max(...right)).toBeLessThanOrEqual(595.3 - 45);
  });

  test.skipIf(!conformance)(
    'the document conforms all the same (PDF_CONFORMANCE_CHECK)',
    async () => {
      const all = [...texts, ['mixed', 'é∏\u0323 🙂 م \u202e W\u0000 ﬁ \u00ad x'] as const];
      const paths = await Promise.all(all.map(([name, text]) => file(name, text)));
      for (const flavour of ['3a', 'ua1']) {
        const run = spawnSync(conformance ?? '', [flavour, '-v', ...paths], { encoding: 'utf8' });
        expect(run.stdout).toContain(`${paths.length} passed, 0 failed`);
      }
    },
    600_000,
  );

  test('whatever is typed, a document comes out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        expect((await renderOrderForm(orderOf(text), at)).length).toBeGreaterThan(1000);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
