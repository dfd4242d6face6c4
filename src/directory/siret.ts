import { validate as validateSiren } from 'stdnum/lib/cjs/fr/siren.js';
import { validate as validateSiret } from 'stdnum/lib/cjs/fr/siret.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { refusals } from './refusals.js';

/**
 * A SIRET as its 14 digits, however it was spaced; or why it is none. Luhn over the whole and over its SIREN,
 * with the rule of La Poste (SIREN 356000000: the plain sum of the digits is a multiple of 5). All zeros pass
 * Luhn and are refused by name.
 */
export function readSiret(text: string): string | Refusal {
  const digits = compact(text);
  if (isRefusal(digits)) return digits;
  if (digits.length !== 14) return refusals.siretLength(digits.length);
  return /[1-9]/.test(digits) && validateSiret(digits).isValid ? digits : refusals.siretChecksum;
}

/** A SIREN as its 9 digits, or why it is none. */
export function readSiren(text: string): string | Refusal {
  const digits = compact(text);
  if (isRefusal(digits)) return digits;
  if (digits.length !== 9) return refusals.sirenLength(digits.length);
  return /[1-9]/.test(digits) && validateSiren(digits).isValid ? digits : refusals.sirenChecksum;
}

/**
 * The SIRET of the establishment that the SIREN numbered `sequence` (1: the first, usually the head office).
 * Only presumed: it is marked so until the organisation confirms it.
 */
export function presumedSiret(siren: string, sequence = 1): string {
  const thirteen = siren + String(sequence).padStart(4, '0');
  return thirteen + luhnKey(thirteen);
}

/** The digit that makes the Luhn sum of a number that it ends a multiple of ten. */
function luhnKey(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

function compact(text: string): string | Refusal {
  const digits = text.replaceAll(/[\s.\-\u2010-\u2015]/g, '');
  return /^\d*$/.test(digits) ? digits : refusals.notDigits;
}
