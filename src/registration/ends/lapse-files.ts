import { delayAt, dueDates, dueNow } from '#src/catalogue/index.js';
import type { Kernel } from '#src/platform/acts/act.js';
import { calendar } from '#src/platform/acts/actor.js';
import { longDate, ofName } from '#src/platform/french/french.js';
import { parisDay } from '#src/platform/french/working-time.js';
import { eachAlone } from '#src/platform/jobs/each-alone.js';
import type { Schedule } from '#src/platform/jobs/jobs.js';
import { reopenFile } from '#src/registration/desk/reopen-file.js';
import { holderName } from '#src/registration/holder-name.js';
import { holderDoor, mailFile } from '#src/registration/mail-file.js';
import { moveHolderFile } from '#src/registration/move-holder-file.js';
import { filePaths } from '#src/registration/paths.js';
import { lockFile, tables, updateFile } from '#src/registration/store.js';
import { delayOfState } from '#src/registration/whose-turn.js';
import { identityRanOut } from './reasons-by-itself.js';

/** States that await the holder or the organisation: never one in which an officer has the turn. */
const lapsing = ['invited', 'in-progress', 'to-correct', 'to-arrange', 'proposed'] as const;

/** Every morning: files without an answer are reminded twice, then lapse. */
export const lapseFiles: Schedule = {
  name: 'lapse-files',
  cron: '40 7 * * *',
  async run(kernel) {
    const asleep = await tables(kernel.db)
      .selectFrom('holder_files')
      .select('id')
      .where('state', 'in', [...lapsing])
      .orderBy('since')
      .execute();
    await eachAlone(asleep, ({ id }) => remindOrLapse(kernel, id));
  },
};

async function remindOrLapse(kernel: Kernel, id: string): Promise<void> {
  await kernel.transact(calendar, async (act) => {
    const file = await lockFile(act.tx, id);
    const code = file && delayOfState[file.state];
    if (!file || !code || !lapsing.includes(file.state as never)) return;
    const delay = await delayAt(act.tx, code, act.now);
    const due = dueNow(delay, file.since, file.warned, act.now);
    if (due?.ask === 'end') await moveHolderFile(act, id, 'lapse');
    if (due?.ask !== 'reminder') return;
    await updateFile(act.tx, id, { warned: file.warned + 1 });
    const toArrange = file.state === 'to-arrange' || file.state === 'proposed';
    const mail = {
      cause: `warning:${id}:${file.since.toISOString()}:${file.warned + 1}`,
      subject: `${due.last ? 'Dernier rappel' : 'Rappel'} : dossier de certificat ${ofName(holderName(file))}, ${file.organisation_name}`,
      paragraphs: [
        toArrange
          ? 'Le rendez-vous de remise attend votre réponse.'
          : file.state === 'to-correct'
            ? 'Le dossier attend des corrections. Ce qui est déjà accepté est gardé.'
            : 'Le dossier attend d’être rempli et déposé. Ce qui est déjà saisi est gardé.',
        `Sans suite d’ici le ${longDate(dueDates(delay, file.since).end)}, il expirera de lui-même et une nouvelle commande sera nécessaire.`,
      ],
    };
    await mailFile(act, file, {
      ...mail,
      kind: 'file-reminder',
      to: 'holder',
      button: { label: 'Ouvrir mon dossier', url: await holderDoor(act, file) },
    });
    await mailFile(act, file, {
      ...mail,
      kind: 'file-reminder-copy',
      to: 'correspondents',
      button: { label: 'Voir où en est le dossier', url: filePaths.followed(id) },
    });
  });
}

/** Every night: a validated file whose identity document ran out yesterday goes back to its holder. */
export const reopenExpired: Schedule = {
  name: 'reopen-files-of-expired-identity',
  cron: '5 0 * * *',
  async run(kernel) {
    const over = await tables(kernel.db)
      .selectFrom('holder_files')
      .select('id')
      .where('state', 'in', ['validated', 'to-arrange', 'proposed', 'scheduled'])
      .where('identity_expires', '<', parisDay(kernel.clock()))
      .execute();
    await eachAlone(over, ({ id }) =>
      kernel.transact(calendar, (act) => reopenFile(act, id, identityRanOut)),
    );
  },
};
