import { addressDoubts, confirmSiret, findOrNamePerson, grantRole, hasLeft } from '#src/directory/index.js';
import type { FoundOrder } from '#src/orders/rows.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { signatoryKnown } from './signature-store.js';

/** An address seen for the first time for this organisation, or a generic one, is confirmed by a person. */
export async function signatoryNeedsConfirmation(db: Database | Tx, order: FoundOrder): Promise<boolean> {
  const email = order.signatory_email ?? '';
  if (order.signatory_confirmed_by) return false;
  const generic = addressDoubts(email).some((doubt) => doubt.code === 'generic');
  return generic || !(await signatoryKnown(db, order.organisation_id, email, order.id));
}

/**
 * What a legal representative's signature vouches for, once it is known to be theirs: at the signature where the
 * address has signed an accepted order of the organisation, otherwise when a purchasing officer has examined it.
 * Whoever types a « mayor » of their own making gets nobody into the organisation.
 */
export async function vouchFor(act: Act, order: FoundOrder): Promise<void> {
  // A SIRET that another organisation has taken meanwhile stays presumed, for a purchasing officer to settle: it does
  // not undo a signature.
  const { siret } = (order.answers.organisation ?? {}) as { siret?: string };
  if (siret) await confirmSiret(act.tx, order.organisation_id, siret.replaceAll(/\s/g, ''));
  for (const personId of await followersOf(act, order)) {
    await grantRole(act, { personId, part: 'correspondent', body: order.organisation_id });
  }
}

/**
 * Who follows the order for the organisation: its author, unless an officer entered it for them or they have left, and
 * the correspondent that the signed forms name.
 */
async function followersOf(act: Act, order: FoundOrder): Promise<Set<string>> {
  const { email, givenName, surname } = (order.answers.correspondent ?? {}) as Record<string, string>;
  const named =
    email && (await findOrNamePerson(act.tx, { email: email.trim(), name: `${givenName} ${surname}` }));
  const gone = order.entered_on_behalf || (await hasLeft(act.tx, order.author_id, order.organisation_id));
  return new Set([...(gone ? [] : [order.author_id]), ...(named ? [named.id] : [])]);
}
