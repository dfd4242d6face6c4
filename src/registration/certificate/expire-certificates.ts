import { calendar } from '#src/platform/acts/actor.js';
import { eachAlone } from '#src/platform/jobs/each-alone.js';
import type { Schedule } from '#src/platform/jobs/jobs.js';
import { tables } from '#src/registration/store.js';
import { moveCertificate } from './move-certificate.js';

/** Every night: certificates whose validity is over. */
export const expireCertificates: Schedule = {
  name: 'expire-certificates',
  cron: '10 0 * * *',
  async run(kernel) {
    const over = await tables(kernel.db)
      .selectFrom('certificates')
      .select('id')
      .where('state', 'in', ['live', 'suspended'])
      .where('not_after', '<', kernel.clock())
      .execute();
    await eachAlone(over, ({ id }) => kernel.transact(calendar, (act) => moveCertificate(act, id, 'expire')));
  },
};
