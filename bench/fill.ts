import pg from 'pg';
import type { Model } from './model.js';
import { holderAddress } from './model.js';

/** Orders filled by one statement. */
const batch = 20_000;

/** An identifier that sorts as it was made, like the product's own: the kind of thing, then its number. */
const id = (kind: string, number: string): string =>
  `('01980${kind}' || lpad(to_hex(${number}), 6, '0') || '70008000000000000000')::uuid`;

const order = id('1', 'k');
const file = id('2', 'k * 3 + h');
const holder = id('3', 'k * 3 + h');
const certificate = id('4', 'k * 3 + h');
const token = id('5', 'k * 3 + h');
const visit = id('6', 'k');
const line = id('7', 'k');

/** Two of five orders run, the others are over; files go with them. */
const running = 'k % 5 < 2';
const runningStates = [
  ...['invited', 'invited', 'in-progress', 'in-progress', 'submitted', 'submitted', 'submitted'],
  ...['to-correct', 'validated', 'to-arrange', 'proposed', 'scheduled'],
];
const fileState = `CASE WHEN ${running} THEN (ARRAY['${runningStates.join("','")}'])[1 + (k * 7 + h * 5) % 12]
  WHEN (k + h) % 20 = 0 THEN 'abandoned' ELSE 'handed-over' END`;
/** Over three years, the latest today. */
const since = `now() - (orders - k) * (interval '3 years' / orders)`;

/** Statements over the orders k from $1 to $2, with h the place of a holder in theirs; `base` is one row of what all share. */
const statements: readonly string[] = [
  `INSERT INTO orders
   SELECT made.* FROM base JOIN orders m ON m.id = base.model CROSS JOIN span
   CROSS JOIN LATERAL jsonb_populate_record(m, jsonb_build_object(
     'id', ${order}, 'number', 'M-' || k, 'organisation_id', base.organisations[1 + k % base.communes],
     'state', CASE WHEN k >= orders THEN (ARRAY['draft','submitted','examined','returned','refused','withdrawn'])[1 + k % 6]
                   WHEN ${running} THEN 'transmitted' ELSE 'completed' END,
     'since', ${since}, 'created_at', ${since},
     'submitted_at', CASE WHEN k >= orders AND k % 6 = 0 THEN NULL ELSE ${since} END,
     'signatory_email', 'maire.' || k % base.communes || '@exemple.fr',
     'ended_at', CASE WHEN k < orders AND NOT (${running}) THEN ${since} END)) AS made`,
  `INSERT INTO missions (order_id, delivery_centre_id, state, since)
   SELECT ${order}, base.centre, CASE WHEN k < orders THEN 'acknowledged' ELSE 'received' END, ${since}
   FROM base CROSS JOIN span WHERE k < orders OR k % 6 = 1`,
  `INSERT INTO signatures (order_id, kind, person_id, name, function, email, at, level, documents_hash, acceptances)
   SELECT ${order}, 'signature', base.person, 'Maire ' || k, 'Maire', 'maire.' || k % base.communes || '@exemple.fr',
     ${since}, 'code', sha256('m'), '[]' FROM base CROSS JOIN span WHERE k < orders`,
  `INSERT INTO journal_chains (chain, length, head)
   SELECT 'order:' || ${order}, 4, sha256('m') FROM span`,
  `INSERT INTO journal_lines (chain, position, at, actor, type, about, data, previous, hash)
   SELECT 'order:' || ${order}, n, ${since}, 'person:' || base.person,
     (ARRAY['order.drafted','order.signature-asked','order.submitted','order.examined'])[n],
     jsonb_build_object('order', ${order}), '{"from": "draft", "to": "to-sign"}', sha256('m'), sha256('m')
   FROM base CROSS JOIN span CROSS JOIN generate_series(1, 4) AS n`,
  `INSERT INTO mails (key, message_id, kind, about, recipient, subject, text_body, html_body, queued_at, sent_at)
   SELECT 'mesure:' || k || ':' || n, '<' || k || '.' || n || '@exemple.fr>', 'order-received',
     jsonb_build_object('order', ${order}), 'maire.' || k % base.communes || '@exemple.fr', 'Commande ' || k,
     repeat('Une commande vient d’être signée. ', 12), repeat('<p>Une commande vient d’être signée.</p>', 20),
     ${since}, ${since}
   FROM base CROSS JOIN span CROSS JOIN generate_series(1, 2) AS n`,
  `INSERT INTO order_holders (id, order_id, position, given_name, surname, function, email, phone, situation, usages)
   SELECT ${holder}, ${order}, h + 1, base.given[1 + k % 16], base.stems[1 + (k + h * 11) % 23] || base.tails[1 + (k / 23) % 17],
     'Agent', 'titulaire.' || k * 3 + h || '@exemple.fr', '+33639980001', 'agent', '{authentication}'
   FROM base CROSS JOIN span CROSS JOIN generate_series(0, 2) AS h WHERE k < orders`,
  `INSERT INTO holder_files (id, order_id, holder_id, office_id, state, since, created_at, email, given_names, surname,
     birth_date, birth_place, function, phone, address, postal_code, city, situation, usages, opened_at, confirmed_at,
     submitted_at, validated_at, validated_by, token_ready, ended_at, delivery_centre_id, organisation_id)
   SELECT ${file}, ${order}, ${holder}, base.offices[1 + CASE WHEN k % 4 = 0 THEN k % base.bureaux ELSE 0 END],
     state, ${since}, ${since}, email, given_name, surname, '1980-02-03', 'Rennes', 'Agent', phone, '3 rue de l’Exemple',
     '35000', 'Rennes', 'agent', usages, ${since}, ${since},
     CASE WHEN state NOT IN ('invited','in-progress') THEN ${since} END,
     CASE WHEN state NOT IN ('invited','in-progress','submitted','to-correct') THEN ${since} END,
     CASE WHEN state NOT IN ('invited','in-progress','submitted','to-correct') THEN base.person END,
     state IN ('validated','to-arrange','proposed','scheduled'), CASE WHEN NOT (${running}) THEN ${since} END,
     base.centre, base.organisations[1 + k % base.communes]
   FROM base CROSS JOIN span CROSS JOIN generate_series(0, 2) AS h
   JOIN order_holders o ON o.id = ${holder} CROSS JOIN LATERAL (SELECT ${fileState} AS state) s WHERE k < orders`,
  `INSERT INTO documents (id, file_id, kind, current_id)
   SELECT ${id('8', 'k * 3 + h')}, ${file}, 'identity-document', ${id('a', 'k * 3 + h')}
   FROM span CROSS JOIN generate_series(0, 2) AS h WHERE k < orders`,
  `INSERT INTO files (id, name, media_type, size, sha256, bytes)
   SELECT ${id('9', 'k * 3 + h')}, 'piece.pdf', 'application/pdf', 9, sha256('%PDF-1.7'), '%PDF-1.7'
   FROM span CROSS JOIN generate_series(0, 2) AS h WHERE k < orders`,
  `INSERT INTO document_versions (id, document_id, number, stored_id, uploaded_by, uploaded_at)
   SELECT ${id('a', 'k * 3 + h')}, ${id('8', 'k * 3 + h')}, 1, ${id('9', 'k * 3 + h')},
     base.person, ${since}
   FROM base CROSS JOIN span CROSS JOIN generate_series(0, 2) AS h WHERE k < orders`,
  `INSERT INTO certificates (id, file_id, order_id, state, since, requested_at, data_hash, request, der, fingerprint,
     token_serial, serial, subject, issuer, not_before, not_after)
   SELECT ${certificate}, f.id, f.order_id, 'live', f.since, f.since, sha256('m'), '{}', 'der', sha256('m'),
     'MES' || to_char(k * 3 + h, 'FM00000000'), 'S' || k * 3 + h, 'CN=' || f.surname, 'CN=AC de mesure', f.since,
     f.since + interval '3 years'
   FROM span CROSS JOIN generate_series(0, 2) AS h JOIN holder_files f ON f.id = ${file}
   WHERE f.state IN ('handed-over','validated','to-arrange','proposed','scheduled')`,
  `INSERT INTO tokens (id, serial, file_id, order_id, certificate_id, delivery_centre_id, purchasing_body_id, state, since,
     keeper, received_at)
   SELECT ${token}, c.token_serial, f.id, f.order_id, c.id, base.centre, base.buyer,
     CASE f.state WHEN 'handed-over' THEN 'handed-over' ELSE 'received' END, f.since,
     CASE f.state WHEN 'handed-over' THEN 'holder' ELSE 'centre' END, f.since
   FROM base CROSS JOIN span CROSS JOIN generate_series(0, 2) AS h JOIN holder_files f ON f.id = ${file}
   JOIN certificates c ON c.id = ${certificate} WHERE k < orders`,
  `INSERT INTO appointments (id, delivery_centre_id, organisation_id, officer_id, state, since, created_at, minutes, place,
     starts_at, ends_at)
   SELECT ${visit}, base.centre, base.organisations[1 + k % base.communes], base.person, 'held', ${since}, ${since}, 15,
     'Mairie', now() - (orders - k + 1) * interval '15 minutes', now() - (orders - k) * interval '15 minutes'
   FROM base CROSS JOIN span WHERE k < orders AND NOT (${running})`,
  `INSERT INTO appointment_files (appointment_id, file_id, open, outcome, at)
   SELECT ${visit}, f.id, false, 'handed-over', f.since
   FROM span CROSS JOIN generate_series(0, 2) AS h JOIN holder_files f ON f.id = ${file} WHERE f.state || '' = 'handed-over'`,
  `INSERT INTO handover_records (number, outcome, at, appointment_id, file_id, order_id, certificate_id, token_id,
     officer_id, statement)
   SELECT 'R-' || k * 3 + h, 'handed-over', f.since, ${visit}, f.id, f.order_id, ${certificate}, ${token}, base.person, '{}'
   FROM base CROSS JOIN span CROSS JOIN generate_series(0, 2) AS h JOIN holder_files f ON f.id = ${file}
   WHERE f.state || '' = 'handed-over'`,
  `INSERT INTO billable_lines (id, issuer_id, order_id, appointment_id, kind, state, since, created_at, quantity, label,
     unit_price, vat_regime, vat_per_mille, delivered_on)
   SELECT ${line}, base.centre, ${order}, ${visit}, 'intervention',
     CASE WHEN k % 20 = 4 THEN 'to-issue' ELSE 'invoiced' END, ${since}, ${since}, 1, 'Remise', 5000, 'standard', 200,
     current_date
   FROM base CROSS JOIN span WHERE k < orders AND NOT (${running})`,
  `INSERT INTO invoices (issuer_id, buyer_id, order_id, line_id, year, sequence, number, state, since, issued_at,
     issued_by, issued_on, delivered_on, due_on, issuer, buyer, lines, vat_breakdown, net, vat, gross, file_id, paid_on)
   SELECT base.centre, base.organisations[1 + k % base.communes], ${order}, ${line}, 2025, k + 1, 'F-' || k,
     CASE WHEN k % 3 = 0 THEN 'sent' ELSE 'paid' END, ${since}, ${since}, base.person, current_date, current_date,
     current_date + 30, '{}', '{}', '[]', '[]', 5000, 1000, 6000, ${id('9', 'k * 3')},
     CASE WHEN k % 3 <> 0 THEN current_date END
   FROM base CROSS JOIN span WHERE k < orders AND NOT (${running}) AND k % 20 <> 4`,
];

const names = {
  given: [
    'Maël',
    'Soizic',
    'Yann',
    'Nolwenn',
    'Ronan',
    'Gaëlle',
    'Erwan',
    'Tiphaine',
    'Alan',
    'Rozenn',
    'Tanguy',
    'Enora',
    'Loïc',
    'Aziliz',
    'Corentin',
    'Bleuenn',
  ],
  stems: [
    'Kerm',
    'Trég',
    'Plou',
    'Guéh',
    'Le Br',
    'Lann',
    'Pen',
    'Ros',
    'Quél',
    'Bod',
    'Caër',
    'Mor',
    'Tal',
    'Riv',
    'Jaf',
    'Hell',
    'Gour',
    'Daou',
    'Cad',
    'Bren',
    'Ab',
    'Coat',
    'Fouq',
  ],
  tails: [
    'arrec',
    'orvan',
    'enou',
    'ivel',
    'anton',
    'ezou',
    'iguel',
    'ohan',
    'adec',
    'urion',
    'evern',
    'illis',
    'oriou',
    'antec',
    'eguen',
    'ouric',
    'idou',
  ],
};

/** What the triggers would have counted row by row, counted once. */
const counts: readonly string[] = [
  'TRUNCATE state_counts, state_count_changes, file_counts, billing_counts',
  `INSERT INTO state_counts
     SELECT 'bought-order', purchasing_body_id, state, count(*) FROM orders
      WHERE submitted_at IS NOT NULL OR entered_on_behalf GROUP BY 2, 3
     UNION ALL SELECT 'delivered-order', delivery_centre_id, state, count(*) FROM orders
      WHERE submitted_at IS NOT NULL GROUP BY 2, 3
     UNION ALL SELECT 'delivered-file', o.delivery_centre_id, counted_file_state(f.state, f.token_ready), count(*)
       FROM holder_files f JOIN orders o ON o.id = f.order_id GROUP BY 2, 3
     UNION ALL SELECT 'bought-file', o.purchasing_body_id, counted_file_state(f.state, f.token_ready), count(*)
       FROM holder_files f JOIN orders o ON o.id = f.order_id GROUP BY 2, 3
     UNION ALL SELECT 'mission', delivery_centre_id, state, count(*) FROM missions GROUP BY 2, 3
     UNION ALL SELECT 'token', delivery_centre_id, state, count(*) FROM tokens GROUP BY 2, 3`,
  `INSERT INTO file_counts SELECT office_id, state, count(*) FROM holder_files WHERE office_id IS NOT NULL GROUP BY 1, 2`,
  `INSERT INTO billing_counts SELECT issuer_id, state, count(*) FROM (
     SELECT issuer_id, state FROM billable_lines UNION ALL SELECT issuer_id, state FROM invoices) AS counted GROUP BY 1, 2`,
];

/** Takes the indexes away that no constraint rests on; what comes back makes them again. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
       FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
      WHERE t.relnamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

/**
 * Fills a copy of the model with so many holders' files and what goes with them: orders of 3 holders, their journal,
 * mails, documents, certificates, keys, visits and invoices. Triggers and references are off meanwhile, indexes are
 * made and states counted at the end: row by row, a million files would take half an hour.
 */
export async function fillFiles(url: string, model: Model, files: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET synchronous_commit = off; SET session_replication_role = replica;
      SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'`);
    await client.query(
      `CREATE TEMP TABLE base AS SELECT m.id AS model, m.purchasing_body_id AS buyer, m.delivery_centre_id AS centre,
         m.author_id AS person, $2::int AS total, communes.ids AS organisations, cardinality(communes.ids) AS communes,
         array_prepend($3::uuid, bureaux.ids) AS offices, cardinality(bureaux.ids) + 1 AS bureaux,
         $4::text[] AS given, $5::text[] AS stems, $6::text[] AS tails
       FROM orders m,
         (SELECT array_agg(id ORDER BY id) AS ids FROM organisations WHERE kind = 'commune') AS communes,
         (SELECT array_agg(organisation_id) AS ids FROM operators
           WHERE kind = 'registration-office' AND organisation_id <> $3) AS bureaux
       WHERE m.id = $1`,
      [model.orderId, Math.floor(files / 3), model.office, names.given, names.stems, names.tails],
    );
    const total = Math.floor((files / 3) * 1.15);
    const indexes = await dropIndexes(client);
    for (let from = 0; from < total; from += batch) {
      const to = Math.min(from + batch, total) - 1;
      await client.query(`CREATE TEMP VIEW span AS
         SELECT k, total AS orders FROM base CROSS JOIN generate_series(${from}, ${to}) AS k`);
      for (const statement of statements) await client.query(statement);
      await client.query('DROP VIEW span');
      // Plans made for empty tables would read the growing ones whole.
      if (from === 0) await client.query('ANALYZE');
    }
    for (const definition of indexes) await client.query(definition);
    for (const statement of counts) await client.query(statement);
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

/** Copies the model's order, not signed yet, so many times, and prepares files that await their holder's data. */
export async function prepareSteps(
  url: string,
  model: Model,
  wanted: { readonly orders: number; readonly files: number },
): Promise<{ orders: string[]; files: string[] }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      'CREATE TEMP TABLE made AS SELECT n, gen_random_uuid() AS id FROM generate_series(1, $1::int) AS n',
      [wanted.orders],
    );
    const copies: [table: string, key: string, change: string][] = [
      ['orders', 'id', `'id', made.id, 'number', 'S-' || n`],
      ['order_holders', 'order_id', `'id', gen_random_uuid(), 'order_id', made.id`],
      ['missions', 'order_id', `'id', gen_random_uuid(), 'order_id', made.id`],
    ];
    for (const [table, key, change] of copies) {
      await client.query(
        `INSERT INTO ${table} SELECT fresh.* FROM ${table} m CROSS JOIN made
           CROSS JOIN LATERAL jsonb_populate_record(m, jsonb_build_object(${change})) AS fresh WHERE m.${key} = $1`,
        [model.orderId],
      );
    }
    await client.query(
      `INSERT INTO doors SELECT fresh.* FROM doors m CROSS JOIN made
         CROSS JOIN LATERAL jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'subject',
           'order:' || made.id, 'token_hash', '\\x' || encode(sha256(made.id::text::bytea), 'hex'))) AS fresh
         WHERE m.subject = $1`,
      [`order:${model.orderId}`],
    );
    const orders = await client.query<{ id: string }>('SELECT id FROM made ORDER BY n');
    const files = await client.query<{ id: string }>(
      `UPDATE holder_files SET email = $1, state = 'in-progress' WHERE id IN (
         SELECT id FROM holder_files WHERE state IN ('invited', 'in-progress') ORDER BY since DESC LIMIT $2) RETURNING id`,
      [holderAddress, wanted.files],
    );
    await client.query('ANALYZE');
    return { orders: orders.rows.map((row) => row.id), files: files.rows.map((row) => row.id) };
  } finally {
    await client.end();
  }
}
