import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as french from './french.js';

const plain = (text: string): string => text.replaceAll(/[\u202f\u00a0]/g, ' ');
const now = new Date('2026-11-24T09:00:00Z');

describe('dates, in Paris', () => {
  test.each([
    [french.longDate('2026-11-12'), '12 novembre 2026'],
    [french.longDate('2026-12-01'), '1er décembre 2026'],
    [french.longDate(new Date('2026-12-31T23:30:00Z')), '1er janvier 2027'],
    [french.dayAndDate('2026-11-12'), 'jeudi 12 novembre 2026'],
    [french.shortDate('2026-11-12', now), '12 nov.'],
    [french.shortDate('2025-11-12', now), '12 nov. 2025'],
    [french.hour(new Date('2026-11-24T15:20:00Z')), '16 h 20'],
    [french.hour(new Date('2026-07-24T07:00:00Z')), '9 h'],
    [french.hour(new Date('2026-11-24T08:05:00Z')), '9 h 05'],
    [french.dayAndMonth('2026-12-01'), 'mardi 1er décembre'],
    [french.appointment(new Date('2026-11-26T13:00:00Z')), 'jeudi 26 novembre 2026 à 14 h'],
  ])('%s', (written, expected) => expect(plain(written)).toBe(expected));

  test('what is not a date is an error, not « Invalid DateTime » on a page', () => {
    expect(() => french.longDate('demain')).toThrow(RangeError);
  });
});

describe('near today', () => {
  test.each([
    ['2026-11-24T08:59:40Z', 'à l’instant'],
    ['2026-11-24T08:55:00Z', 'il y a 5 minutes'],
    ['2026-11-24T06:00:00Z', 'aujourd’hui à 7 h'],
    ['2026-11-23T15:20:00Z', 'hier à 16 h 20'],
    ['2026-11-22T23:30:00Z', 'hier à 0 h 30'],
    ['2026-11-25T09:00:00Z', 'demain à 10 h'],
    ['2026-11-12T13:10:00Z', '12 nov. à 14 h 10'],
    ['2025-11-12T13:10:00Z', '12 nov. 2025 à 14 h 10'],
  ])('%s', (at, expected) => expect(plain(french.recently(new Date(at), now))).toBe(expected));

  test.each([
    ['2026-11-24', 'depuis aujourd’hui'],
    ['2026-11-23', 'depuis hier'],
    ['2026-11-21', 'depuis 3 jours'],
    ['2026-08-12', 'depuis le 12 août 2026'],
  ])('since %s', (at, expected) => expect(plain(french.since(at, now))).toBe(expected));

  test.each([
    ['2026-11-24', 'avant ce soir'],
    ['2026-11-25', 'avant demain soir'],
    ['2026-11-30', 'avant le 30 novembre 2026'],
  ])('before %s', (at, expected) => expect(plain(french.before(at, now))).toBe(expected));

  test('a change of hour does not make a day', () => {
    expect(french.daysSince('2026-10-24', '2026-10-26')).toBe(2);
  });
});

describe('figures', () => {
  test.each([
    [french.money(14_400), '144,00 €'],
    [french.money(123_456_789n), '1 234 567,89 €'],
    [french.money(-5), '−0,05 €'],
    [french.money(0), '0,00 €'],
    [french.percent(0.64), '64 %'],
    [french.duration(45), '45 min'],
    [french.duration(90), '1 h 30'],
    [french.plural(0, 'certificat'), '0 certificat'],
    [french.plural(1, 'certificat'), '1 certificat'],
    [french.plural(1200, 'certificat'), '1 200 certificats'],
    [french.plural(2, 'travail', 'travaux'), '2 travaux'],
    [french.fileSize(1_230_000), '1,2 Mo'],
    [french.fileSize(900), '1 ko'],
    [french.list(['Anna', 'Yann', 'Maël']), 'Anna, Yann et Maël'],
    [french.siret('21350001000016'), '213 500 010 00016'],
    [french.siret('213500010'), '213 500 010'],
    [french.phone('+33261910203'), '02 61 91 02 03'],
    [french.phone('06 39 98 00 01'), '06 39 98 00 01'],
    [french.phone('+442079460000'), '+442079460000'],
  ])('%s', (written, expected) => expect(plain(written)).toBe(expected));

  test('no sum is ever written other than it is', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), (cents) => {
        const written = french
          .money(cents)
          .replace('−', '-')
          .replaceAll(/[\u202f€,]/g, '');
        expect(BigInt(written)).toBe(cents);
      }),
    );
  });

  test('half a cent is an error', () => expect(() => french.money(0.5)).toThrow(RangeError));
});

test.each([
  ["Qu'est-ce qu'une AC ?", 'Qu’est-ce qu’une AC\u202f?'],
  ['Motif : « illisible »', 'Motif\u00a0: «\u00a0illisible\u00a0»'],
  ['https://exemple.fr/?a=1', 'https://exemple.fr/?a=1'],
  ['144,00 €, soit 20 %.', '144,00\u202f€, soit 20\u202f%.'],
])('typesets « %s »', (plainText, set) => expect(french.typeset(plainText)).toBe(set));

test.each([
  ['Enora Modèle', 'd’Enora Modèle'],
  ['Hélène Essai', 'd’Hélène Essai'],
  ['Yvette Essai', 'd’Yvette Essai'],
  ['Yann Exemple', 'de Yann Exemple'],
  ['Maël Fictif et Anna Fictif', 'de Maël Fictif et Anna Fictif'],
])('« de » before %s', (name, expected) => {
  expect(french.ofName(name)).toBe(expected);
});
