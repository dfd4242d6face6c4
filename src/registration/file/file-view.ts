import { type Operator, operatorOf, type Party } from '#src/directory/index.js';
import type { Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';
import { expectedDocuments, fileDelays } from '#src/registration/configuration.js';
import type { ExpectedDocument } from '#src/registration/documents/document-rules.js';
import { documentsOf } from '#src/registration/documents/document-store.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import type { FileRow } from '#src/registration/holder-file.js';
import { partiesOnFile } from '#src/registration/parties-on-file.js';
import type { FileDocument } from '#src/registration/rows.js';
import { factsOf, tables } from '#src/registration/store.js';
import { choicesOnFile, type FileTurn, whoseTurnOfFile } from '#src/registration/whose-turn.js';

/** A file as one of its parties may see it, with whose turn it is and what that viewer may press. */
export interface FileView {
  readonly facts: FileFacts;
  readonly parties: readonly Party[];
  readonly turn: FileTurn;
  readonly next: readonly FileRow[];
  readonly besides: readonly FileRow[];
  readonly office: Operator | undefined;
  readonly buyer: Operator | undefined;
  readonly centre: Operator | undefined;
  readonly now: Date;
}

/** Undefined where the file does not exist for this person, in one of these parts if any are named (rule 13). */
export async function viewFile(
  db: Database,
  person: Person,
  id: string,
  now: Date,
  as?: readonly Party[],
): Promise<FileView | undefined> {
  const facts = await factsOf(db, id);
  if (!facts) return undefined;
  const all = partiesOnFile(facts, person);
  const parties = as ? all.filter((party) => as.includes(party)) : all;
  if (parties.length === 0) return undefined;
  const delays = await fileDelays(db, now);
  const [office, buyer, centre] = await Promise.all([
    facts.office_id ? operatorOf(db, facts.office_id, 'registration-office') : undefined,
    operatorOf(db, facts.purchasing_body_id, 'purchasing-body'),
    operatorOf(db, facts.delivery_centre_id, 'delivery-centre'),
  ]);
  return {
    facts,
    parties,
    turn: whoseTurnOfFile(facts, now, delays),
    ...choicesOnFile(facts, now, delays, parties),
    office,
    buyer,
    centre,
    now,
  };
}

/** An expected piece beside what was deposited for it. */
export interface Piece {
  readonly expected: ExpectedDocument;
  readonly document: FileDocument | undefined;
}

export async function piecesOfFile(
  db: Database,
  file: Pick<FileFacts, 'id' | 'order_id' | 'situation' | 'usages'>,
  now: Date,
): Promise<Piece[]> {
  return besideExpected(db, file, await documentsOf(db, file.id), now);
}

/** The same, of documents that are read already. */
export async function besideExpected(
  db: Database,
  file: Pick<FileFacts, 'order_id' | 'situation' | 'usages'>,
  documents: readonly FileDocument[],
  now: Date,
): Promise<Piece[]> {
  const expected = await expectedDocuments(db, file, now);
  return expected.map((each) => ({
    expected: each,
    document: documents.find((document) => document.kind === each.kind && document.version_id !== null),
  }));
}

/** The holder as the order named them, to be shown beside what the file says. */
export function holderOnOrder(db: Database, id: string): Promise<OrderedHolder | undefined> {
  return tables(db).selectFrom('order_holder_facts').selectAll().where('id', '=', id).executeTakeFirst();
}

export type OrderedHolder = {
  given_name: string;
  surname: string;
  function: string;
  email: string;
  phone: string;
  situation: string;
};
