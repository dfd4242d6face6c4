import { afterAll, beforeAll, test } from 'vitest';
import { pointerHands } from './hands.js';
import { inspect } from './inspect.js';
import { runRelay } from './relay.js';
import { openServed, type Served } from './served.js';

const noScript = { noScript: true };
let served: Served;

beforeAll(async () => {
  served = await openServed();
});
afterAll(() => served?.close());

test('the relay once without any script, the holder and the mayor on a phone', { timeout: 900_000 }, () =>
  runRelay({
    served,
    as: async (persona) => pointerHands(await served.as(persona, noScript)),
    nobody: async () => pointerHands(await served.nobody({ ...noScript, width: 390 })),
    look: (hands, state) => inspect(hands.page, `sans-script-${state}`, false),
  }),
);
