import { ordering } from './correspondent.js';
import { acceptingMission } from './delivery.js';
import { correcting, filling } from './holder.js';
import { examining, transmitting } from './purchasing.js';
import { convening, judging, judgingAgain } from './registration.js';
import type { Step } from './relay.js';
import { signing } from './signatory.js';

/** The whole relay, in order. */
export const steps: readonly Step[] = [
  ...ordering,
  ...signing,
  ...acceptingMission,
  ...examining,
  ...transmitting,
  ...filling,
  ...judging,
  ...correcting,
  ...judgingAgain,
  ...convening,
];
