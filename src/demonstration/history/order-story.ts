import { sql } from 'kysely';
import { inventedAddress } from '#src/demonstration/people-address.js';
import { orderPaths } from '#src/orders/index.js';
import type { Chance } from './chance.js';
import { giveReason } from './give-reason.js';
import type { History } from './history.js';
import { type Invented, invent } from './names.js';
import { hidden, type Seat } from './seat.js';

/** How far an order of the demonstration goes. */
export const orderStages = [
  'draft',
  'to-sign',
  'submitted',
  'returned',
  'refused',
  'withdrawn',
  'examined',
  'cancelled',
  'transmitted',
] as const;
export type OrderStage = (typeof orderStages)[number];

export interface OrderStory {
  readonly id: string;
  readonly holders: readonly (Invented & { readonly situation: string; readonly function: string })[];
  readonly organisation: {
    readonly id: string;
    readonly siret: string;
    readonly city: string;
    readonly postalCode: string;
  };
  readonly correspondent: Seat;
  /** Who signs it. */
  readonly mayor: Invented;
}

export interface Commune {
  readonly id: string;
  readonly siret: string;
  readonly city: string;
  readonly postalCode: string;
  readonly correspondent?: { readonly name: string; readonly email: string };
}

const usages = ['authentication', 'acts-signature', 'accounting-signature'] as const;

const functions = {
  agent: ['Secrétaire générale', 'Responsable des finances', 'Assistante'],
  'elected-member': ['Adjoint aux finances', 'Première adjointe'],
} as const;

/** One order, from the draft to the stage wanted, by the forms of each part. */
export async function tellOrder(
  history: History,
  luck: Chance,
  serial: string,
  commune: Commune,
  stage: OrderStage,
): Promise<OrderStory> {
  const secretary = commune.correspondent ?? { ...nameOf(invent(luck, `${serial}c`)) };
  const mayor = invent(luck, `${serial}m`);
  const holders = Array.from({ length: luck.among([1, 1, 1, 2, 2, 3]) }, (_, index) => {
    const person = invent(luck, `${serial}t${index + 1}`);
    const situation = luck.among(['agent', 'agent', 'elected-member'] as const);
    return { ...person, situation, function: luck.among<string>(functions[situation]) };
  });
  const correspondent = await history.seat(secretary.email, secretary.name);
  const started = await correspondent.post(orderPaths.list, { organisation: commune.id });
  const id = /commandes\/([0-9a-f-]{36})/.exec(started)?.[1] ?? '';
  const story: OrderStory = { id, holders, organisation: commune, correspondent, mayor };
  await fillIn(story, luck, secretary, mayor, stage === 'draft' ? luck.between(1, 3) : 5);
  if (stage === 'draft') return story;
  await correspondent.post(orderPaths.askForSignature(id), {});
  await history.settle();
  if (stage === 'to-sign') return story;
  await history.wait(luck.between(2, 40));
  await sign(history, id, mayor);
  await history.settle();
  if (stage === 'submitted') return story;
  await history.wait(luck.between(3, 30));
  if (stage === 'withdrawn') {
    await giveReason(history, correspondent, orderPaths.reasoned(id, 'withdraw'), 'withdraw');
    return story;
  }
  const officer = await history.seat(inventedAddress('Gwenola Achat'), 'Gwenola Achat');
  if (stage === 'returned' || stage === 'refused') {
    const [step, group] =
      stage === 'returned' ? (['return', 'return'] as const) : (['refuse', 'refusal'] as const);
    await giveReason(history, officer, orderPaths.reasoned(id, step), group);
    return story;
  }
  const documents = hidden(await officer.get(orderPaths.examine(id)), 'documents');
  await officer.post(orderPaths.examine(id), { documents, signatoryConfirmed: 'oui' });
  await history.settle();
  if (stage === 'examined') return story;
  if (stage === 'cancelled') {
    await history.wait(70);
    await giveReason(history, officer, orderPaths.reasoned(id, 'cancel'), 'cancel', {
      reason: 'cancel.duplicate',
    });
    return story;
  }
  await history.wait(luck.between(1, 20));
  await officer.post(orderPaths.countersign(id), { documents });
  await history.settle();
  return story;
}

async function fillIn(
  story: OrderStory,
  luck: Chance,
  secretary: { name: string; email: string },
  mayor: Invented,
  sections: number,
): Promise<void> {
  const { id, organisation, correspondent, holders } = story;
  const [givenName = '', ...rest] = secretary.name.split(' ');
  const forms: [Parameters<typeof orderPaths.section>[1], Record<string, string | readonly string[]>][] = [
    [
      'organisation',
      {
        siret: organisation.siret,
        address: '1 place de la Mairie',
        postalCode: organisation.postalCode,
        city: organisation.city,
      },
    ],
    [
      'correspondent',
      {
        givenName,
        surname: rest.join(' '),
        function: 'Secrétaire de mairie',
        phone: '02 61 91 00 12',
        email: secretary.email,
      },
    ],
    [
      'holders',
      Object.assign(
        {},
        ...holders.map((holder, index) => {
          const signing = holder.situation === 'elected-member' || luck.next() < 0.4;
          return Object.fromEntries(
            Object.entries({
              givenName: holder.givenName,
              surname: holder.surname,
              function: holder.function,
              email: holder.email,
              phone: holder.phone,
              situation: holder.situation,
              usages: signing ? [usages[0], luck.among([usages[1], usages[2]])] : usages[0],
              powerToSign: signing ? 'Arrêté de délégation du maire du 1er juillet 2026' : '',
            }).map(([name, value]) => [`holders.${index}.${name}`, value]),
          );
        }),
      ),
    ],
    [
      'signatory',
      {
        byDelegation: 'non',
        givenName: mayor.givenName,
        surname: mayor.surname,
        function: 'Maire',
        email: mayor.email,
      },
    ],
    [
      'billing',
      { engagementNumber: luck.next() < 0.5 ? `E-2026-${luck.between(100, 999)}` : '', serviceCode: '' },
    ],
  ];
  for (const [section, fields] of forms.slice(0, sections))
    await correspondent.post(orderPaths.section(id, section), fields);
}

async function sign(history: History, id: string, mayor: Invented): Promise<void> {
  const seat = await history.seat(mayor.email, nameOf(mayor).name);
  const documents = hidden(await seat.get(orderPaths.sign(id)), 'documents');
  const accepted = { documents, conditions: 'oui', mission: 'oui' };
  await seat.post(orderPaths.signatureCode(id), accepted);
  await seat.post(orderPaths.sign(id), {
    ...accepted,
    code: await history.code(mayor.email, 'signature-code'),
  });
}

export function nameOf(person: Invented): { name: string; email: string } {
  return { name: `${person.givenName} ${person.surname}`, email: person.email };
}

/** Communes that order in the demonstration, drawn once: mostly of Ille-et-Vilaine. */
export async function orderingCommunes(history: History, count: number): Promise<Commune[]> {
  const { rows } = await sql<Commune>`SELECT id, siret, city, postal_code AS "postalCode" FROM organisations
    WHERE kind = 'commune' ORDER BY department <> '35', md5(siren) LIMIT ${count}`.execute(
    history.app.kernel.db,
  );
  return rows;
}
