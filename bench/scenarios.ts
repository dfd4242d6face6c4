import { orderPaths } from '#src/orders/index.js';
import { createKernel, noJobs } from '#src/platform/acts/act.js';
import { calendar } from '#src/platform/acts/actor.js';
import { systemClock } from '#src/platform/acts/clock.js';
import { openDatabase } from '#src/platform/database/database.js';
import { makeCode } from '#src/platform/sign-in/codes.js';
import { filePaths } from '#src/registration/index.js';
import type { Call } from './load.js';
import type { Model } from './model.js';

/** One request of the product that is measured, again and again. */
export interface Scenario {
  readonly name: string;
  /** What it may cost, in processor time, as a multiple of the bare server. */
  readonly aim?: number;
  readonly status: number;
  /** The identifier of what a request is about, where each has its own. */
  readonly subject?: (call: Call) => string;
  /** Each subject serves once. */
  readonly once?: boolean;
  calls(): Iterator<Call>;
}

/** The lists that officers read: every one holds 50 rows, under a filter, of somebody signed in. */
export function listScenarios(model: Model): Scenario[] {
  const list = (name: string, cookie: string, path: string, aim?: number): Scenario => ({
    name,
    status: 200,
    ...(aim === undefined ? {} : { aim }),
    calls: () => forever(() => ({ method: 'GET', path, headers: { cookie } })),
  });
  const { office, buyer } = model.cookies;
  return [
    list('liste des dossiers, filtrée (contrôle)', office, '/controle?liste=valides', 4),
    list('liste des dossiers, nom cherché', office, '/controle?liste=valides&q=quel', 4),
    list('liste des commandes, filtrée', buyer, `${orderPaths.list}?etat=transmitted`, 4),
    list('liste des commandes, toutes', buyer, orderPaths.list, 4),
  ];
}

/** The signature of an order with 3 holders: state, journal, jobs; each order once, with its own code. */
export async function signatureScenario(
  url: string,
  model: Model,
  orders: readonly string[],
): Promise<Scenario> {
  const codes = await makeCodes(url, model, orders);
  const headers = { cookie: model.cookies.signatory, origin: 'http://localhost', host: 'localhost' };
  const left = orders.values();
  return {
    name: 'signature d’une commande, 3 titulaires',
    aim: 5,
    status: 303,
    once: true,
    subject: (call) => /[0-9a-f-]{36}/.exec(call.path)?.[0] ?? '',
    calls: () => ({
      next() {
        const { value: id, done } = left.next();
        if (done) return { done: true, value: undefined };
        const body = new URLSearchParams({
          conditions: 'oui',
          mission: 'oui',
          documents: model.documents,
          code: codes.get(id) ?? '',
        });
        return { value: { method: 'POST', path: orderPaths.sign(id), headers, body: body.toString() } };
      },
    }),
  };
}

/** One step of a holder's file: the data of the first form are kept. */
export function stepScenario(model: Model, files: readonly string[]): Scenario {
  const headers = { cookie: model.cookies.holder, origin: 'http://localhost', host: 'localhost' };
  let turn = 0;
  return {
    name: 'étape d’un dossier (données saisies)',
    status: 303,
    subject: (call) => /[0-9a-f-]{36}/.exec(call.path)?.[0] ?? '',
    calls: () =>
      forever(() => {
        turn += 1;
        const body = new URLSearchParams({
          givenNames: 'Titouan, Malo',
          surname: 'Mesure',
          birthName: '',
          birthDate: '1984-05-17',
          birthPlace: 'Rennes',
          function: `Agent ${turn % 100}`,
          phone: '06 39 98 00 12',
          address: '3 rue de l’Exemple',
          postalCode: '35000',
          city: 'Rennes',
          situation: 'agent',
        });
        const id = files[turn % files.length] ?? '';
        return { method: 'POST', path: filePaths.identity(id), headers, body: body.toString() };
      }),
  };
}

async function makeCodes(url: string, model: Model, orders: readonly string[]): Promise<Map<string, string>> {
  const { db, close } = openDatabase(url, { max: 1 });
  const kernel = createKernel({
    db,
    clock: systemClock,
    baseUrl: 'http://localhost',
    test: true,
    secret: model.secret,
    followers: new Map(),
    jobs: noJobs,
  });
  const codes = new Map<string, string>();
  await kernel.transact(calendar, async (act) => {
    // Good for the whole run, however long it takes.
    const later = { ...act, now: new Date(act.now.getTime() + 3_600_000) };
    for (const id of orders) {
      const code = { purpose: `sign:${id}`, personId: model.signatoryId, boundTo: model.documents };
      codes.set(id, await makeCode(later, code));
    }
  });
  await close();
  return codes;
}

function forever(make: () => Call): Iterator<Call> {
  return { next: () => ({ value: make() }) };
}
