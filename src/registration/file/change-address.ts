import type { Act } from '#src/platform/acts/act.js';
import type { Person } from '#src/platform/acts/actor.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { permit } from '#src/platform/acts/steps.js';
import { makeCode, tryCode } from '#src/platform/sign-in/codes.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { fileTable } from '#src/registration/holder-file.js';
import { isHolder, partiesOnFile } from '#src/registration/parties-on-file.js';
import { lockFile, lockFilesOfOrder } from '#src/registration/store.js';
import { mailAddressCode, minutesBeforeAddressCode, tellOldAddress } from './change-address.mail.js';
import { addressRefusal, replaceAddress } from './correct-address.js';

/**
 * The holder asks for another address: a code goes to it, and nothing changes before it is typed back. A mistyped
 * address locks nobody out. Returns the minutes to wait where another code is asked for too soon.
 */
export async function askAddressCode(
  act: Act,
  actor: Person,
  id: string,
  email: string,
): Promise<'mailed' | { readonly minutes: number } | Refusal> {
  const file = await fileToChange(act, actor, id, email);
  if (isRefusal(file)) return file;
  const minutes = await minutesBeforeAddressCode(act, file);
  if (minutes > 0) return { minutes };
  await mailAddressCode(act, { ...file, email }, await makeCode(act, codeOf(act, actor, id, email)));
  return 'mailed';
}

/** The code was read at the new address, which is the file's from now on. A wrong one is a result: the try counts. */
export async function changeAddress(
  act: Act,
  actor: Person,
  id: string,
  input: { readonly email: string; readonly code: string },
): Promise<'changed' | 'wrong' | 'expired' | Refusal> {
  const file = await fileToChange(act, actor, id, input.email);
  if (isRefusal(file)) return file;
  const tried = await tryCode(act, { ...codeOf(act, actor, id, input.email), digits: input.code });
  if (tried !== 'right') return tried;
  const changed = await replaceAddress(act, id, input.email);
  if (isRefusal(changed)) return changed;
  await tellOldAddress(act, file);
  return 'changed';
}

/** The file, locked, where this holder may give it this address. */
async function fileToChange(
  act: Act,
  actor: Person,
  id: string,
  email: string,
): Promise<FileFacts | Refusal> {
  await lockFilesOfOrder(act.tx, id);
  const file = await lockFile(act.tx, id);
  if (!file || !isHolder(file, actor)) return notYourPart;
  const row = permit(fileTable, file.state, 'correct-address', partiesOnFile(file, actor));
  return isRefusal(row) ? row : ((await addressRefusal(act, file, email)) ?? file);
}

function codeOf(act: Act, actor: Person, id: string, email: string) {
  const boundTo = act.keyed(`address:${email}`).toString('hex');
  return { purpose: `address:${id}`, personId: actor.id, boundTo };
}
