import { type SelectQueryBuilder, sql } from 'kysely';
import { type DirectoryTables, type OrganisationRow, tables } from '#src/directory/store.js';
import type { Actor } from '#src/platform/acts/actor.js';
import { hasPart } from '#src/platform/acts/actor.js';
import type { Database, Tx } from '#src/platform/database/database.js';
import { type Organisation, organisationOf } from './organisations.js';

/** What somebody looks for: the shape of what they typed says how. */
export type Wanted =
  | { readonly by: 'nothing' }
  | { readonly by: 'siret'; readonly digits: string }
  | { readonly by: 'siren'; readonly digits: string }
  | { readonly by: 'postal-code'; readonly digits: string }
  | { readonly by: 'name'; readonly words: string };

export interface Found {
  readonly wanted: Wanted;
  readonly organisations: readonly Organisation[];
  /** More answer than are shown: a name is to be completed. */
  readonly more: boolean;
}

type OrganisationQuery = SelectQueryBuilder<DirectoryTables, 'organisations', OrganisationRow>;

const shown = 20;

/** How alike two names must be: « Tinteniak » finds Tinténiac, « Rens » does not find everything. */
const likeness = 0.45;

/**
 * Finds organisations by name (accents and slips forgiven), postal code, SIREN or SIRET, the best first. What
 * somebody typed by hand is found by them and by purchasing officers only, until it is vouched for.
 */
export async function searchOrganisations(db: Database, text: string, actor: Actor): Promise<Found> {
  const wanted = readWanted(text);
  if (wanted.by === 'nothing') return { wanted, organisations: [], more: false };
  const rows = await db.transaction().execute(async (tx) => {
    await sql`SELECT set_config('pg_trgm.word_similarity_threshold', ${String(likeness)}, true)`.execute(tx);
    return organisationsWanted(tx, wanted, actor).execute();
  });
  return { wanted, organisations: rows.slice(0, shown).map(organisationOf), more: rows.length > shown };
}

/** The query itself, apart so that a test can ask how it is run. */
export function organisationsWanted(
  db: Database | Tx,
  wanted: Exclude<Wanted, { by: 'nothing' }>,
  actor: Actor,
): OrganisationQuery {
  const all = tables(db)
    .selectFrom('organisations')
    .selectAll()
    .limit(shown + 1);
  // Whoever knows all 14 digits may find what another typed, or they would have to type it again.
  const rows = wanted.by === 'siret' ? all : visible(all, actor);
  switch (wanted.by) {
    case 'siret':
      return rows
        .where((where) =>
          where.or([where('siret', '=', wanted.digits), where('siren', '=', wanted.digits.slice(0, 9))]),
        )
        .orderBy(sql`siret IS DISTINCT FROM ${wanted.digits}`)
        .orderBy('id');
    case 'siren':
      return rows.where('siren', '=', wanted.digits).orderBy('siret').orderBy('id');
    case 'postal-code':
      return rows
        .where('postal_codes', '@>', sql<string[]>`ARRAY[${wanted.digits}]`)
        .orderBy(sql`search COLLATE "fr-x-icu"`)
        .orderBy('id');
    case 'name':
      return rows
        .where(sql<boolean>`lower(f_unaccent(${wanted.words})) <% search`)
        .orderBy(sql`lower(f_unaccent(${wanted.words})) <<-> search`)
        .orderBy(sql`similarity(lower(f_unaccent(${wanted.words})), search)`, 'desc')
        .orderBy(sql`search COLLATE "fr-x-icu"`)
        .orderBy('id');
  }
}

function visible(rows: OrganisationQuery, actor: Actor): OrganisationQuery {
  if (hasPart(actor, 'purchasing-officer')) return rows;
  const self = actor.kind === 'person' ? actor.id : null;
  return rows.where((where) =>
    where.or([
      where('source', '<>', 'typed'),
      where('confirmed_at', 'is not', null),
      where('added_by', '=', self),
    ]),
  );
}

export function readWanted(text: string): Wanted {
  const trimmed = text.normalize('NFC').replaceAll(/\p{C}/gu, ' ').trim().slice(0, 200);
  const digits = trimmed.replaceAll(/[\s.\-\u2010-\u2015]/g, '');
  if (/^\d{14}$/.test(digits)) return { by: 'siret', digits };
  if (/^\d{9}$/.test(digits)) return { by: 'siren', digits };
  if (/^\d{5}$/.test(digits)) return { by: 'postal-code', digits };
  const words = trimmed
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^(la |le )?(mairie|ville|commune|communauté de communes|communauté d'agglomération|cc|ca) /, '')
    .replace(/^(de la |de l'|des |de |du |d')/, '')
    .replaceAll(/\bst\b/g, 'saint')
    .replaceAll(/\bste\b/g, 'sainte')
    .replaceAll(/[%_\\]/g, ' ')
    .trim();
  return /\p{L}.*\p{L}/u.test(words) ? { by: 'name', words } : { by: 'nothing' };
}
