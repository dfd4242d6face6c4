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
