import { peopleWith } from '#src/directory/index.js';
import { refusals } from '#src/handover/refusals.js';
import { fileFacts } from '#src/handover/tokens/move-token.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { isUuid } from '#src/platform/uuid.js';
import { type FileFacts, partiesOnFile } from '#src/registration/index.js';

/** Files that one visit is to be arranged for: of one organisation, each with its key at the centre. */
export async function filesForVisit(
  act: Act,
  ids: readonly string[],
): Promise<[FileFacts, ...FileFacts[]] | Refusal> {
  const files: FileFacts[] = [];
  for (const id of [...new Set(ids)].sort()) {
    const file = isUuid(id) ? await fileFacts(act, id) : undefined;
    if (!file || !partiesOnFile(file, act.actor).includes('delivery-officer')) return notYourPart;
    files.push(file);
  }
  const [first, ...others] = files;
  if (!first) return refusals.nobodyChosen;
  if (others.some((file) => file.organisation_id !== first.organisation_id)) return refusals.oneOrganisation;
  if (others.some((file) => file.delivery_centre_id !== first.delivery_centre_id)) return notYourPart;
  return files.some((file) => !file.token_ready) ? refusals.tokenNotThere : [first, ...others];
}

/** Whoever goes must be a delivery officer of the centre. */
export async function officerOf(act: Act, centre: string, officerId: string): Promise<string | Refusal> {
  const officers = await peopleWith(act.tx, 'delivery-officer', centre);
  return officers.some((officer) => officer.id === officerId) ? officerId : notYourPart;
}

/** Runs a step on each file in one order; the first refusal stands for all. */
export async function eachFile(
  files: readonly FileFacts[],
  step: (file: FileFacts) => Promise<FileFacts | Refusal>,
): Promise<Refusal | undefined> {
  for (const file of [...files].sort((a, b) => a.id.localeCompare(b.id))) {
    const moved = await step(file);
    if (isRefusal(moved)) return moved;
  }
  return undefined;
}
