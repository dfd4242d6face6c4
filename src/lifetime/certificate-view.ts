import { entryAt } from '#src/catalogue/index.js';
import { type Operator, operatorOf, type Party } from '#src/directory/index.js';
import { findOrderFacts } from '#src/orders/index.js';
import type { Person } from '#src/platform/acts/actor.js';
import { choices } from '#src/platform/acts/turn.js';
import type { Database } from '#src/platform/database/database.js';
import {
  type CertificateCallRow,
  type CertificateStep,
  certificateTable,
  firstUnconfirmed,
  partiesOnCertificate,
} from '#src/registration/index.js';
import { type CertificateFacts, certificateSeen, type Reader } from './store.js';

/** Steps that people take on the certificate's own pages. */
const stepsHere: readonly CertificateStep[] = ['suspend', 'resume', 'revoke', 'confirm'];

/** A certificate as one person sees it, with what that person may press. */
export interface CertificateView {
  readonly facts: CertificateFacts;
  readonly parties: readonly Party[];
  readonly next: ReadonlySet<CertificateStep>;
  readonly besides: ReadonlySet<CertificateStep>;
  /** What the authority has not confirmed yet, the first of it. */
  readonly unconfirmed: CertificateCallRow | undefined;
  readonly buyer: Operator | undefined;
  /** How the authority is reached day and night, as the supplier's entry of the catalogue says it. */
  readonly help: string | null;
  /** No authority is connected: the purchasing officer passes on what is decided. */
  readonly byHand: boolean;
  readonly now: Date;
}

/** Undefined where the certificate does not exist for this person (rule 13). */
export async function viewCertificate(
  db: Database,
  actor: Person,
  id: string,
  { now, byHand }: Pick<CertificateView, 'now' | 'byHand'>,
): Promise<CertificateView | undefined> {
  const facts = await certificateSeen(db, actor, id);
  if (!facts) return undefined;
  const parties = partiesOn(facts, actor);
  const open = choices(certificateTable, facts.state, parties);
  const unconfirmed = await firstUnconfirmed(db, id);
  const here = stepsHere.filter((step) => step !== 'confirm' || unconfirmed);
  const steps = (rows: typeof open.next): Set<CertificateStep> =>
    new Set(rows.map((row) => row.step).filter((step) => here.includes(step)));
  return {
    facts,
    parties,
    next: steps(open.next),
    besides: steps(open.besides),
    unconfirmed,
    buyer: await operatorOf(db, facts.purchasing_body_id, 'purchasing-body'),
    help: await revocationHelp(db, facts.order_id, now),
    byHand,
    now,
  };
}

/** Which parties a person stands for on this certificate. */
export function partiesOn(facts: CertificateFacts, actor: Person): Party[] {
  return partiesOnCertificate({ ...facts, id: facts.file_id }, actor);
}

export async function revocationHelp(db: Reader, orderId: string, at: Date): Promise<string | null> {
  const order = await findOrderFacts(db, orderId);
  const product = order?.terms && (await entryAt(db, 'product', order.terms.product.code, at));
  const supplier = product && (await entryAt(db, 'supplier', product.data.supplier, at));
  return supplier?.data.revocationHelp ?? null;
}
