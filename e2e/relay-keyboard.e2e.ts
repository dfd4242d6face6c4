import { afterAll, beforeAll, test } from 'vitest';
import { keyboardHands } from './hands.js';
import { runRelay } from './relay.js';
import { openServed, type Served } from './served.js';

let served: Served;

beforeAll(async () => {
  served = await openServed();
});
afterAll(() => served?.close());

test('the relay once with the keyboard alone, the focus always in sight', { timeout: 900_000 }, () =>
  runRelay({
    served,
    as: async (persona) => keyboardHands(await served.as(persona)),
    nobody: async () => keyboardHands(await served.nobody()),
    look: async () => {},
  }),
);
