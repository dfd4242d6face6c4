import { officers } from './cast.js';
import { mailTo, type Step, signIn } from './relay.js';

/** The delivery centre answers the mission request. */
export const acceptingMission: readonly Step[] = [
  {
    who: 'Centre 35',
    what: 'reçoit sa copie et accepte la mission',
    async run(relay) {
      await mailTo(relay, 'cdg35@exemple.fr', 'Mission demandée');
      const browser = await signIn(relay, officers.delivery);
      await browser.open(relay.order);
      if (browser.page.button('Accepter la mission')) await browser.press('Accepter la mission');
    },
  },
];
