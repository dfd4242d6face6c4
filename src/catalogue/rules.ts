import type { Database, Tx } from '#src/platform/database.js';
import {
  addDays,
  addMonths,
  addWorkingDays,
  parisDay,
  parisInstantLike,
} from '#src/platform/working-time.js';
import type { DelayCode, SettingCode, SwitchCode } from './default-rules.js';
import type { TextCode } from './default-texts.js';
import { type Entry, neededEntryAt } from './entry.js';
import type { DataOf } from './kinds.js';
import type { DelayUnit } from './rule-kinds.js';

export type Delay = DataOf<'delay'>;

export async function delayAt(db: Database | Tx, code: DelayCode, at: Date): Promise<Delay> {
  return (await neededEntryAt(db, 'delay', code, at)).data;
}

export async function settingAt(db: Database | Tx, code: SettingCode, at: Date): Promise<number> {
  return (await neededEntryAt(db, 'setting', code, at)).data.value;
}

export async function switchAt(db: Database | Tx, code: SwitchCode, at: Date): Promise<boolean> {
  return (await neededEntryAt(db, 'switch', code, at)).data.on;
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
