import { addressDoubts } from '#src/directory/index.js';
import { sharesAddress } from '#src/orders/holder-store.js';
import type { Database, Tx } from '#src/platform/database/database.js';

/**
 * Why a holder's address is asked about: it is likely wrong, or somebody of another name has it in an open order. Of
 * that nothing is said: an address tells nobody that it is known here.
 */
export async function holderAddressDoubt(
  db: Database | Tx,
  order: string,
  holder: { readonly email: string; readonly givenName: string; readonly surname: string },
): Promise<string | undefined> {
  const [doubt] = addressDoubts(holder.email);
  if (doubt) return doubt.sentence;
  return (await sharesAddress(db, order, holder))
    ? 'Vérifiez cette adresse, lettre par lettre\u202f: le lien et les codes y partent. Corrigez-la, ou confirmez que ce titulaire est seul à la lire.'
    : undefined;
}
