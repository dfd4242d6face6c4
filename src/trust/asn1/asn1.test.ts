import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeOid, encodeOid } from './oid.js';
import { readPem, writePem } from './pem.js';
import { children, MalformedDer, readDer, toFlags, toInteger, toOid } from './read.js';
import { toText, toTime } from './text.js';
import { bits, element, flags, integer, oid, sequence, time, utf8 } from './write.js';

test('what is written is read back: integers, identifiers, flags, dates', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (value) => {
      expect(toInteger(readDer(integer(value)))).toBe(value);
    }),
  );
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(20)), (positions) => {
      expect([...toFlags(readDer(flags(positions)))]).toEqual(positions.toSorted((a, b) => a - b));
    }),
  );
  for (const dotted of [
    '1.2.250.1.96.1',
    '2.5.4.97',
    '2.999.3',
    '0.4.0.194112.1.2',
    '1.3.6.1.4.1.99999999999',
  ]) {
    expect(toOid(readDer(oid(dotted)))).toBe(dotted);
    expect(decodeOid(encodeOid(dotted))).toBe(dotted);
  }
  for (const at of ['1950-01-01T00:00:00Z', '2049-12-31T23:59:59Z', '2050-01-01T00:00:00Z']) {
    expect(toTime(readDer(time(new Date(at))))).toEqual(new Date(at));
  }
});

test('a sequence of a thousand octets keeps its children', () => {
  const parts = Array.from({ length: 100 }, (_, i) => utf8(`élément ${i}`));
  expect(children(readDer(sequence(...parts))).map(toText)).toEqual(
    Array.from({ length: 100 }, (_, i) => `élément ${i}`),
  );
});

test.each([
  ['truncated', [0x30, 0x05, 0x02, 0x01]],
  ['indefinite length', [0x30, 0x80, 0x00, 0x00]],
  ['length not minimal', [0x04, 0x81, 0x01, 0x00]],
  ['bytes after', [0x05, 0x00, 0x00]],
  ['high tag number', [0x1f, 0x81, 0x01, 0x00]],
])('%s is refused', (_, octets) => {
  expect(() => readDer(Uint8Array.from(octets))).toThrow(MalformedDer);
});

test('a bit string with more unused bits than it has is refused', () => {
  expect(() => toFlags(readDer(bits(Uint8Array.of(), 3)))).toThrow(MalformedDer);
});

test('accents in a PrintableString, as French certificates carry them, are read', () => {
  expect(toText(readDer(element(0x13, Buffer.from('Préfecture & Cie', 'latin1'))))).toBe('Préfecture & Cie');
  expect(toText(readDer(element(0x13, Buffer.from('Préfecture', 'utf8'))))).toBe('Préfecture');
});

test('an impossible date is refused', () => {
  expect(() => toTime(readDer(element(0x17, Buffer.from('230230000000Z'))))).toThrow('impossible time');
});

test('PEM blocks survive text around them, and an endless file of openings stays cheap', () => {
  const der = Buffer.from('une clé de test, plus longue qu’une ligne de soixante-quatre signes');
  const pem = `Sujet : TEST\n${writePem('CERTIFICATE', der)}fin`;
  expect(readPem(pem)).toEqual([{ label: 'CERTIFICATE', der }]);
  expect(readPem('-----BEGIN CERTIFICATE-----\n'.repeat(200_000))).toEqual([]);
});
