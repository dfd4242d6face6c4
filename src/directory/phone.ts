import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Refusal } from '#src/platform/acts/refusal.js';
import { refusals } from './refusals.js';

/** Overseas departments and collectivities that dial ten digits like the mainland, but have codes of their own. */
const overseas: readonly CountryCode[] = ['RE', 'GP', 'MQ', 'GF', 'YT'];
const tenDigits = new Set(['33', '262', '590', '594', '596']);

/** Mobile numbers that Arcep keeps for fiction (its numbering plan): never given to anybody. */
const fictionMobile = /^\+3363998\d{4}$/;

/** A telephone number as E.164 (`+33261910000`), or why it is none. Ten digits are French, overseas included. */
export function readPhone(text: string): string | Refusal {
  const french = parsePhoneNumberFromString(text, 'FR');
  if (!french) return refusals.phoneUnknown;
  if (isReal(french)) return french.number;
  const there = overseas.map((country) => parsePhoneNumberFromString(text, country));
  return there.find((number) => number?.isValid())?.number ?? refusals.phoneUnknown;
}

/** « 02 61 91 00 00 » for France and its overseas, « +32 2 … » for other countries; spaces do not break. */
export function formatPhone(number: string): string {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed) return number;
  const national = parsed.formatNational().replaceAll(/\D/g, '');
  const shown = tenDigits.has(parsed.countryCallingCode)
    ? (national.match(/\d\d/g) ?? []).join(' ')
    : parsed.formatInternational();
  return shown.replaceAll(' ', '\u00a0');
}

function isReal(number: PhoneNumber): boolean {
  return number.ext === undefined && (number.isValid() || fictionMobile.test(number.number));
}
