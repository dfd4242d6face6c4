import { afterAll, beforeAll, test } from 'vitest';
import { pointerHands } from './hands.js';
import { inspect } from './inspect.js';
import {
  agree,
  type Cast,
  examines,
  fillsIn,
  handsOver,
  invoices,
  orders,
  signs,
  validates,
} from './relay.js';
import { openServed, type Served } from './served.js';

const noScript = { noScript: true };
let served: Served;
let cast: Cast;
let order: string;
let file: string;
let visit: string;

beforeAll(async () => {
  served = await openServed();
  cast = {
    served,
    as: async (persona) => pointerHands(await served.as(persona, noScript)),
    nobody: async () => pointerHands(await served.nobody({ ...noScript, width: 390 })),
    look: (hands, state) => inspect(hands.page, `sans-script-${state}`),
  };
});
afterAll(() => served?.close());

test('without any script, an order is drafted', async () => {
  order = await orders(cast);
});
test('without any script, it is signed', () => signs(cast));
test('without any script, it is examined and countersigned', () => examines(cast, order));
test('without any script, the holder fills in the file', async () => {
  file = await fillsIn(cast);
});
test('without any script, the file is validated', () => validates(cast));
test('without any script, a time is agreed', async () => {
  visit = await agree(cast, file);
});
test('without any script, the key is handed over', () => handsOver(cast, visit));
test('without any script, it is invoiced', () => invoices(cast));
