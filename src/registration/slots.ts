import type { Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';
import type { Child } from '#src/platform/ui/index.js';
import type { FileFacts } from './file-facts.js';
import type { FileStep } from './holder-file.js';

/** What a file's page shows of later slices; `app.ts` gives it. */
export interface FileSlots {
  /** Where a step of a later slice is taken by this person: the panel's button leads there. */
  stepPage(file: FileFacts, step: FileStep, actor: Person): string | undefined;
  /** Further cards: the visit, the record. */
  cards(db: Database, file: FileFacts, actor: Person, now: Date): Promise<Child>;
}

/** Before the later slices are there, and in the tests of this one. */
export const noFileSlots: FileSlots = { stepPage: () => undefined, cards: async () => null };
