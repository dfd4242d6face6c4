import { type Operator, registrationOffices } from '#src/directory/index.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, notYourPart, type Refusal, refuse } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { json } from '#src/platform/database/jsonb.js';
import type { Typed } from '#src/platform/web/form.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { fileTable } from '#src/registration/holder-file.js';
import { moveHolderFile } from '#src/registration/move-holder-file.js';
import { partiesOnFile } from '#src/registration/parties-on-file.js';
import { refusals } from '#src/registration/refusals.js';
import { type FileChange, lockFile, tables } from '#src/registration/store.js';
import type { IdentityInput } from './file-input.js';

/** Keeps the holder's data. Typed by the correspondent, they wait for the holder to confirm them. */
export async function fillInFile(act: Act, id: string, input: IdentityInput): Promise<FileFacts | Refusal> {
  const tooYoung = new Date(act.now);
  tooYoung.setFullYear(tooYoung.getFullYear() - 16);
  if (new Date(input.birthDate) > tooYoung || input.birthDate < '1900-01-01') return refusals.birthDate;
  return keep(act, id, 'data', {
    given_names: input.givenNames,
    surname: input.surname,
    birth_name: input.birthName,
    birth_date: input.birthDate,
    birth_place: input.birthPlace,
    function: input.function,
    phone: input.phone,
    address: input.address,
    postal_code: input.postalCode,
    city: input.city,
    situation: input.situation,
    draft: null,
  });
}

/** The offices from which a file in this state has one to choose; none where one has judged, and keeps it. */
export async function officesFor(
  db: Database | Tx,
  state: FileFacts['state'],
): Promise<readonly Operator[] | undefined> {
  return state === 'to-correct' ? undefined : registrationOffices(db);
}

/** The registration office that will judge the file; kept from its first verdicts on. */
export async function chooseOffice(act: Act, id: string, office: string): Promise<FileFacts | Refusal> {
  const offices = await registrationOffices(act.tx);
  if (!offices.some((each) => each.organisationId === office)) {
    return refuse('office-unknown', 'Choisissez un bureau d’enregistrement de la liste.');
  }
  const before = await lockFile(act.tx, id);
  if (before?.state === 'to-correct' && before.office_id !== office) return refusals.officeKept;
  return keep(act, id, 'office', { office_id: office });
}

/**
 * What is being typed, as it is typed: lost neither by an error nor by a closed window. Not a step: nothing moves,
 * nothing is said.
 */
export async function saveDraft(act: Act, id: string, draft: Typed): Promise<true | Refusal> {
  const file = await lockFile(act.tx, id);
  if (!file) return notYourPart;
  const row = permit(fileTable, file.state, 'fill-in', partiesOnFile(file, act.actor));
  if (isRefusal(row)) return row;
  await tables(act.tx)
    .updateTable('holder_files')
    .set({ draft: json(draft) })
    .where('id', '=', id)
    .execute();
  return true;
}

function keep(act: Act, id: string, part: string, change: FileChange): Promise<FileFacts | Refusal> {
  return moveHolderFile(act, id, 'fill-in', { data: { part } }, change);
}
