import { countsByIssuer, invoiceTable } from '#src/billing/index.js';
import { operatorsOf } from '#src/directory/index.js';
import { appointmentTable, tokenTable } from '#src/handover/index.js';
import { orderTable } from '#src/orders/index.js';
import { type BodyCount, countsByBody } from '#src/platform/acts/state-counts.js';
import type { Database } from '#src/platform/database/database.js';
import { capital } from '#src/platform/french/french.js';
import type { Share } from '#src/platform/ui/index.js';
import { fileTable } from '#src/registration/index.js';

/** How many of one thing stand in each state, by the body that answers for them. */
export interface Figures {
  readonly key: string;
  readonly title: string;
  readonly note?: string | undefined;
  /** Short names; each row has a count for each of them. */
  readonly bodies: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    readonly counts: readonly number[];
    readonly total: number;
  }[];
  /** The same of all bodies, what is running as one. */
  readonly shares: readonly Share[];
}

interface Counted {
  readonly title: string;
  readonly note?: string;
  /** In the order of the procedure. */
  readonly words: Readonly<Record<string, string>>;
  readonly ends: readonly string[];
}

const counted = {
  'bought-order': {
    ...orderTable,
    title: 'Commandes',
    note: 'Une commande est comptée dès qu’elle est signée, ou saisie par l’organisme acheteur.',
  },
  'delivered-file': {
    title: 'Dossiers des titulaires',
    words: {
      ...fileTable.words,
      validated: 'validé, clé attendue',
      'validated-ready': fileTable.words.validated,
    },
    ends: fileTable.ends,
  },
  token: { ...tokenTable, title: 'Clés' },
  appointment: { ...appointmentTable, title: 'Rendez-vous' },
  invoice: { ...invoiceTable, title: 'Factures' },
} as const satisfies Record<string, Counted>;

/** Everything counted of the installation, from the kept counts: as cheap however much there is. */
export async function readFigures(db: Database): Promise<Figures[]> {
  const [kept, billed, ...operators] = await Promise.all([
    countsByBody(db, ['bought-order', 'delivered-file', 'token', 'appointment']),
    countsByIssuer(db),
    operatorsOf(db, 'purchasing-body'),
    operatorsOf(db, 'delivery-centre'),
  ]);
  const names = new Map(operators.flat().map(({ organisationId, shortName }) => [organisationId, shortName]));
  const all = [...kept, ...billed.map((each) => ({ ...each, kind: 'invoice' }))];
  return Object.entries(counted).map(([key, of]) =>
    figuresOf(
      key,
      of,
      all.filter(({ kind, state, count }) => kind === key && count > 0 && state in of.words),
      names,
    ),
  );
}

function figuresOf(
  key: string,
  { title, note, words, ends }: Counted,
  counts: readonly BodyCount[],
  names: ReadonlyMap<string, string>,
): Figures {
  const bodies = [...names.keys()].filter((id) => counts.some(({ body }) => body === id));
  const sum = (states: readonly string[], body?: string): number =>
    counts
      .filter((each) => states.includes(each.state) && (body === undefined || each.body === body))
      .reduce((total, { count }) => total + count, 0);
  const states = Object.keys(words).filter((state) => sum([state]) > 0);
  return {
    key,
    title,
    note,
    bodies: bodies.map((id) => names.get(id) ?? ''),
    rows: states.map((state) => ({
      label: capital(words[state] ?? state),
      counts: bodies.map((body) => sum([state], body)),
      total: sum([state]),
    })),
    shares: [
      { label: 'En cours', count: sum(states.filter((state) => !ends.includes(state))), tone: 2 as const },
      ...ends.map((state, index) => ({
        label: capital(words[state] ?? state),
        count: sum([state]),
        tone: endTones[index] ?? 6,
      })),
    ].filter(({ count }) => count > 0),
  };
}

/** Of the ends, in the order of the table: the good one first. */
const endTones: readonly Share['tone'][] = [1, 5, 6, 4, 3];
