import {
  addressDoubts,
  confirmSiret,
  findOrNamePerson,
  followersAmong,
  grantRole,
} from '#src/directory/index.js';
import { namedCorrespondent } from '#src/orders/named-correspondent.js';
import type { FoundOrder } from '#src/orders/rows.js';
import { signatoryKnown } from '#src/orders/signature/signature-store.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Database, Tx } from '#src/platform/database/database.js';

/** An address seen for the first time for this organisation, or a generic one, is confirmed by a person. */
export async function signatoryNeedsConfirmation(db: Database | Tx, order: FoundOrder): Promise<boolean> {
  const email = order.signatory_email ?? '';
  if (order.signatory_confirmed_by) return false;
  const generic = addressDoubts(email).some((doubt) => doubt.code === 'generic');
  return generic || !(await signatoryKnown(db, order.organisation_id, email, order.id));
}

/**
 * What an order vouches for once a purchasing officer has found it right, its signatory being known to be one: whoever
 * types a « mayor » of their own making gets nobody into the organisation, nor does a mayor who has left.
 */
export async function vouchFor(act: Act, order: FoundOrder): Promise<void> {
  // A SIRET that another organisation has taken meanwhile stays presumed, for a purchasing officer to settle: it does
  // not undo an examination.
  const { siret } = (order.answers.organisation ?? {}) as { siret?: string };
  if (siret) await confirmSiret(act.tx, order.organisation_id, siret.replaceAll(/\s/g, ''));
  for (const newcomer of await newcomers(act.tx, order)) {
    const { id } = await findOrNamePerson(act.tx, newcomer);
    await grantRole(act, { personId: id, part: 'correspondent', body: order.organisation_id });
  }
}

/**
 * Whom the order makes correspondents of its organisation: its author, unless an officer entered it for them, and the
 * one whom the signed forms name. Who has left comes back by somebody's decision, never by an order.
 */
export async function newcomers(
  db: Database | Tx,
  order: FoundOrder,
): Promise<{ readonly name: string; readonly email: string }[]> {
  const author = order.entered_on_behalf ? null : order.author_id;
  const named = namedCorrespondent(order);
  const known = await followersAmong(db, { id: author, email: named?.email ?? null }, order.organisation_id);
  const unknown = named && known.every(({ email }) => email !== named.email) ? [named] : [];
  return [...known.filter(({ confirmed, left }) => !confirmed && !left), ...unknown];
}
