import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '#src/platform/repository.js';
import { defaultDelays, defaultSettings, defaultSwitches } from './defaults/default-rules.js';
import { defaultTexts } from './defaults/default-texts.js';
import { definitions } from './kinds/kinds.js';

/** Where a field or a code only stands: definitions, first values, what the demonstration fills in. */
const onlyStated =
  /^catalogue\/.*-kinds\.ts$|^catalogue\/default|\.test\.tsx?$|^demonstration\/catalogue\.ts$/;

const sources = readdirSync(join(repositoryRoot(), 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !onlyStated.test(path))
  .map((path) => readFileSync(join(repositoryRoot(), 'src', path), 'utf8'));

/** Names the fields or codes that no line reads: an administrator would set them for nothing. */
function unread(names: readonly string[], use: (name: string) => RegExp): string[] {
  return names.filter((name) => !sources.some((source) => use(name).test(source)));
}

// A field that shares its name with another thing of the program may hide here: this finds the forgotten, not all of them.
test.each(Object.entries(definitions))(
  'what an administrator sets of a %s is read somewhere',
  (_, { fields }) => {
    expect(unread(Object.keys(fields), (field) => new RegExp(`\\.${field}\\b`))).toEqual([]);
  },
);

test('each text, delay, number and choice that the program names is asked for by that name', () => {
  const codes = [defaultTexts, defaultDelays, defaultSettings, defaultSwitches].flatMap(Object.keys);
  expect(unread(codes, (code) => new RegExp(`'${code}'`))).toEqual([]);
});
