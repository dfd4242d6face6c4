import { Hono } from 'hono';
import type { z } from 'zod';
import { type ReasonGroup, reasonGiven, reasonInput, reasonsAt } from '#src/catalogue/index.js';
import { fieldsToMend } from '#src/orders/draft/fields-to-mend.js';
import { type OrderStep, orderTable } from '#src/orders/order.js';
import { usageNames } from '#src/orders/order-page/reading.js';
import { partsIn } from '#src/orders/parts-in-order.js';
import { orderPaths, type ReasonedStep, reasonedSlugs } from '#src/orders/paths.js';
import type { FoundOrder } from '#src/orders/rows.js';
import { findOrder } from '#src/orders/store.js';
import { recordRefusal } from '#src/orders/transmission/hear-authority.js';
import { sendingOf } from '#src/orders/transmission/transmit-order.js';
import type { Reason } from '#src/orders/types.js';
import type { Act } from '#src/platform/acts/act.js';
import { isRefusal, type Refusal } from '#src/platform/acts/refusal.js';
import { permits } from '#src/platform/acts/steps.js';
import { type FieldErrors, readForm, type Typed, typedText } from '#src/platform/web/form.js';
import { notFound, page, refused, signedIn } from '#src/platform/web/http.js';
import { personOf, type Web, type WebContext, type WebEnv, type WebRoutes } from '#src/platform/web/web.js';
import { cancelOrder, refuseOrder, withdrawOrder } from './end-order.js';
import { GiveReasonPage } from './give-reason.page.js';
import { missionTable } from './mission.js';
import { currentMission } from './mission-store.js';
import { declineMission } from './move-mission.js';
import { returnOrder, returnOrderInput } from './return-order.js';
import { declineToSign, takeBackOrder } from './take-back-order.js';

interface Definition {
  readonly group: ReasonGroup;
  readonly title: string;
  readonly lead: string;
  readonly button: string;
  readonly danger?: true;
  /** `sending` is the one that the page showed: an answer of the authority counts for it only. */
  readonly run: (act: Act, id: string, reason: Reason, sending: string) => Promise<unknown>;
}

/** Steps that need a reason: one page, one group of the catalogue, one use case each. */
const definitions: Readonly<Record<ReasonedStep, Definition>> = {
  'take-back': {
    group: 'take-back',
    title: 'Reprendre la commande',
    lead: 'Le lien de signature sera fermé ; sa page dira pourquoi.',
    button: 'Reprendre la commande',
    run: takeBackOrder,
  },
  'decline-to-sign': {
    group: 'decline-signing',
    title: 'Ne pas signer',
    lead: 'Le correspondant recevra votre motif et pourra corriger la commande.',
    button: 'Ne pas signer',
    run: declineToSign,
  },
  return: {
    group: 'return',
    title: 'Renvoyer à l’organisme',
    lead: 'Dites ce qu’il faut corriger, champ par champ. Un contreseing serait annulé.',
    button: 'Renvoyer la commande',
    run: returnOrder,
  },
  refuse: {
    group: 'refusal',
    title: 'Refuser la commande',
    lead: 'La commande sera close. S’il suffit de la corriger, renvoyez-la plutôt.',
    button: 'Refuser la commande',
    danger: true,
    run: refuseOrder,
  },
  withdraw: {
    group: 'withdraw',
    title: 'Retirer la commande',
    lead: 'La commande sera close et les dossiers des titulaires abandonnés.',
    button: 'Retirer la commande',
    danger: true,
    run: withdrawOrder,
  },
  cancel: {
    group: 'cancel',
    title: 'Annuler la commande',
    lead: 'La commande sera close et les dossiers des titulaires abandonnés.',
    button: 'Annuler la commande',
    danger: true,
    run: cancelOrder,
  },
  'record-refusal': {
    group: 'authority-refusal',
    title: 'Noter le refus de l’autorité',
    lead: 'La commande revient à l’examen, avec ce motif.',
    button: 'Enregistrer le refus',
    run: recordRefusal,
  },
  'decline-mission': {
    group: 'mission-declined',
    title: 'Décliner la mission',
    lead: 'La commande sera renvoyée à l’organisme avec votre motif.',
    button: 'Décliner la mission',
    danger: true,
    run: declineMission,
  },
};

/** The pages of all steps that need a reason. */
export function reasonedRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();
  app.use('/commandes/*', signedIn);
  for (const step of Object.keys(definitions) as ReasonedStep[]) {
    const path = `/commandes/:id/${reasonedSlugs[step]}`;
    app.get(path, (c) => show(web, c, step, { typed: {}, errors: {} }));
    app.post(path, (c) => take(web, c, step));
  }
  return app;
}

async function take(web: Web, c: WebContext, step: ReasonedStep): Promise<Response> {
  const form = await readForm(c, step === 'return' ? returnOrderInput : reasonInput);
  if (!form.ok) return show(web, c, step, form, 422);
  const id = c.req.param('id') ?? '';
  const { group, run } = definitions[step];
  const result = await web.kernel.transact(personOf(c), async (act) => {
    const given = await reasonGiven(act.tx, group, form.value, act.now);
    if (isRefusal(given)) return given;
    const { reason } = given;
    const fields = 'mend' in form.value ? (form.value as z.output<typeof returnOrderInput>).mend : {};
    const whole = Object.keys(fields).length > 0 ? { ...reason, fields } : reason;
    return run(act, id, whole, typedText(form.typed, 'sending'));
  });
  if (isRefusal(result))
    return refused(c, result, (refusal, status) =>
      show(web, c, step, { typed: form.typed, errors: {}, refusal }, status),
    );
  return c.redirect(step === 'decline-to-sign' ? '/' : orderPaths.order(id), 303);
}

async function show(
  web: Web,
  c: WebContext,
  step: ReasonedStep,
  form: { typed: Typed; errors: FieldErrors; refusal?: Refusal },
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const actor = personOf(c);
  const order = await findOrder(web.db, actor, c.req.param('id') ?? '');
  if (!order || (!form.refusal && !(await allowed(web, order, step, partsIn(order, actor)))))
    return notFound(c);
  const { group, title, lead, button, danger } = definitions[step];
  const orderedAt = order.terms ? new Date(order.terms.frozenAt) : web.kernel.clock();
  return page(
    c,
    { title, status, width: 'reading', invalid: status === 422 },
    <GiveReasonPage
      view={{
        order: { id: order.id, number: order.number, organisationName: order.organisation_name },
        title,
        lead,
        button,
        action: orderPaths.reasoned(order.id, step),
        sending: step === 'record-refusal' ? sendingOf(order) : undefined,
        reasons: await reasonsAt(web.db, group, web.kernel.clock()),
        groups: step === 'return' ? fieldsToMend(order, await usageNames(web.db, orderedAt)) : [],
        typed: form.typed,
        errors: form.errors,
        refusal: form.refusal?.sentence,
        danger: danger ?? false,
      }}
    />,
  );
}

async function allowed(
  web: Web,
  order: FoundOrder,
  step: ReasonedStep,
  parts: ReturnType<typeof partsIn>,
): Promise<boolean> {
  if (step !== 'decline-mission') return permits(orderTable, order.state, step as OrderStep, parts);
  const mission = await currentMission(web.db, order.id);
  return mission !== undefined && permits(missionTable, mission.state, 'decline-mission', parts);
}
