import { sql } from 'kysely';
import { findOrganisation, peopleWith } from '#src/directory/index.js';
import { type Reader, tables } from '#src/handover/store.js';
import type { OfferedTimeRow } from '#src/handover/types.js';
import { bodiesOf, type Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';
import { isUuid } from '#src/platform/uuid.js';
import type { FileFacts } from '#src/registration/index.js';

/** Files named in a URL, if the person is a delivery officer of their centre; of one organisation's first. */
export async function filesNamed(db: Database, person: Person, ids: readonly string[]): Promise<FileFacts[]> {
  const centres = bodiesOf(person, 'delivery-officer');
  const wanted = [...new Set(ids)].filter(isUuid).slice(0, 100);
  if (wanted.length === 0 || centres.length === 0) return [];
  return tables(db)
    .selectFrom('file_facts')
    .selectAll()
    .where('id', 'in', wanted)
    .where('delivery_centre_id', 'in', centres)
    .orderBy('surname')
    .orderBy('given_names')
    .execute();
}

/** Every holder of an organisation whom times may be proposed to now. */
export function filesToArrange(db: Database, person: Person, organisation: string): Promise<FileFacts[]> {
  const centres = bodiesOf(person, 'delivery-officer');
  if (!isUuid(organisation) || centres.length === 0) return Promise.resolve([]);
  return tables(db)
    .selectFrom('file_facts')
    .selectAll()
    .where('organisation_id', '=', organisation)
    .where('delivery_centre_id', 'in', centres)
    .where('state', '=', 'validated')
    .where('token_ready', '=', true)
    .orderBy('surname')
    .orderBy('given_names')
    .execute();
}

export function officersOf(db: Database, centre: string): ReturnType<typeof peopleWith> {
  return peopleWith(db, 'delivery-officer', centre);
}

export function offeredFor(db: Reader, files: readonly FileFacts[]): Promise<OfferedTimeRow[]> {
  if (files.length === 0) return Promise.resolve([]);
  return tables(db)
    .selectFrom('offered_times')
    .selectAll()
    .where(
      'file_id',
      'in',
      files.map((file) => file.id),
    )
    .distinctOn(['from_at', 'until_at'])
    .orderBy('from_at')
    .orderBy('until_at')
    .execute();
}

/** The premises, as the order gave them, else as the directory has them. */
export async function premisesOf(db: Database, file: FileFacts): Promise<string> {
  const { rows } = await sql<{
    address: string | null;
    postal_code: string | null;
    city: string | null;
  }>`SELECT address, postal_code, city FROM order_facts WHERE id = ${file.order_id}`.execute(db);
  const organisation = await findOrganisation(db, file.organisation_id);
  const { address, postal_code, city } = rows[0] ?? {};
  const where = [
    address || organisation?.address,
    `${postal_code || organisation?.postalCode || ''} ${city || organisation?.city || ''}`.trim(),
  ];
  return [file.organisation_name, ...where].filter(Boolean).join(', ');
}
