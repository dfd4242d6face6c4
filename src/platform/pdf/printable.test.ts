import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadFamilies } from './fonts.js';
import { codePoint, printable, replacement } from './printable.js';

const families = loadFamilies();
const print = (text: string) => printable(text, families);

describe('a text made printable', () => {
  test.each([
    'Nguyễn Thị Hồng Đặng',
    'Łukasz Żółć',
    'Ὀδυσσεύς',
    'Владимир',
    'Þorgerður Ðalfríð',
    'Œuvre d’Aÿ – « 1 440,00 € »',
    '# *gras* $x$ #import "/etc/passwd" @ref <label> `code` \\u{41} // /*',
  ])('« %s » is printed as it is', (name) => {
    expect(print(name)).toEqual({ data: name, replaced: [] });
  });

  test('letters that no family draws are replaced, one mark each, and named', () => {
    const { data, replaced } = print('محمد 🙂 李');
    expect(data).toBe(`${replacement.repeat(4)} ${replacement} ${replacement}`);
    expect(replaced.map(codePoint)).toEqual(['U+0645', 'U+062D', 'U+062F', 'U+1F642', 'U+674E']);
  });

  test('a decomposed accent is composed, so that it is drawn as one letter', () => {
    expect(print('Gwenae\u0308lle').data).toBe('Gwenaëlle');
  });

  test('what turns the reading direction, or can’t be seen, is left out', () => {
    expect(print('Le\u202E Gui\u200Brriec\uFEFF\u00AD').data).toBe('Le Guirriec');
  });

  test('control characters show, line breaks stay, tabulations become spaces', () => {
    expect(print('a\u0000b\u001Bc\r\nd\te').data).toBe(`a${replacement}b${replacement}c\nd e`);
  });

  test('half a surrogate pair and private letters show as replaced', () => {
    expect(print('x\uD800y\uE000').data).toBe(`x${replacement}y${replacement}`);
  });

  test('a mark whose base stands in another family is replaced, as nothing could draw both', () => {
    expect(print('∞ ∏\u0323').data).toBe(`∞ ∏${replacement}`);
  });

  test('numbers, truth values, lists and keys are kept', () => {
    const data = { n: 1, yes: true, none: null, list: ['é', { a: 'b' }] };
    expect(printable(data, families).data).toEqual(data);
  });

  test('what was made printable is printable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { data } = print(text);
        expect(print(data as string)).toEqual({ data, replaced: [] });
      }),
    );
  });
});
