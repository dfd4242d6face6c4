import { expect, test } from 'vitest';
import { type Reaction, reactionsTo } from './reactions.js';

const reaction = (name: string, more: Partial<Reaction> = {}): Reaction => ({
  name,
  on: ['seal.set'],
  run: async () => {},
  ...more,
});

test('an event has the reactions to its type that it concerns, in their order', () => {
  const found = reactionsTo([
    reaction('any-seal'),
    reaction('seal-of-a-signature', { concerns: ({ about }) => about.signature !== undefined }),
    reaction('seal-of-a-record', { concerns: ({ about }) => about.handover !== undefined }),
    reaction('other', { on: ['seal.deferred'] }),
  ]);
  const names = (type: string, about: Record<string, string>): string[] =>
    found({ type, about, data: {} }).map(({ name }) => name);
  expect(names('seal.set', { signature: '1' })).toEqual(['any-seal', 'seal-of-a-signature']);
  expect(names('seal.set', { handover: '1' })).toEqual(['any-seal', 'seal-of-a-record']);
  expect(names('seal.deferred', { signature: '1' })).toEqual(['other']);
  expect(names('order.drafted', {})).toEqual([]);
});
