import type { Act } from '#src/platform/acts/act.js';
import { defaultDocuments } from './default-documents.js';
import { defaultReasons } from './default-reasons.js';
import { defaultDelays, defaultSettings, defaultSwitches } from './default-rules.js';
import { defaultTexts } from './default-texts.js';
import { defaultUsages } from './default-usages.js';
import { type NewEntry, seedCatalogue } from './seed-catalogue.js';

/**
 * What every installation begins with. Suppliers, products, missions and issuers are its own: an administrator adds
 * them, or the demonstration does.
 */
export function defaultEntries(): NewEntry[] {
  return [
    ...named('usage', defaultUsages),
    ...named('document', defaultDocuments),
    ...defaultReasons.map(({ code, data }) => ({ kind: 'reason', code, data }) as const),
    ...named('text', defaultTexts),
    ...named('delay', defaultDelays),
    ...named('setting', defaultSettings),
    ...named('switch', defaultSwitches),
  ];
}

/** Fills in what is missing of the defaults; what stands is left as it is. @returns how many were added */
export function seedDefaults(act: Act): Promise<number> {
  return seedCatalogue(act, defaultEntries());
}

function named(kind: NewEntry['kind'], entries: Readonly<Record<string, unknown>>): NewEntry[] {
  return Object.entries(entries).map(([code, data]) => ({ kind, code, data }) as NewEntry);
}
