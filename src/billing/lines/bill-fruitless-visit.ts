import type { z } from 'zod';
import { refusals } from '#src/billing/refusals.js';
import type { AppointmentFacts } from '#src/billing/rows.js';
import { issuersOf, nobody, orderFacts, type Reader, tables } from '#src/billing/store.js';
import { reasonGiven, reasonInput, settingAt } from '#src/catalogue/index.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Actor } from '#src/platform/acts/actor.js';
import { isRefusal, notYourPart, type Refusal } from '#src/platform/acts/refusal.js';
import { parisDay } from '#src/platform/french/working-time.js';
import { addVisitLine, interventionPrice, tell } from './open-lines.js';

export const fruitlessInput = reasonInput;

/** Visits that took place, or were to, and where no key was handed over: of one's own centres, latest first. */
export function fruitlessVisits(
  db: Reader,
  actor: Actor,
  only?: string,
): Promise<(AppointmentFacts & { order_number: string; organisation_name: string })[]> {
  let query = tables(db)
    .selectFrom('appointment_facts as a')
    .innerJoin('billed_order_facts as o', 'o.id', 'a.order_id')
    .selectAll('a')
    .select(['o.number as order_number', 'o.organisation_name'])
    .where('a.delivery_centre_id', 'in', [...issuersOf(actor), nobody])
    .where('a.state', 'in', ['held', 'no-show', 'excused'])
    .where('a.handed_over', '=', 0)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('billable_lines as l').select('l.id').whereRef('l.appointment_id', '=', 'a.id'))),
    );
  if (only) query = query.where('a.id', '=', only);
  return query.orderBy('a.starts_at', 'desc').limit(50).execute();
}

/** A fruitless visit costs nothing, unless the installation's choice and a reason say so (rule 10). */
export async function billFruitlessVisit(
  act: Act,
  command: { readonly appointment: string } & z.output<typeof fruitlessInput>,
): Promise<{ line: string } | Refusal> {
  const [visit] = await fruitlessVisits(act.tx, act.actor, command.appointment);
  if (!visit?.order_id) return notYourPart;
  if (!(await settingAt(act.tx, 'bill-fruitless-visit', act.now))) return refusals.fruitlessNotBilled;
  const given = await reasonGiven(act.tx, 'fruitless-visit', command, act.now);
  if (isRefusal(given)) return given;
  const { reason } = given;
  const order = await orderFacts(act.tx, visit.order_id);
  if (!order.terms) return notYourPart;
  const line = await addVisitLine(act, order, {
    appointment: visit.id,
    kind: 'fruitless-visit',
    state: 'to-issue',
    issuer: visit.delivery_centre_id,
    price: interventionPrice(order.terms),
    reason,
    on: parisDay(visit.starts_at ?? act.now),
  });
  if (!line) return refusals.fruitlessAlreadyBilled;
  await tell(act, line);
  return { line: line.id };
}
