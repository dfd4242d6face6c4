import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { invoiceTable } from '#src/billing/index.js';
import { defaultEntries, kinds, reasonGroups, situations } from '#src/catalogue/index.js';
import { organisationKinds, partyNames } from '#src/directory/index.js';
import { missionTable, orderTable } from '#src/orders/index.js';
import { repositoryRoot } from '#src/platform/repository.js';
import { certificateTable, fileTable } from '#src/registration/index.js';

const glossary = readFileSync(join(repositoryRoot(), 'docs', 'glossary.md'), 'utf8');

const tables = [orderTable, missionTable, fileTable, certificateTable, invoiceTable];

test.each([
  ['parts', Object.keys(partyNames)],
  ['kinds of organisations', Object.keys(organisationKinds)],
  ['kinds of the catalogue', [...kinds]],
  ['groups of reasons', Object.keys(reasonGroups)],
  ['situations', Object.keys(situations)],
  ['usages and documents', namesOf(['usage', 'document'])],
  ['states', tables.flatMap((table) => Object.keys(table.words))],
  ['steps', tables.flatMap((table) => table.rows.map((row) => row.step as string))],
])('every identifier of the %s has its line in docs/glossary.md', (_, identifiers) => {
  expect(identifiers.filter((each) => !glossary.includes(`\`${each}\``))).toEqual([]);
});

function namesOf(kindsWanted: readonly string[]): string[] {
  return defaultEntries()
    .filter(({ kind }) => kindsWanted.includes(kind))
    .map(({ code }) => code);
}
