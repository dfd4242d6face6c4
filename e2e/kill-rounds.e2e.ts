import { testKillRounds } from './kill-rounds.js';

testKillRounds(2);
