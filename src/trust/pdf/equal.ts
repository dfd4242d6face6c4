import { sameBytes } from '#src/trust/asn1/read.js';
import { Dictionary, Name, type PdfObject, Reference, Stream, Text } from './objects.js';

/** Whether two objects are written alike: references are compared as such, streams by their encoded data. */
export function equalObjects(bytes: Uint8Array, one: PdfObject, other: PdfObject): boolean {
  if (one === other) return true;
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return false;
  if (one instanceof Name) return other instanceof Name && one.value === other.value;
  if (one instanceof Text) return other instanceof Text && sameBytes(one.bytes, other.bytes);
  if (one instanceof Reference)
    return other instanceof Reference && one.number === other.number && one.generation === other.generation;
  if (Array.isArray(one))
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => equalObjects(bytes, item, other[index] as PdfObject))
    );
  if (one instanceof Dictionary)
    return other instanceof Dictionary && differingKeys(bytes, one, other).length === 0;
  return (
    other instanceof Stream &&
    differingKeys(bytes, one.dictionary, other.dictionary).length === 0 &&
    sameBytes(bytes.subarray(one.from, one.to), bytes.subarray(other.from, other.to))
  );
}

/** Keys whose values differ, or that only one of the two has; a repeated key always differs. */
export function differingKeys(bytes: Uint8Array, one: Dictionary, other: Dictionary): string[] {
  const keys = new Set([...one.entries.keys(), ...other.entries.keys()]);
  const repeated = [...one.repeated, ...other.repeated];
  return [...keys].filter(
    (key) => repeated.includes(key) || !equalObjects(bytes, one.get(key), other.get(key)),
  );
}
