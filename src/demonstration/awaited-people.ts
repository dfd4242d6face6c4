import { sql } from 'kysely';
import { type Part, partyNames } from '#src/directory/index.js';
import type { Database } from '#src/platform/database/database.js';
import { capital } from '#src/platform/french/french.js';
import type { Persona, PersonaGroup } from '#src/platform/sign-in/personas.js';

/** Of each kind, at most. */
const shown = 2;

/**
 * Signatories and holders whose move is awaited now, and the certification agents: asked each time, since what awaits
 * them ends with their step. Only invented addresses: a visitor may have typed their own.
 */
export async function awaitedPeople(db: Database): Promise<PersonaGroup[]> {
  return [
    { title: 'Signataires', people: await signatories(db) },
    {
      title: 'Titulaires',
      people: [
        ...(await holders(db, ['invited', 'in-progress'], 'Un dossier à remplir')),
        ...(await holders(db, ['to-correct'], 'Un dossier à corriger')),
        ...(await holders(db, ['proposed'], 'Un horaire à choisir')),
      ],
    },
    { title: 'Mandataires de certification', people: await agents(db) },
  ].filter(({ people }) => people.length > 0);
}

type Found = Omit<Persona, 'part' | 'hint'>;

/** The latest of each address: an older one may lapse while somebody looks. */
async function signatories(db: Database): Promise<Persona[]> {
  const { rows } = await sql<Found>`SELECT id, email, name, body FROM (
      SELECT DISTINCT ON (signatory_email) id, signatory_email AS email, organisation_name AS body, since,
             concat_ws(' ', answers->'signatory'->>'givenName', answers->'signatory'->>'surname') AS name
        FROM order_facts WHERE state = 'to-sign' AND signatory_email LIKE '%@exemple.fr'
       ORDER BY signatory_email, since DESC) AS latest
    ORDER BY since DESC, id LIMIT ${shown}`.execute(db);
  return rows.map((row) => ({ ...row, ...of('legal-representative'), hint: 'Une commande à signer' }));
}

async function holders(db: Database, states: readonly string[], hint: string): Promise<Persona[]> {
  const { rows } = await sql<Found>`SELECT id, email, name, body FROM (
      SELECT DISTINCT ON (email) id, email, concat_ws(' ', given_names, surname) AS name,
             organisation_name AS body, since
        FROM file_facts WHERE state = ANY(${[...states]}::text[]) AND email LIKE '%@exemple.fr'
       ORDER BY email, since DESC) AS latest
    ORDER BY since DESC, id LIMIT ${shown}`.execute(db);
  return rows.map((row) => ({ ...row, ...of('holder'), hint }));
}

async function agents(db: Database): Promise<Persona[]> {
  const { rows } = await sql<Found>`SELECT r.id, p.email, p.name, o.name AS body
      FROM roles r JOIN people p ON p.id = r.person_id JOIN organisations o ON o.id = r.organisation_id
     WHERE r.part = 'certification-agent' AND r.ended_at IS NULL AND p.email LIKE '%@exemple.fr'
     ORDER BY r.id DESC LIMIT ${shown}`.execute(db);
  return rows.map((row) => ({ ...row, ...of('certification-agent') }));
}

function of(part: Part): { part: string } {
  return { part: capital(partyNames[part]) };
}
