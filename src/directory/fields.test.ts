import { expect, test } from 'vitest';
import type { z } from 'zod';
import { addressField } from '#src/platform/sign-in/sign-in-fields.js';
import { addressDoubts } from './address-doubts.js';
import { departmentOf, emailField, personName, phoneField, postalCodeField, siretField } from './fields.js';
import { formatPhone } from './phone.js';

function complaint(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value).error?.issues[0]?.message;
}

test.each([
  ['02 61 91 00 00', '+33261910000', '02 61 91 00 00'],
  ['06.39.98.12.34', '+33639981234', '06 39 98 12 34'],
  ['+33 (0)2 99 23 31 00', '+33299233100', '02 99 23 31 00'],
  ['0692 12 34 56', '+262692123456', '06 92 12 34 56'],
  ['0590 27 12 34', '+590590271234', '05 90 27 12 34'],
  ['0696 20 12 34', '+596696201234', '06 96 20 12 34'],
  ['+32 2 555 12 12', '+3225551212', '+32 2 555 12 12'],
])('%s is the telephone %s, shown as %s', (typed, kept, shown) => {
  expect(phoneField.parse(typed)).toBe(kept);
  expect(formatPhone(kept)).toBe(shown.replaceAll(' ', '\u00a0'));
});

test.each(['02 61 91 00', '99 99 99 99 99', 'mairie', '02 61 91 00 00 poste 12'])(
  '%s is no telephone',
  (typed) => {
    expect(complaint(phoneField, typed)).toContain('n’existe pas');
  },
);

test.each([
  ['  Nolwenn.LeTest@Exemple.fr ', 'nolwenn.letest@exemple.fr'],
  ["yann.o'exemple+cle@mairie-acigne.bzh", "yann.o'exemple+cle@mairie-acigne.bzh"],
])('the address %s is kept as %s', (typed, kept) => {
  expect(emailField.parse(typed)).toBe(kept);
});

test.each([
  'nolwenn',
  'nolwenn@exemple',
  'nolwenn@@exemple.fr',
  'no lwenn@exemple.fr',
  'nolwenn.@exemple.fr',
  'n@-x.fr',
])('the address %s is refused with what to do', (typed) => {
  expect(complaint(emailField, typed)).toMatch(/comme nolwenn|Vérifiez/);
});

test.each([
  'mairie@exemple.fr',
  'mairie-acigne@orange.fr',
  'mairieacigne@wanadoo.fr',
  'contact@exemple.fr',
  'Accueil2@exemple.fr',
  'service.urbanisme@exemple.fr',
])('%s is questioned as read by several people', (email) => {
  expect(addressDoubts(email).map((doubt) => doubt.code)).toEqual(['generic']);
});

test.each([
  ['nolwenn@gmial.com', 'nolwenn@gmail.com'],
  ['nolwenn@wanado.fr', 'nolwenn@wanadoo.fr'],
  ['nolwenn@laposte.fr', 'nolwenn@laposte.net'],
  ['nolwenn@acigne.bhz', 'nolwenn@acigne.bzh'],
  ['nolwenn@exemple.con', 'nolwenn@exemple.com'],
])('%s is questioned as a slip for %s', (email, suggestion) => {
  expect(addressDoubts(email)).toMatchObject([{ code: 'typo', suggestion }]);
});

test.each([
  'nolwenn.maire@exemple.fr',
  'yann.villeneuve@exemple.fr',
  'gwenaelle@free.fr',
  'mael@ville-exemple.bzh',
  'katell@line.me',
])('%s raises no question', (email) => {
  expect(addressDoubts(email)).toEqual([]);
});

test('names keep their accents, hyphens and apostrophes; anything else is refused', () => {
  expect(personName().parse(' Le  Goff-d’Essai ')).toBe('Le Goff-d’Essai');
  expect(personName().parse('Gwenae\u0308lle')).toBe('Gwenaëlle');
  expect(complaint(personName(), 'Nolwenn2')).toContain('lettres');
  expect(complaint(personName('le prénom'), '')).toContain('le prénom');
  expect(complaint(personName(), undefined)).toContain('Indiquez');
});

test('a postal code tells its department', () => {
  expect(departmentOf(postalCodeField.parse('35 690'))).toBe('35');
  expect(departmentOf('97400')).toBe('974');
  expect(complaint(postalCodeField, '99123')).toContain('5 chiffres');
});

test('too long an answer says how long it may be', () => {
  expect(complaint(siretField, '1'.repeat(500))).toContain('trop longue');
});

test('an address is one with which its owner can sign in, its domain as mail servers write it', () => {
  for (const field of [emailField, addressField]) {
    expect(field.parse(' Mairie@Évran.exemple.FR ')).toBe('mairie@xn--vran-9oa.exemple.fr');
    expect(field.safeParse('a&b@exemple.fr').success).toBe(false);
    expect(field.safeParse('élise@exemple.fr').success).toBe(false);
  }
});
