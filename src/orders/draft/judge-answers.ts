import { settingAt } from '#src/catalogue/index.js';
import { addressDoubts, followsOrders } from '#src/directory/index.js';
import { type Answers, type Section, sections } from '#src/orders/answers.js';
import { refusals } from '#src/orders/refusals.js';
import type { FoundOrder } from '#src/orders/rows.js';
import { returnedFor } from '#src/orders/types.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { type Checked, checkAnswers } from './check-answers.js';
import { holderAddressDoubt } from './holder-address.js';
import { usageProblems } from './usage-problems.js';

type Problem = { readonly field: string; readonly message: string };

/**
 * Judges an order before its signature is asked for: both forms as a whole, and what only the installation knows:
 * who follows the order, how many holders it may have, what asks for a confirmation that was not given. A page that
 * was skipped is judged here all the same.
 */
export async function judgeAnswers(db: Database | Tx, order: FoundOrder, at: Date): Promise<Checked> {
  const checked = checkAnswers(order.answers);
  if (!checked.complete) return checked;
  const problems = [
    ...(await tooManyHolders(db, checked.answers, at)),
    ...(await signatoryIsFollower(db, order, checked.answers)),
    ...(await unconfirmedAddresses(db, order, checked.answers)),
    ...(await usagesToMend(db, checked.answers, at)),
  ];
  return problems.length > 0 ? { complete: false, problems } : checked;
}

/** The sections that lack an answer, and those in which a return names something. */
export async function sectionsToMend(
  db: Database | Tx,
  order: FoundOrder,
  at: Date,
): Promise<ReadonlySet<Section>> {
  const checked = await judgeAnswers(db, order, at);
  const fields = checked.complete ? [] : checked.problems.map(({ field }) => field);
  return new Set([...sectionsOf(fields), ...sectionsReturned(order)]);
}

/** The sections in which the return of an order names a field to mend. */
export function sectionsReturned(order: FoundOrder): ReadonlySet<Section> {
  return order.state === 'returned'
    ? sectionsOf(Object.keys(returnedFor(order.reason)?.fields ?? {}))
    : new Set();
}

function sectionsOf(fields: readonly string[]): ReadonlySet<Section> {
  return new Set(sections.filter((section) => fields.some((field) => field.split('.')[0] === section)));
}

async function tooManyHolders(db: Database | Tx, { holders }: Answers, at: Date): Promise<Problem[]> {
  const most = await settingAt(db, 'max-holders', at);
  if (holders.length <= most) return [];
  return [
    {
      field: 'holders',
      message: `Une commande compte ${most} titulaires au plus\u202f: retirez-en, et faites une autre commande pour les suivants.`,
    },
  ];
}

/** Whoever prepares or follows an order never signs it (procedure, « How one gets in »). */
async function signatoryIsFollower(
  db: Database | Tx,
  order: FoundOrder,
  { signatory }: Answers,
): Promise<Problem[]> {
  const of = { organisation: order.organisation_id, author: order.author_id };
  return (await followsOrders(db, signatory.email, of))
    ? [{ field: 'signatory.email', message: refusals.signatoryAlsoCorrespondent.sentence }]
    : [];
}

/** An address that is likely wrong, or read by several people, is asked about (rule 2). */
async function unconfirmedAddresses(
  db: Database | Tx,
  order: FoundOrder,
  { holders, signatory }: Answers,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [index, holder] of holders.entries()) {
    const message = holder.addressConfirmed ? undefined : await holderAddressDoubt(db, order.id, holder);
    if (message) problems.push({ field: `holders.${index}.email`, message });
  }
  const [doubt] = addressDoubts(signatory.email);
  if (doubt && !signatory.addressConfirmed) {
    problems.push({ field: 'signatory.email', message: doubt.sentence });
  }
  return problems;
}

/** What the usages of each holder ask for, by the catalogue of the day. */
async function usagesToMend(db: Database | Tx, { holders }: Answers, at: Date): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [index, holder] of holders.entries()) {
    for (const { name, message } of await usageProblems(db, holder, at)) {
      problems.push({ field: `holders.${index}.${name}`, message });
    }
  }
  return problems;
}
