import { type RawBuilder, sql } from 'kysely';
import { handoverPaths } from '#src/handover/index.js';
import { lateOutside, nextPage } from '#src/overview/next-page.js';
import { bodiesOf, hasPart, leftBy, type Person } from '#src/platform/acts/actor.js';
import { countOfStates } from '#src/platform/acts/state-counts.js';
import {
  choicesOnFile,
  type FileFacts,
  type FileStep,
  fileDelays,
  filePaths,
  filesToJudge,
  holderName,
  partiesOnFile,
  whoseTurnOfFile,
} from '#src/registration/index.js';
import { lateSince, remindedSince } from './late.js';
import { countUpTo, type Reader, type Source, type Todo, upTo } from './source.js';

/** The person's own file, at whatever stage it awaits them. */
export const ownFiles: Source = {
  title: 'Votre dossier',
  mayAwait: () => true,
  counted: (reader) => upTo(own(reader)),
  items: (reader) => first(reader, own(reader), true),
};

function own({ actor }: Reader): RawBuilder<unknown> {
  return sql`file_queue WHERE email = ${actor.email}
    AND state IN ('invited', 'in-progress', 'to-correct', 'proposed', 'to-arrange')`;
}

/** Times that the organisation picks or offers for its holders. */
export const timesToPick: Source = {
  title: 'Rendez-vous à convenir',
  mayAwait: () => true,
  counted: (reader) => upTo(toPick(reader)),
  items: (reader) => first(reader, toPick(reader)),
};

function toPick({ actor }: Reader): RawBuilder<unknown> {
  return sql`file_queue WHERE ${ofOrganisation(actor)} AND state IN ('proposed', 'to-arrange')
    AND email <> ${actor.email}`;
}

/** Holders who have not done their part since the first reminder: the organisation may speak to them. */
export const holdersToRemind: Source = {
  title: 'Titulaires à relancer',
  mayAwait: (actor) => hasPart(actor, 'correspondent'),
  count: async (reader) => countUpTo(reader.db, await toRemind(reader)),
  async items(reader) {
    const found = await factsOf(reader, await toRemind(reader));
    return found.map((file) => ({
      what: `Relancer ${holderName(file)}`,
      whom: `${file.organisation_name} · ${file.order_number}`,
      href: filePaths.followed(file.id),
      since: file.since,
      late: true,
    }));
  },
};

async function toRemind({ db, actor, now }: Reader): Promise<RawBuilder<unknown>> {
  const { 'file-fill': delay } = await fileDelays(db, now);
  return sql`file_queue WHERE ${ofOrganisation(actor)} AND state IN ('invited', 'in-progress', 'to-correct')
    AND email <> ${actor.email} AND since <= ${remindedSince(delay, now)}`;
}

function ofOrganisation(actor: Person): RawBuilder<boolean> {
  return sql<boolean>`(organisation_id = ANY(${bodiesOf(actor, 'correspondent')}::uuid[])
    OR author_id = ${actor.id} AND NOT entered_on_behalf AND organisation_id <> ALL(${leftBy(actor)}::uuid[]))`;
}

/** Files on the registration officers' desk. */
export const filesOnDesk: Source = {
  title: 'Dossiers à contrôler',
  list: filePaths.desk,
  mayAwait: (actor) => hasPart(actor, 'registration-officer'),
  count: ({ db, actor }) => filesToJudge(db, actor),
  items: (reader) =>
    first(
      reader,
      sql`file_queue WHERE office_id = ANY(${bodiesOf(reader.actor, 'registration-officer')}::uuid[])
        AND state = 'submitted'`,
    ),
};

/** Validated holders whose token the centre holds: times to propose. */
export const visitsToPropose: Source = {
  title: 'Rendez-vous à proposer',
  list: handoverPaths.visits,
  mayAwait: (actor) => hasPart(actor, 'delivery-officer'),
  counted: ({ actor }) =>
    countOfStates('delivered-file', bodiesOf(actor, 'delivery-officer'), ['validated-ready']),
  items: (reader) =>
    first(
      reader,
      sql`file_queue WHERE delivery_centre_id = ANY(${bodiesOf(reader.actor, 'delivery-officer')}::uuid[])
        AND counted_state = 'validated-ready'`,
    ),
};

/** Certificates and tokens that the authority or the post should have brought by now. */
export const filesHeldUp: Source = {
  title: 'Certificats et clés en retard',
  mayAwait: (actor) => hasPart(actor, 'purchasing-officer'),
  async count(reader) {
    const candidates = await countUpTo(reader.db, await heldUp(reader));
    return candidates === 0 ? 0 : (await late(reader)).length;
  },
  items: late,
};

async function late(reader: Reader): Promise<Todo[]> {
  const delays = await fileDelays(reader.db, reader.now);
  return (await factsOf(reader, await heldUp(reader))).flatMap((file): Todo[] => {
    const turn = whoseTurnOfFile(file, reader.now, delays);
    if (turn.kind !== 'awaited' || !turn.late || !turn.outside) return [];
    const { label, href } = lateOutside(file, turn.outside);
    return [
      {
        what: label,
        whom: whom(file),
        href,
        since: turn.since,
        until: turn.until,
        late: true,
      },
    ];
  });
}

/** Those whose shorter delay has run out; which answer each waits for, and whether it is late, its facts tell. */
async function heldUp({ db, actor, now }: Reader): Promise<RawBuilder<unknown>> {
  const delays = await fileDelays(db, now);
  const certificate = lateSince(delays['authority-issuance'], now);
  const token = lateSince(delays['token-transit'], now);
  const since = new Date(Math.max(certificate.getTime(), token.getTime()));
  return sql`file_queue WHERE purchasing_body_id = ANY(${bodiesOf(actor, 'purchasing-officer')}::uuid[])
    AND counted_state IN ('to-reissue', 'validated') AND since <= ${since}`;
}

/** The facts of the first files of a queue, the longest in their state first. */
async function factsOf({ db, most }: Reader, rows: RawBuilder<unknown>): Promise<FileFacts[]> {
  const found = await sql<FileFacts>`SELECT f.* FROM (
      SELECT id, since FROM ${rows} ORDER BY since, id LIMIT ${most}) AS q
    JOIN file_facts f ON f.id = q.id ORDER BY q.since, q.id`.execute(db);
  return found.rows;
}

/** What the person is to press in each file of a queue. */
async function first(reader: Reader, rows: RawBuilder<unknown>, mine = false): Promise<Todo[]> {
  const { db, actor, now } = reader;
  const delays = await fileDelays(db, now);
  return (await factsOf(reader, rows)).flatMap((file): Todo[] => {
    const turn = whoseTurnOfFile(file, now, delays);
    const parties = partiesOnFile(file, actor);
    const step = choicesOnFile(file, now, delays, parties).next[0];
    if (turn.kind !== 'awaited' || !step) return [];
    return [
      {
        what: words[step.step] ?? step.label,
        whom: mine ? `${file.organisation_name} · ${file.order_number}` : whom(file),
        href: nextPage(file, step.step, parties),
        since: turn.since,
        until: turn.until,
        late: turn.late,
      },
    ];
  });
}

const words: Readonly<Partial<Record<FileStep, string>>> = {
  validate: 'Contrôler le dossier',
  'fill-in': 'Remplir mon dossier',
};

function whom(file: FileFacts): string {
  return `${holderName(file)}, ${file.organisation_name}`;
}
