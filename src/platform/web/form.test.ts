import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseForm } from './form.js';

const schema = z.object({
  nom: z.string().max(5),
  telephone: z.union([z.literal(''), z.string().regex(/^\d+$/, 'Donnez des chiffres.')]).optional(),
  choix: z.enum(['a', 'b']).optional(),
});

const posted = (fields: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};

test('what no keyboard types and no database holds is left out; line ends and letters stay', () => {
  const form = parseForm(posted({ nom: ' é\u0000\u0007\ud83d\r\nb\t🔑 ' }), z.object({ nom: z.string() }));
  expect(form).toMatchObject({ ok: true, value: { nom: 'é\ufffd\nb\t🔑' } });
});

test('every complaint is French, also where the schema says nothing, and says which way of answering was meant', () => {
  const form = parseForm(posted({ nom: 'trop long', telephone: 'x', choix: 'c' }), schema);
  expect(form).toMatchObject({
    ok: false,
    errors: {
      nom: 'Cette réponse est trop longue\u202f: 5 caractères au plus. Raccourcissez-la.',
      telephone: 'Donnez des chiffres.',
      choix: 'Vérifiez cette réponse\u202f: elle n’a pas la forme attendue.',
    },
  });
});

test('tens of thousands of made-up names cost no more than the reading of them', () => {
  const form = new FormData();
  for (let name = 0; name < 20_000; name += 1) form.append(`n${name}`, '');
  const start = performance.now();
  expect(parseForm(form, schema)).toMatchObject({ ok: false });
  expect(performance.now() - start).toBeLessThan(4000);
});

test('names that come back are a list, in the order in which they came', () => {
  const form = new FormData();
  for (const [name, value] of [
    ['a', '1'],
    ['b', 'x'],
    ['a', '2'],
  ] as const)
    form.append(name, value);
  expect(parseForm(form, z.object({ a: z.array(z.string()), b: z.string() }))).toMatchObject({
    ok: true,
    value: { a: ['1', '2'], b: 'x' },
  });
});
