import { type RawBuilder, sql } from 'kysely';
import { bodiesOf, leftBy, type Person } from '#src/platform/acts/actor.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { isUuid } from '#src/platform/uuid.js';
import type { CertificateState, FileState, Reason } from '#src/registration/index.js';

export type Reader = Database | Tx;

/** A row of the view `certificate_facts`: a certificate that was issued, its file and its order. */
export type CertificateFacts = {
  id: string;
  state: CertificateState;
  since: Date;
  serial: string;
  subject: string;
  issuer: string;
  token_serial: string | null;
  not_before: Date;
  not_after: Date;
  /** Why it was suspended or revoked. */
  reason: Reason | null;
  revoked_at: Date | null;
  successor_id: string | null;
  /** The authority has not confirmed all that was decided. */
  unconfirmed: boolean;
  file_id: string;
  file_state: FileState;
  file_ended_at: Date | null;
  given_names: string;
  surname: string;
  email: string;
  phone: string;
  function: string;
  office_id: string | null;
  order_id: string;
  order_number: string;
  organisation_id: string;
  organisation_name: string;
  purchasing_body_id: string;
  delivery_centre_id: string;
  author_id: string;
  entered_on_behalf: boolean;
  signatory_email: string | null;
};

/**
 * The certificates that a person may see, as a condition on `certificate_facts`: the holder, the legal representative
 * who signed, the organisation's correspondents, the purchasing officers. A door opens its file's or its order's only.
 */
function visibleTo(actor: Person): RawBuilder<boolean> {
  if (actor.door !== null) {
    return sql<boolean>`(${actor.door} = 'file:' || file_id AND email = ${actor.email}
      OR ${actor.door} = 'order:' || order_id AND signatory_email = ${actor.email})`;
  }
  return sql<boolean>`(email = ${actor.email} OR signatory_email = ${actor.email}
    OR organisation_id = ANY(${bodiesOf(actor, 'correspondent')}::uuid[])
    OR author_id = ${actor.id} AND NOT entered_on_behalf AND organisation_id <> ALL(${leftBy(actor)}::uuid[])
    OR purchasing_body_id = ANY(${bodiesOf(actor, 'purchasing-officer')}::uuid[]))`;
}

/** The certificate, if the person may see it. */
export async function certificateSeen(
  db: Reader,
  actor: Person,
  id: string,
): Promise<CertificateFacts | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<CertificateFacts>`SELECT * FROM certificate_facts
    WHERE id = ${id} AND ${visibleTo(actor)}`.execute(db);
  return rows[0];
}

/** The certificate whoever asks: for what follows from a step that was judged already. */
export async function certificateFacts(db: Reader, id: string): Promise<CertificateFacts | undefined> {
  const { rows } = await sql<CertificateFacts>`SELECT * FROM certificate_facts WHERE id = ${id}`.execute(db);
  return rows[0];
}

/** Certificates of an order, or of one file of it, that the person may see; the latest of each holder first. */
export async function certificatesSeen(
  db: Reader,
  actor: Person,
  of: { readonly order: string; readonly file?: string },
): Promise<CertificateFacts[]> {
  const file = of.file ? sql`AND file_id = ${of.file}` : sql``;
  const { rows } = await sql<CertificateFacts>`SELECT * FROM certificate_facts
    WHERE order_id = ${of.order} ${file} AND ${visibleTo(actor)}
    ORDER BY surname, given_names, not_before DESC, id DESC`.execute(db);
  return rows;
}
