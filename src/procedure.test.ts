import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { invoiceTable } from '#src/billing/index.js';
import { type Party, partyNames } from '#src/directory/index.js';
import { appointmentTable, tokenTable } from '#src/handover/index.js';
import { missionTable, orderTable } from '#src/orders/index.js';
import type { Table } from '#src/platform/acts/steps.js';
import { repositoryRoot } from '#src/platform/repository.js';
import { certificateTable, fileTable } from '#src/registration/index.js';

// biome-ignore lint/suspicious/noExplicitAny: each table has its own states, parties and steps; a page takes any
type AnyTable = Table<any, any, any>;

const tables: readonly AnyTable[] = [
  orderTable,
  missionTable,
  fileTable,
  certificateTable,
  appointmentTable,
  tokenTable,
  invoiceTable,
];

/** One table of steps as the reader of the documentation sees it. */
function chapter(table: AnyTable): string {
  const words = table.words as Record<string, string>;
  const name = (state: string): string => (state === 'same' ? 'inchangé' : (words[state] ?? state));
  const states = Object.entries(words).map(([state, word]) => {
    const note = table.ends.includes(state) ? ', fin' : table.rest.includes(state) ? ', au repos' : '';
    return `| ${word} | \`${state}\`${note} |`;
  });
  const rows = table.rows.map((row) => {
    const by = row.by.map((party: Party) => partyNames[party]).join(', ');
    const from = row.from.map(name).join(', ');
    const to = row.to.map(name).join(' ou ');
    const follows = [row.follows, row.reason ? 'Un motif est demandé.' : undefined].filter(Boolean).join(' ');
    return `| ${row.label} \`${row.step}\` | ${from} → ${to} | ${by} | ${row.move === 'next' ? 'suite' : 'à côté'} | ${follows} |`;
  });
  return [
    `## ${table.title}`,
    '',
    '| état | code |',
    '| --- | --- |',
    ...states,
    '',
    '| étape | de → vers | qui | place | ce qui suit |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const text = [
  '# La procédure, telle que le code la tient',
  '',
  'Écrite par `src/procedure.test.ts` à partir des tables d’étapes ; `UPDATE_DOCS=1 npx vitest run src/procedure.test.ts` la remet à jour. « Suite » : l’étape fait avancer et dit à qui la main ; « à côté » : elle est ouverte sans que personne ne soit attendu pour elle.',
  '',
  ...tables.map(chapter),
].join('\n');

test('docs/procedure.md says what the tables of steps say', () => {
  const file = join(repositoryRoot(), 'docs', 'procedure.md');
  if (process.env.UPDATE_DOCS) writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});
