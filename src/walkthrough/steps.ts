import { counting, invoicing } from './accountant.js';
import { ordering } from './correspondent.js';
import { acceptingMission, firstVisit, receiving, records, secondVisit } from './delivery.js';
import { correcting, filling } from './holder.js';
import { completing, examining, transmitting } from './purchasing.js';
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
  ...receiving,
  ...firstVisit,
  ...invoicing(2, '288,00 €'),
  ...secondVisit,
  ...invoicing(1, '144,00 €'),
  ...records,
  counting,
  ...completing,
];
