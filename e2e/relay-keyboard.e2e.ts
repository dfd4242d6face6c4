import { afterAll, beforeAll, test } from 'vitest';
import { keyboardHands } from './hands.js';
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

let served: Served;
let cast: Cast;
let order: string;
let file: string;
let visit: string;

beforeAll(async () => {
  served = await openServed();
  cast = {
    served,
    as: async (persona) => keyboardHands(await served.as(persona)),
    nobody: async () => keyboardHands(await served.nobody()),
    look: async () => {},
  };
});
afterAll(() => served?.close());

test('with the keyboard alone, an order is drafted', async () => {
  order = await orders(cast);
});
test('with the keyboard alone, it is signed', () => signs(cast));
test('with the keyboard alone, it is examined and countersigned', () => examines(cast, order));
test('with the keyboard alone, the holder fills in the file', async () => {
  file = await fillsIn(cast);
});
test('with the keyboard alone, the file is validated', () => validates(cast));
test('with the keyboard alone, a time is agreed', async () => {
  visit = await agree(cast, file);
});
test('with the keyboard alone, the key is handed over', () => handsOver(cast, visit));
test('with the keyboard alone, it is invoiced', () => invoices(cast));
