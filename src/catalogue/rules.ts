import type { Database, Tx } from '#src/platform/database/database.js';
import {
  addDays,
  addMonths,
  addWorkingDays,
  parisDay,
  parisInstantLike,
} from '#src/platform/french/working-time.js';
import {
  type DelayCode,
  defaultSwitches,
  type SettingCode,
  type SwitchCode,
} from './defaults/default-rules.js';
import type { TextCode } from './defaults/default-texts.js';
import { type Entry, neededEntryAt } from './entry/entry.js';
import type { DataOf } from './kinds/kinds.js';
import type { DelayUnit } from './kinds/rule-kinds.js';

export type Delay = DataOf<'delay'>;

export async function delayAt(db: Database | Tx, code: DelayCode, at: Date): Promise<Delay> {
  return (await neededEntryAt(db, 'delay', code, at)).data;
}

/** A number that the administrator sets, or whether a rule that they may loosen is in force. */
export function settingAt(db: Database | Tx, code: SettingCode, at: Date): Promise<number>;
export function settingAt(db: Database | Tx, code: SwitchCode, at: Date): Promise<boolean>;
export async function settingAt(
  db: Database | Tx,
  code: SettingCode | SwitchCode,
  at: Date,
): Promise<number | boolean> {
  if (code in defaultSwitches) return (await neededEntryAt(db, 'switch', code, at)).data.on;
  return (await neededEntryAt(db, 'setting', code, at)).data.value;
}

/** A text, with its version: what is accepted keeps both. */
export function textAt(db: Database | Tx, code: TextCode, at: Date): Promise<Entry<'text'>> {
  return neededEntryAt(db, 'text', code, at);
}

/** When a delay that began at an instant runs out, and when its reminders fall. Days keep the local time. */
export function dueDates(delay: Delay, since: Date): { first: Date | null; second: Date | null; end: Date } {
  const after = (amount: number | null): Date | null =>
    amount === null ? null : later(since, amount, delay.unit);
  return {
    first: after(delay.firstWarning),
    second: after(delay.secondWarning),
    end: later(since, delay.amount, delay.unit),
  };
}

/**
 * What a delay asks for now, so many reminders having been given: the next of those that it has, or, each given, the
 * end. Nobody is cut off whom a stopped service did not remind.
 */
export function dueNow(
  delay: Delay,
  since: Date,
  warned: number,
  now: Date,
): { readonly ask: 'reminder'; readonly last: boolean } | { readonly ask: 'end' } | undefined {
  const { first, second, end } = dueDates(delay, since);
  const reminders = [first, second].filter((each) => each !== null);
  const next = reminders[warned];
  if (now < (next ?? end)) return undefined;
  return next ? { ask: 'reminder', last: warned === reminders.length - 1 } : { ask: 'end' };
}

function later(since: Date, amount: number, unit: DelayUnit): Date {
  switch (unit) {
    case 'minutes':
      return new Date(since.getTime() + amount * 60_000);
    case 'hours':
      return new Date(since.getTime() + amount * 3_600_000);
    case 'days':
      return parisInstantLike(since, addDays(parisDay(since), amount));
    case 'working-days':
      return addWorkingDays(since, amount);
    case 'months':
      return parisInstantLike(since, addMonths(parisDay(since), amount));
  }
}
