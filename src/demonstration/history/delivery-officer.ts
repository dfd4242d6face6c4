import { inventedAddress } from '#src/demonstration/people-address.js';
import type { History } from './history.js';
import type { Seat } from './seat.js';

/** Who delivers in each centre of the demonstration that has officers. */
const staffed: Readonly<Record<string, string>> = { '35': 'Bleuenn Remise', '29': 'Rozenn Modèle' };

/** The delivery officer of a department; undefined where the demonstration has none. */
export async function deliveryOfficer(
  history: History,
  postalCode: string,
): Promise<{ name: string; seat: Seat } | undefined> {
  const name = staffed[postalCode.slice(0, 2)];
  return name === undefined ? undefined : { name, seat: await history.seat(inventedAddress(name), name) };
}
