import { type Local, localTime } from './paris.js';
import { parisInstant } from './working-time.js';

/** Narrow no-break space: before € and : ; ? !, between thousands. */
export const narrow = '\u202f';
const noBreak = '\u00a0';

/** An instant, or a calendar date `AAAA-MM-JJ` that belongs to no hour. */
type Moment = Date | string;

function names(part: Intl.DateTimeFormatOptions, dates: readonly number[]): string[] {
  const format = new Intl.DateTimeFormat('fr-FR', { ...part, timeZone: 'UTC' });
  return dates.map((date) => format.format(date));
}
const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 1));
const longMonths = names({ month: 'long' }, months);
const shortMonths = names({ month: 'short' }, months);
/** 5 January 2026 was a Monday. */
const weekdays = names(
  { weekday: 'long' },
  Array.from({ length: 7 }, (_, day) => Date.UTC(2026, 0, 5 + day)),
);

function day(date: Local): string {
  return date.day === 1 ? '1er' : String(date.day);
}

/** « 12 novembre 2026 ». */
export function longDate(moment: Moment): string {
  const date = localTime(moment);
  return `${day(date)}${noBreak}${longMonths[date.month - 1]} ${date.year}`;
}

/** « jeudi 12 novembre 2026 ». */
export function dayAndDate(moment: Moment): string {
  return `${weekdays[localTime(moment).weekday - 1]} ${longDate(moment)}`;
}

/** « jeudi 12 novembre », where the year is in no doubt. */
export function dayAndMonth(moment: Moment): string {
  const date = localTime(moment);
  return `${weekdays[date.weekday - 1]} ${day(date)}${noBreak}${longMonths[date.month - 1]}`;
}

/** « 12 nov. », with its year unless it is that of `now`. */
export function shortDate(moment: Moment, now?: Moment): string {
  const date = localTime(moment);
  const year = now !== undefined && localTime(now).year === date.year ? '' : ` ${date.year}`;
  return `${day(date)}${noBreak}${shortMonths[date.month - 1]}${year}`;
}

/** « 16 h 20 », « 9 h » on the hour. */
export function hour(moment: Moment): string {
  const { hour: hours, minute } = localTime(moment);
  const minutes = minute === 0 ? '' : `${noBreak}${String(minute).padStart(2, '0')}`;
  return `${hours}${noBreak}h${minutes}`;
}

/** « 9 h – 17 h ». */
export function hours(from: Moment, to: Moment): string {
  return `${hour(from)} – ${hour(to)}`;
}

/** « jeudi 12 novembre 2026 à 14 h ». */
export function appointment(moment: Moment): string {
  return `${dayAndDate(moment)} à ${hour(moment)}`;
}

/** Whole days in Paris from `moment` to `now`; negative when it is to come. */
export function daysSince(moment: Moment, now: Moment): number {
  return localTime(now).dayNumber - localTime(moment).dayNumber;
}

/** « aujourd’hui », « hier », « demain », else the short date. */
export function nearDay(moment: Moment, now: Moment): string {
  const words: Record<string, string> = { '-1': 'demain', '0': 'aujourd’hui', '1': 'hier' };
  return words[String(daysSince(moment, now))] ?? shortDate(moment, now);
}

function instantOf(moment: Moment): number {
  return (typeof moment === 'string' ? parisInstant(moment) : moment).getTime();
}

/** « à l’instant », « il y a 5 minutes », « aujourd’hui à 9 h 02 », « hier à 16 h 20 », « 12 nov. à 14 h 10 ». */
export function recently(moment: Moment, now: Moment): string {
  const minutes = Math.floor((instantOf(now) - instantOf(moment)) / 60_000);
  if (minutes >= 0 && minutes < 1) return 'à l’instant';
  if (minutes >= 1 && minutes < 60) return `il y a ${plural(minutes, 'minute')}`;
  return `${nearDay(moment, now)} à ${hour(moment)}`;
}

/** « depuis aujourd’hui », « depuis hier », « depuis 3 jours »; from two months on, « depuis le 12 août ». */
export function since(moment: Moment, now: Moment): string {
  const days = daysSince(moment, now);
  if (days <= 0) return 'depuis aujourd’hui';
  if (days === 1) return 'depuis hier';
  return days < 60 ? `depuis ${plural(days, 'jour')}` : `depuis le ${longDate(moment)}`;
}

/** « avant ce soir », « avant demain soir », « avant le 30 novembre 2026 »; « depuis … » is for what is late. */
export function before(moment: Moment, now: Moment): string {
  const days = daysSince(moment, now);
  if (days === 0) return 'avant ce soir';
  return days === -1 ? 'avant demain soir' : `avant le ${longDate(moment)}`;
}

/** « 45 min », « 1 h », « 1 h 30 ». */
export function duration(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole}${noBreak}min`;
  const rest = whole % 60;
  return `${Math.floor(whole / 60)}${noBreak}h${rest === 0 ? '' : `${noBreak}${String(rest).padStart(2, '0')}`}`;
}

const numbers = new Map<number, Intl.NumberFormat>();

/** `1234.5` → « 1 234,5 ». */
export function number(value: number, digits = 0): string {
  let format = numbers.get(digits);
  if (!format) {
    format = new Intl.NumberFormat('fr-FR', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    numbers.set(digits, format);
  }
  return format.format(value).replaceAll(/[\u00a0 ]/g, narrow);
}

/** Cents → « 1 144,00 € ». */
export function money(cents: number | bigint): string {
  if (typeof cents === 'number' && !Number.isSafeInteger(cents))
    throw new RangeError(`Not whole cents: ${cents}`);
  const whole = BigInt(cents);
  const units = whole / 100n;
  const sign = whole < 0n ? '−' : '';
  const magnitude = units < 0n ? -units : units;
  const rest = String(whole < 0n ? -whole % 100n : whole % 100n).padStart(2, '0');
  const grouped = String(magnitude).replaceAll(/\B(?=(\d{3})+$)/g, narrow);
  return `${sign}${grouped},${rest}${narrow}€`;
}

/** `0.64` → « 64 % ». */
export function percent(share: number, digits = 0): string {
  return `${number(share * 100, digits)}${narrow}%`;
}

/** « 0 jour », « 1 jour », « 3 jours »: the plural begins at two; `many` where it is not an added s. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)}${noBreak}${Math.abs(count) < 2 ? one : many}`;
}

/** « Anna, Yann et Maël ». */
export function list(words: readonly string[]): string {
  return new Intl.ListFormat('fr', { type: 'conjunction' }).format(words);
}

/** « 850 ko », « 1,2 Mo ». */
export function fileSize(bytes: number): string {
  if (bytes < 1_000_000) return `${number(Math.max(1, Math.round(bytes / 1000)))}${noBreak}ko`;
  return `${number(bytes / 1_000_000, bytes < 10_000_000 ? 1 : 0)}${noBreak}Mo`;
}

/** « 213 500 010 00016 »; a SIREN comes out as « 213 500 010 »; anything else as it is. */
export function siret(digits: string): string {
  const parts = /^(\d{3})(\d{3})(\d{3})(\d{5})?$/.exec(digits);
  return parts ? parts.slice(1).filter(Boolean).join(noBreak) : digits;
}

/** `+33261910203` or `0261910203` → « 02 61 91 02 03 »; a number from elsewhere as it is. */
export function phone(written: string): string {
  const parts = /^(?:\+33|0)(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(written.replaceAll(/[\s.]/g, ''));
  return parts ? `0${parts.slice(1).join(noBreak)}` : written;
}

/** Sets plain text as French printers do: no-break spaces inside « » and before : ; ? ! € %, and typographic apostrophes. */
export function typeset(text: string): string {
  return text
    .replaceAll("'", '’')
    .replaceAll(/ ([;?!€%])(?=\s|$|[»).,])/g, `${narrow}$1`)
    .replaceAll(/ :(?=\s|$)/g, `${noBreak}:`)
    .replaceAll(/« ?/g, `«${noBreak}`)
    .replaceAll(/ ?»/g, `${noBreak}»`);
}

/** A label that opens a line or stands alone: its first letter large. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A label inside a sentence: its first letter small, acronyms kept. */
export function inSentence(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** « d’Enora Modèle », « de Maël Fictif », « de Yann Exemple »: what follows may be several names. */
export function ofName(name: string): string {
  return /^(?:[aeiouhàâäéèêëîïôöùûü]|y(?![aeiouàâäéèêëîïôöùûü]))/i.test(name) ? `d’${name}` : `de ${name}`;
}
