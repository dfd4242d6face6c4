import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typeset, typesetHtml } from './typeset.js';

test.each([
  ['Une question ?', 'Une question\u202f?'],
  ['Motif : « illisible »', 'Motif\u202f: «\u00a0illisible\u202f»'],
  ['Attention ! Lisez ; signez.', 'Attention\u202f! Lisez\u202f; signez.'],
  ['à 10:30, https://exemple.fr/a?b=c :d', 'à 10:30, https://exemple.fr/a?b=c :d'],
  ['', ''],
])('« %s » is bound where French binds', (typed, expected) => {
  expect(typeset(typed)).toBe(expected);
});

test('a page is typeset in its texts only', () => {
  const html =
    '<p title="Motif : a">Motif : <b>oui</b> ?</p><textarea>a : b ?</textarea><pre>x ; y</pre><input value="c ; d">';
  expect(typesetHtml(html)).toBe(
    '<p title="Motif : a">Motif\u202f: <b>oui</b>\u202f?</p><textarea>a : b ?</textarea><pre>x ; y</pre><input value="c ; d">',
  );
});

test('the number of an order or of an invoice stays on one line, once', () => {
  const html =
    '<a href="/commandes?q=2026-35-0078">Commande 2026-35-0078</a><option>MB-2026-00012</option><title>2026-35-0078</title> le 12-34';
  const set =
    '<a href="/commandes?q=2026-35-0078">Commande <span class="nowrap">2026-35-0078</span></a><option>MB-2026-00012</option><title>2026-35-0078</title> le 12-34';
  expect(typesetHtml(html)).toBe(set);
  expect(typesetHtml(set)).toBe(set);
});

test.each([
  '12026-35-0078',
  'n2026-35-0078',
  'é2026-35-0078',
  'x-2026-35-0078',
  'ABCDEFG-2026-00012',
  '2026-35-0078a',
  '2026-35-0078-',
  '01a22e52-8357-70a7-bcff',
  '2026-3',
])('what only looks like a number, « %s », is left', (word) => {
  expect(typesetHtml(`<p>${word}</p>`)).toBe(`<p>${word}</p>`);
});

test('numbers one beside the other are each kept whole', () => {
  expect(typesetHtml('<p>(2026-35-0078, MB-2026-00012)</p>')).toBe(
    '<p>(<span class="nowrap">2026-35-0078</span>, <span class="nowrap">MB-2026-00012</span>)</p>',
  );
});

test('nothing but blanks ever changes, and a second pass changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(' ', ':', '«', '»', 'a', '<', '>', '?', '"') }), (text) => {
      for (const set of [typeset, typesetHtml]) {
        const once = set(text);
        expect(once.replace(/[\u202f\u00a0]/g, ' ')).toBe(text);
        expect(set(once)).toBe(once);
      }
    }),
  );
});
