import { delayAt, dueDates } from '#src/catalogue/index.js';
import { tables } from '#src/handover/store.js';
import { present, publishVisit } from '#src/handover/visits/change-visit.js';
import { lockVisit, updateVisit } from '#src/handover/visits/visit-store.js';
import { whenAndLong } from '#src/handover/visits/visit-words.js';
import type { Kernel } from '#src/platform/acts/act.js';
import { calendar } from '#src/platform/acts/actor.js';
import { eachAlone } from '#src/platform/jobs/each-alone.js';
import type { Schedule } from '#src/platform/jobs/jobs.js';
import { mailCorrespondents, mailHolder, type VisitMail } from './mail-visit.js';

/** Every morning: those whose visit comes soon are reminded, once; again if it is moved. */
export const remindVisits: Schedule = {
  name: 'remind-visits',
  cron: '10 8 * * *',
  async run(kernel) {
    const now = kernel.clock();
    const ahead = dueDates(await delayAt(kernel.db, 'appointment-reminder', now), now).end;
    const coming = await tables(kernel.db)
      .selectFrom('appointments')
      .select('id')
      .where('state', '=', 'agreed')
      .where('starts_at', '>', now)
      .where('starts_at', '<=', ahead)
      .where('reminded_at', 'is', null)
      .orderBy('starts_at')
      .execute();
    await eachAlone(coming, ({ id }) => remind(kernel, id));
  },
};

async function remind(kernel: Kernel, id: string): Promise<void> {
  await kernel.transact(calendar, async (act) => {
    const visit = await lockVisit(act.tx, id);
    if (visit?.state !== 'agreed' || visit.reminded_at || !visit.starts_at) return;
    await updateVisit(act.tx, id, { reminded_at: act.now });
    const files = present(visit);
    const mail: VisitMail = {
      cause: `reminder:${id}:${visit.starts_at.toISOString()}`,
      kind: 'visit-reminder',
      subject: `Rappel : rendez-vous de remise, ${files[0]?.organisation_name ?? ''}`,
      paragraphs: [
        `Le rendez-vous approche : ${whenAndLong(visit.starts_at, visit.minutes)}, ${visit.place}.`,
        'Le titulaire vient en personne, avec la pièce d’identité de son dossier. Un empêchement ? Déplacez le rendez-vous dès maintenant.',
      ],
      label: 'Voir le rendez-vous',
      about: { appointment: id },
    };
    for (const file of files) await mailHolder(act, file, mail);
    await mailCorrespondents(act, files, mail);
    await publishVisit(act, 'appointment.reminded', visit);
  });
}
