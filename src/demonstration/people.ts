import { sql } from 'kysely';
import { findOrNamePerson, grantRole, type Part, partyNames } from '#src/directory/index.js';
import type { Act } from '#src/platform/acts/act.js';
import type { Database } from '#src/platform/database/database.js';
import { capital } from '#src/platform/french/french.js';
import type { PersonaGroup } from '#src/platform/sign-in/personas.js';
import { awaitedPeople } from './awaited-people.js';
import { inventedAddress } from './people-address.js';

type Granted = Parameters<typeof grantRole>[1]['part'];

interface Invented {
  readonly name: string;
  readonly part: Granted;
  /** Short name of the body; null for the installation. */
  readonly body: string | null;
  /** Of the organisations that order. */
  readonly organisation?: true;
}

/** The people of the demonstration who serve a body: plainly invented, one or two for each part. */
const invented: readonly Invented[] = [
  { name: 'Nolwenn Le Test', part: 'correspondent', body: 'Acigné', organisation: true },
  { name: 'Perrine Brouillon', part: 'correspondent', body: 'Noyal-sur-Vilaine', organisation: true },
  { name: 'Ronan Gabarit', part: 'correspondent', body: 'Douarnenez', organisation: true },
  { name: 'Gwenola Achat', part: 'purchasing-officer', body: 'Mégalis Bretagne' },
  { name: 'Denez Contreseing', part: 'purchasing-officer', body: 'Mégalis Bretagne' },
  { name: 'Armelle Facture', part: 'accountant', body: 'Mégalis Bretagne' },
  { name: 'Katell Démo', part: 'registration-officer', body: 'CCI Rennes' },
  { name: 'Erwan Fictif', part: 'registration-officer', body: 'CCI Saint-Malo' },
  { name: 'Tanguy Témoin', part: 'registration-officer', body: 'CCI Quimper' },
  { name: 'Bleuenn Remise', part: 'delivery-officer', body: 'CDG 35' },
  { name: 'Corentin Visite', part: 'delivery-officer', body: 'CDG 35' },
  { name: 'Rozenn Modèle', part: 'delivery-officer', body: 'CDG 29' },
  { name: 'Soazig Compte', part: 'accountant', body: 'CDG 35' },
  { name: 'Alan Réglage', part: 'administrator', body: null },
  { name: 'Maïwenn Regard', part: 'auditor', body: null },
];

/** Names them and grants their roles; again changes nothing. */
export async function fillPeople(act: Act): Promise<void> {
  for (const { name, part, body } of invented) {
    const person = await findOrNamePerson(act.tx, { name, email: inventedAddress(name) });
    await grantRole(act, {
      personId: person.id,
      part,
      body: body === null ? null : await bodyNamed(act, body),
    });
  }
}

async function bodyNamed(act: Act, shortName: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM organisations WHERE short_name = ${shortName}
    ORDER BY kind <> 'commune', created_at LIMIT 1`.execute(act.tx);
  if (!rows[0]) throw new Error(`the demonstration has no body named ${shortName}`);
  return rows[0].id;
}

/** Everybody whose place one may take, in the order of the relay: those above, and the signatories and holders awaited. */
export async function personas(db: Database): Promise<PersonaGroup[]> {
  const { rows } = await sql<{ id: string; email: string; name: string; part: Part; body: string }>`
    SELECT p.id, p.email, p.name, r.part, coalesce(o.short_name, o.name, 'Installation') AS body
      FROM roles r JOIN people p ON p.id = r.person_id LEFT JOIN organisations o ON o.id = r.organisation_id
     WHERE r.ended_at IS NULL AND p.email = ANY(${invented.map(({ name }) => inventedAddress(name))})
     ORDER BY r.granted_at, r.id`.execute(db);
  const titles: readonly [string, readonly Part[]][] = [
    ['Collectivités', ['correspondent']],
    ['Organisme acheteur et comptables', ['purchasing-officer', 'accountant']],
    ['Bureaux d’enregistrement', ['registration-officer']],
    ['Centres de délivrance', ['delivery-officer']],
    ['Installation', ['administrator', 'auditor']],
  ];
  const serving = titles.map(([title, parts]) => ({
    title,
    people: rows
      .filter(({ part }) => parts.includes(part))
      .map((row) => ({
        id: row.id,
        email: row.email,
        name: row.name,
        part: capital(partyNames[row.part]),
        body: row.body,
      })),
  }));
  const [organisations, ...bodies] = serving;
  return [...(organisations ? [organisations] : []), ...(await awaitedPeople(db)), ...bodies];
}
