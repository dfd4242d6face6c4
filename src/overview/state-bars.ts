import { type OrderState, orderPaths, orderTable } from '#src/orders/index.js';
import { bodiesOf, hasPart, type Person } from '#src/platform/acts/actor.js';
import { countIn, stateCounts } from '#src/platform/acts/state-counts.js';
import type { Database } from '#src/platform/database/database.js';
import { capital } from '#src/platform/french/french.js';
import type { Share } from '#src/platform/ui/index.js';
import { countOf, deskLists, filePaths } from '#src/registration/index.js';

export interface StateBar {
  readonly label: string;
  readonly shares: readonly Share[];
}

const orderShares: readonly { states: readonly OrderState[]; tone: Share['tone'] }[] = [
  { states: ['submitted'], tone: 4 },
  { states: ['examined'], tone: 3 },
  { states: ['accepted', 'sent'], tone: 6 },
  { states: ['returned'], tone: 5 },
  { states: ['transmitted'], tone: 2 },
  { states: ['completed'], tone: 1 },
];

const visitShares = [
  { label: 'Clé attendue', states: ['validated', 'to-reissue'], tone: 6, list: 'cles' },
  { label: 'À proposer', states: ['validated-ready'], tone: 4, list: 'convenir' },
  { label: 'En attente de réponse', states: ['proposed', 'to-arrange'], tone: 2, list: 'reponse' },
  { label: 'Rendez-vous fixés', states: ['scheduled'], tone: 3, list: 'fixes' },
  { label: 'Clés remises', states: ['handed-over'], tone: 1, list: undefined },
] as const;

/** The state of everything that an officer's body has in hand, from the kept counts. */
export async function stateBars(db: Database, actor: Person): Promise<StateBar[]> {
  const bars: StateBar[] = [];
  if (hasPart(actor, 'purchasing-officer')) {
    const counts = await stateCounts(db, 'bought-order', bodiesOf(actor, 'purchasing-officer'));
    bars.push({
      label: 'Commandes',
      shares: orderShares.map(({ states, tone }) => ({
        label: capital(states.map((state) => orderTable.words[state]).join(' ou ')),
        count: countIn(counts, states),
        href: `${orderPaths.list}?etat=${states[0]}`,
        tone,
      })),
    });
  }
  if (hasPart(actor, 'registration-officer')) {
    const lists = deskLists.filter(({ key }) => key !== 'tous');
    const shares: Share[] = [];
    for (const [index, list] of lists.entries()) {
      shares.push({
        label: list.label,
        count: (await countOf(db, actor, { list, text: '' })).count,
        href: `${filePaths.desk}?liste=${list.key}`,
        tone: (index + 1) as Share['tone'],
      });
    }
    bars.push({ label: 'Dossiers de votre bureau', shares });
  }
  if (hasPart(actor, 'delivery-officer')) {
    const counts = await stateCounts(db, 'delivered-file', bodiesOf(actor, 'delivery-officer'));
    bars.push({
      label: 'Titulaires de votre territoire',
      shares: visitShares.map(({ label, states, tone, list }) => ({
        label,
        count: countIn(counts, states),
        href: list && `/rendez-vous?liste=${list}`,
        tone,
      })),
    });
  }
  return bars.filter(({ shares }) => shares.some(({ count }) => count > 0));
}
