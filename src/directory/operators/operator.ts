import type { Operator, OperatorKind } from '#src/directory/organisations/organisations.js';
import { refusals } from '#src/directory/refusals.js';
import type { Refusal } from '#src/platform/acts/refusal.js';

/**
 * Whether a body may be that of the relay beside the others of its kind: an installation has one purchasing body, and
 * a department one delivery centre. `known`: what the directory has under the SIRET of one that is added.
 */
export function judgeOperator(
  kind: OperatorKind,
  input: { readonly name: string; readonly departments: readonly string[] },
  others: readonly Operator[],
  known?: { readonly id: string; readonly name: string },
): Refusal | undefined {
  const [other] = others;
  if (kind === 'purchasing-body' && other) return refusals.onePurchasingBody(other.name);
  if (known && others.some((each) => each.organisationId === known.id))
    return refusals.operatorKnown(known.name);
  if (known && !isSameName(known.name, input.name)) return refusals.siretOfAnother(known.name);
  return kind === 'delivery-centre' ? judgeDepartments(input.departments, others) : undefined;
}

function judgeDepartments(departments: readonly string[], others: readonly Operator[]): Refusal | undefined {
  for (const other of others) {
    const both = departments.filter((each) => other.departments.includes(each));
    if (both.length > 0) return refusals.alreadyServed(other.name, both);
  }
  return undefined;
}

/** But for case, accents and the kind of apostrophe. */
function isSameName(one: string, other: string): boolean {
  const plain = (name: string): string => name.replaceAll('’', "'");
  return plain(one).localeCompare(plain(other), 'fr', { sensitivity: 'base' }) === 0;
}
