import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRelay, type Relay } from '#test/relay.js';
import type { Answer, Visitor } from '#test/visitor.js';

const personas = [
  'correspondent',
  'signatory',
  'holder',
  'buyer',
  'office',
  'centre',
  'buyerAccountant',
  'centreAccountant',
  'administrator',
  'auditor',
  // The same parts elsewhere, and somebody without any: nothing of this order exists for them.
  'foreignCorrespondent',
  'foreignHolder',
  'foreignOffice',
  'foreignCentre',
  'foreignAccountant',
  'newcomer',
] as const;
type Persona = (typeof personas)[number];

/** `public`: also who is signed out; `signed-in`: whoever is; else only these. */
type Audience = 'public' | 'signed-in' | readonly Persona[];

const organisation: Audience = ['correspondent'];
const signatory: Audience = ['signatory'];
const holder: Audience = ['holder'];
const buyer: Audience = ['buyer'];
const office: Audience = ['office'];
const centre: Audience = ['centre'];
const side: Audience = ['correspondent', 'holder'];
const administrator: Audience = ['administrator'];
const watchers: Audience = ['administrator', 'auditor'];
const offices: Audience = ['office', 'foreignOffice'];
const centres: Audience = ['centre', 'foreignCentre'];
const tokens: Audience = ['buyer', 'centre', 'foreignCentre'];
const keepers: Audience = ['buyer', 'centre'];
const accountants: Audience = ['buyerAccountant', 'centreAccountant', 'foreignAccountant'];
const invoicers: Audience = ['buyerAccountant'];
const represents: Audience = ['correspondent', 'buyer'];
const paysInvoice: Audience = ['buyerAccountant', 'correspondent'];
const seesOrder: Audience = [
  'correspondent',
  'signatory',
  'buyer',
  'centre',
  'buyerAccountant',
  'centreAccountant',
];
const followsFile: Audience = ['correspondent', 'buyer', 'centre', 'office'];
const seesCertificate: Audience = ['correspondent', 'signatory', 'holder', 'buyer'];
const stopsCertificate: Audience = ['signatory', 'holder', 'buyer'];
const seesVisit: Audience = ['correspondent', 'holder', 'buyer', 'centre', 'office'];

/**
 * Who may open what, written by hand: each route as the application registers it (a pattern in braces left out), its
 * audience, and the subject in its path. Whoever is not in the audience is told 404, whoever is signed out to sign in.
 */
const table: readonly (readonly [route: string, audience: Audience, subject?: string])[] = [
  ['GET /', 'public'],
  ['GET /accessibilite', 'public'],
  ['GET /donnees-personnelles', 'public'],
  ['GET /mentions-legales', 'public'],
  ['GET /assets/:file', 'public', 'asset'],
  ['GET /connexion', 'public'],
  ['POST /connexion', 'public'],
  ['GET /connexion/code', 'public'],
  ['POST /connexion/code', 'public'],
  ['POST /deconnexion', 'public'],
  ['GET /porte/lien-envoye', 'public'],
  ['POST /porte/nouveau-lien', 'public'],
  ['GET /porte/:token', 'public'],
  ['POST /porte/:token/nouveau-lien', 'public'],
  ['POST /porte/:token/code', 'public'],
  ['GET /porte/:token/code', 'public'],
  ['POST /porte/:token/session', 'public'],
  ['GET /courrier', 'public', 'mail'],
  ['GET /courrier/:id', 'public', 'mail'],
  ['GET /courrier/:id/apercu', 'public', 'mail'],
  ['GET /courrier/:id/pieces/:index', 'public', 'mail'],
  ['POST /courrier/:id/reprise', administrator, 'mail'],
  ['GET /travaux', administrator],
  ['POST /travaux/:queue/:id/reprise', administrator, 'job'],
  ['GET /organismes', 'signed-in'],
  ['GET /organismes/nouveau', 'signed-in'],
  ['POST /organismes/nouveau', 'signed-in'],
  ['GET /organismes/a-confirmer', buyer],
  ['GET /organismes/:id', 'signed-in', 'body'],
  ['POST /organismes/:id/confirmation', buyer, 'body'],
  ['POST /organismes/:id/ecarts', buyer, 'body'],
  ['GET /organismes/:id/correspondants', represents, 'colleague'],
  ['POST /organismes/:id/correspondants', represents, 'colleague'],
  ['GET /organismes/:id/correspondants/:role/fin', represents, 'colleague'],
  ['POST /organismes/:id/correspondants/:role/fin', represents, 'colleague'],
  ['GET /organismes/:id/signataires', represents, 'signatory'],
  ['GET /organismes/:id/signataires/:person/fin', represents, 'signatory'],
  ['POST /organismes/:id/signataires/:person/fin', represents, 'signatory'],
  ['GET /roles', administrator, 'role'],
  ['GET /roles/nouveau', administrator, 'role'],
  ['GET /roles/nouveau/:body', administrator, 'role'],
  ['POST /roles/nouveau/:body', administrator, 'role'],
  ['GET /roles/:role/fin', administrator, 'role'],
  ['POST /roles/:role/fin', administrator, 'role'],
  ['GET /compte', 'signed-in'],
  ['POST /compte', 'signed-in'],
  ['GET /catalogue/chaine', administrator],
  ['GET /catalogue/chaine/:kind/ajout', administrator, 'operator'],
  ['POST /catalogue/chaine/:kind/ajout', administrator, 'operator'],
  ['GET /catalogue/chaine/:kind/:id', administrator, 'operator'],
  ['POST /catalogue/chaine/:kind/:id', administrator, 'operator'],
  ['GET /catalogue', administrator, 'entry'],
  ['GET /catalogue/:kind', administrator, 'entry'],
  ['GET /catalogue/:kind/ajout', administrator, 'entry'],
  ['POST /catalogue/:kind/ajout', administrator, 'entry'],
  ['GET /catalogue/:kind/:code', administrator, 'entry'],
  ['POST /catalogue/:kind/:code', administrator, 'entry'],
  ['POST /catalogue/:kind/:code/fin', administrator, 'entry'],
  ['GET /commandes', 'signed-in'],
  ['GET /commandes/nouvelle', 'signed-in'],
  ['POST /commandes', 'signed-in'],
  ['GET /commandes/:id', seesOrder, 'order'],
  ['GET /commandes/:id/fil', seesOrder, 'order'],
  ['GET /commandes/:id/documents/:document', seesOrder, 'order'],
  ['GET /commandes/:id/organisme', organisation, 'draft'],
  ['POST /commandes/:id/organisme', organisation, 'draft'],
  ['GET /commandes/:id/correspondant', organisation, 'draft'],
  ['POST /commandes/:id/correspondant', organisation, 'draft'],
  ['GET /commandes/:id/titulaires', organisation, 'draft'],
  ['POST /commandes/:id/titulaires', organisation, 'draft'],
  ['GET /commandes/:id/signataire', organisation, 'draft'],
  ['POST /commandes/:id/signataire', organisation, 'draft'],
  ['GET /commandes/:id/facturation', organisation, 'draft'],
  ['POST /commandes/:id/facturation', organisation, 'draft'],
  ['GET /commandes/:id/suite', organisation, 'draft'],
  ['GET /commandes/:id/verification', organisation, 'draft'],
  ['POST /commandes/:id/demande-de-signature', organisation, 'draft'],
  ['POST /commandes/:id/renvoi', organisation, 'draft'],
  ['GET /commandes/:id/signature', signatory, 'toSign'],
  ['GET /commandes/:id/signature/code', signatory, 'toSign'],
  ['POST /commandes/:id/signature/code', signatory, 'toSign'],
  ['POST /commandes/:id/signature', signatory, 'toSign'],
  ['GET /commandes/:id/signature/faite', signatory, 'order'],
  ['GET /commandes/:id/examen', buyer, 'submitted'],
  ['POST /commandes/:id/examen', buyer, 'submitted'],
  ['GET /commandes/:id/contreseing', buyer, 'submitted'],
  ['POST /commandes/:id/contreseing', buyer, 'submitted'],
  ['POST /commandes/:id/transmission', buyer, 'submitted'],
  ['POST /commandes/:id/mission/acceptation', centre, 'order'],
  ['GET /commandes/:id/reponse-de-l-autorite', buyer, 'sent'],
  ['POST /commandes/:id/reponse-de-l-autorite', buyer, 'sent'],
  ['GET /commandes/:id/reprise', organisation, 'toSign'],
  ['POST /commandes/:id/reprise', organisation, 'toSign'],
  ['GET /commandes/:id/refus-de-signer', signatory, 'toSign'],
  ['POST /commandes/:id/refus-de-signer', signatory, 'toSign'],
  ['GET /commandes/:id/retour', buyer, 'submitted'],
  ['POST /commandes/:id/retour', buyer, 'submitted'],
  ['GET /commandes/:id/refus', buyer, 'submitted'],
  ['POST /commandes/:id/refus', buyer, 'submitted'],
  ['GET /commandes/:id/retrait', organisation, 'submitted'],
  ['POST /commandes/:id/retrait', organisation, 'submitted'],
  ['GET /commandes/:id/annulation', buyer, 'submitted'],
  ['POST /commandes/:id/annulation', buyer, 'submitted'],
  ['GET /commandes/:id/refus-de-l-autorite', buyer, 'sent'],
  ['POST /commandes/:id/refus-de-l-autorite', buyer, 'sent'],
  ['GET /commandes/:id/mission/refus', centre, 'declinable'],
  ['POST /commandes/:id/mission/refus', centre, 'declinable'],
  ['GET /mon-dossier', ['holder', 'foreignHolder']],
  ['GET /mon-dossier/:id', holder, 'file'],
  ['GET /mon-dossier/:id/identite', holder, 'file'],
  ['POST /mon-dossier/:id/identite', holder, 'file'],
  ['POST /mon-dossier/:id/identite/brouillon', holder, 'file'],
  ['GET /mon-dossier/:id/bureau', holder, 'file'],
  ['POST /mon-dossier/:id/bureau', holder, 'file'],
  ['GET /mon-dossier/:id/pieces', holder, 'file'],
  ['POST /mon-dossier/:id/pieces/:kind', holder, 'file'],
  ['POST /mon-dossier/:id/pieces/:kind/brouillon', holder, 'file'],
  ['GET /mon-dossier/:id/pieces/:kind/:number', holder, 'file'],
  ['GET /mon-dossier/:id/pieces/:kind/modele.pdf', holder, 'modelled'],
  ['GET /mon-dossier/:id/depot', holder, 'file'],
  ['POST /mon-dossier/:id/depot', holder, 'file'],
  ['GET /mon-dossier/:id/abandon', holder, 'file'],
  ['POST /mon-dossier/:id/abandon', holder, 'file'],
  ['GET /mon-dossier/:id/adresse', holder, 'file'],
  ['POST /mon-dossier/:id/adresse', holder, 'file'],
  ['POST /mon-dossier/:id/adresse/code', holder, 'file'],
  ['GET /dossiers/:id', followsFile, 'file'],
  ['GET /dossiers/:id/donnees', organisation, 'file'],
  ['POST /dossiers/:id/donnees', organisation, 'file'],
  ['POST /dossiers/:id/donnees/brouillon', organisation, 'file'],
  ['GET /dossiers/:id/abandon', organisation, 'file'],
  ['POST /dossiers/:id/abandon', organisation, 'file'],
  ['GET /dossiers/:id/adresse', organisation, 'file'],
  ['POST /dossiers/:id/adresse', organisation, 'file'],
  ['GET /dossiers/:id/certificat', buyer, 'file'],
  ['POST /dossiers/:id/certificat', buyer, 'file'],
  ['GET /controle', offices],
  ['GET /controle/:id', office, 'desked'],
  ['POST /controle/:id/pieces/:kind/verdict', office, 'desked'],
  ['POST /controle/:id/validation', office, 'desked'],
  ['POST /controle/:id/corrections', office, 'desked'],
  ['GET /controle/:id/pieces/:kind/:number', office, 'desked'],
  ['GET /controle/:id/pieces/:kind/modele.pdf', office, 'modelled'],
  ['GET /controle/:id/rejet', office, 'desked'],
  ['POST /controle/:id/rejet', office, 'desked'],
  ['GET /controle/:id/reouverture', office, 'desked'],
  ['POST /controle/:id/reouverture', office, 'desked'],
  ['GET /rendez-vous', centres],
  ['GET /rendez-vous/agenda', centres],
  ['GET /rendez-vous/:id', centre, 'visit'],
  ['GET /rendez-vous/:id/rendez-vous.ics', centre, 'visit'],
  ['GET /rendez-vous/proposition', centre, 'arrange'],
  ['POST /rendez-vous/proposition', centre, 'arrange'],
  ['GET /rendez-vous/telephone', centre, 'arrange'],
  ['POST /rendez-vous/telephone', centre, 'arrange'],
  ['GET /rendez-vous/:id/telephone', centre, 'visit'],
  ['POST /rendez-vous/:id/telephone', centre, 'visit'],
  ['GET /rendez-vous/:id/deplacement', centre, 'visit'],
  ['POST /rendez-vous/:id/deplacement', centre, 'visit'],
  ['GET /rendez-vous/:id/annulation', centre, 'visit'],
  ['POST /rendez-vous/:id/annulation', centre, 'visit'],
  ['GET /rendez-vous/:id/absence/:file', centre, 'visit'],
  ['POST /rendez-vous/:id/absence/:file', centre, 'visit'],
  ['GET /rendez-vous/:id/remise/:file', centre, 'visit'],
  ['POST /rendez-vous/:id/remise/:file', centre, 'visit'],
  ['GET /rendez-vous/:id/refus/:file', centre, 'visit'],
  ['POST /rendez-vous/:id/refus/:file', centre, 'visit'],
  ['GET /rendez-vous/dossier/:file', seesVisit, 'visit'],
  ['POST /rendez-vous/dossier/:file/horaire', side, 'visit'],
  ['POST /rendez-vous/dossier/:file/aucun', side, 'visit'],
  ['GET /rendez-vous/dossier/:file/disponibilites', side, 'visit'],
  ['POST /rendez-vous/dossier/:file/disponibilites', side, 'visit'],
  ['GET /rendez-vous/dossier/:file/deplacement', side, 'visit'],
  ['POST /rendez-vous/dossier/:file/deplacement', side, 'visit'],
  ['GET /rendez-vous/dossier/:file/annulation', side, 'visit'],
  ['POST /rendez-vous/dossier/:file/annulation', side, 'visit'],
  ['GET /rendez-vous/dossier/:file/relance', centre, 'visit'],
  ['POST /rendez-vous/dossier/:file/relance', centre, 'visit'],
  ['GET /rendez-vous/dossier/:file/rendez-vous.ics', seesVisit, 'visit'],
  ['GET /rendez-vous/dossier/:file/:number', seesVisit, 'record'],
  ['GET /cles', tokens],
  ['POST /cles/reception', centres],
  ['POST /cles/reception/choix', centres],
  ['GET /cles/:id', keepers, 'token'],
  ['POST /cles/:id/expedition', buyer, 'token'],
  ['POST /cles/:id/retour', buyer, 'token'],
  ['GET /cles/:id/signalement', keepers, 'token'],
  ['POST /cles/:id/signalement', keepers, 'token'],
  ['GET /cles/:id/renvoi', centre, 'token'],
  ['POST /cles/:id/renvoi', centre, 'token'],
  ['GET /cles/:id/destruction', keepers, 'token'],
  ['POST /cles/:id/destruction', keepers, 'token'],
  ['GET /factures/:id/facture.pdf', paysInvoice, 'invoice'],
  ['GET /factures/:id/avoir.pdf', paysInvoice, 'credited'],
  ['GET /factures', accountants],
  ['POST /factures/emission', accountants],
  ['GET /factures/emises', accountants],
  ['GET /factures/export.csv', accountants],
  ['GET /factures/lots/:id', invoicers, 'batch'],
  ['GET /factures/a-emettre/:id', invoicers, 'line'],
  ['POST /factures/a-emettre/:id', invoicers, 'line'],
  ['POST /factures/a-emettre/:id/emission', invoicers, 'line'],
  ['GET /factures/deplacements/:id', ['centreAccountant'], 'fruitless'],
  ['POST /factures/deplacements/:id', ['centreAccountant'], 'fruitless'],
  ['GET /factures/:id', invoicers, 'invoice'],
  ['GET /factures/:id/envoi', invoicers, 'invoice'],
  ['POST /factures/:id/envoi', invoicers, 'invoice'],
  ['GET /factures/:id/paiement', invoicers, 'invoice'],
  ['POST /factures/:id/paiement', invoicers, 'invoice'],
  ['GET /factures/:id/avoir', invoicers, 'invoice'],
  ['POST /factures/:id/avoir', invoicers, 'invoice'],
  ['GET /certificats/:id', seesCertificate, 'certificate'],
  ['GET /certificats/:id/revocation', stopsCertificate, 'certificate'],
  ['POST /certificats/:id/revocation', stopsCertificate, 'certificate'],
  ['GET /certificats/:id/suspension', stopsCertificate, 'certificate'],
  ['POST /certificats/:id/suspension', stopsCertificate, 'certificate'],
  ['GET /certificats/:id/confirmation', buyer, 'certificate'],
  ['POST /certificats/:id/confirmation', buyer, 'certificate'],
  ['POST /certificats/:id/remise-en-service', stopsCertificate, 'certificate'],
  ['GET /chiffres', ['auditor']],
  ['GET /journal', watchers],
  ['GET /journal/tetes/:file', watchers, 'heads'],
];

let relay: Relay;
/** Values of the path's parameters, by subject. */
let subjects: Record<string, Record<string, string>>;
const visitors = new Map<Persona, Visitor>();

beforeAll(async () => {
  relay = await openRelay();
  const { done, due, agreed } = await relay.tellEnds();
  const ready = await relay.tell({ stage: 'transmitted', files: ['validated'], visit: 'to-propose' });
  const draft = await relay.tell({ stage: 'draft' });
  const toSign = await relay.tell({ stage: 'to-sign' });
  const submitted = await relay.tell({ stage: 'submitted' });
  const sent = await relay.tell({ stage: 'submitted' });
  await sql`UPDATE orders SET state = 'sent' WHERE id = ${sent.id}`.execute(relay.database.db);
  const former = await relay.tell({ stage: 'submitted' });
  const all = [done, due, agreed, ready, toSign, submitted, sent].map(({ id }) => id);
  const mayor = 'maire.dessai@exemple.fr';
  await sql`UPDATE orders SET signatory_email = ${mayor} WHERE id = ANY(${all}::uuid[])`.execute(
    relay.database.db,
  );
  await sql`UPDATE missions SET state = 'received' WHERE order_id = ${submitted.id}`.execute(
    relay.database.db,
  );
  const own = 'titulaire.dessai@exemple.fr';
  const files = [done, agreed, ready].flatMap((each) => each.files);
  await sql`UPDATE holder_files SET email = ${own} WHERE id = ANY(${files}::uuid[])`.execute(
    relay.database.db,
  );
  const { email: other } = await relay.one(
    sql<{ email: string }>`SELECT email FROM holder_files WHERE id = ${due.files[0]}`,
  );
  const ids = await relay.one(sql<Record<string, string>>`SELECT
    (SELECT appointment_id FROM appointment_files WHERE file_id = ${agreed.files[0]}) AS visit,
    (SELECT appointment_id FROM appointment_files WHERE file_id = ${done.files[0]}) AS held,
    (SELECT number FROM handover_records WHERE file_id = ${done.files[0]}) AS record,
    (SELECT id FROM certificate_facts WHERE file_id = ${done.files[0]}) AS certificate,
    (SELECT id FROM tokens WHERE file_id = ${ready.files[0]}) AS token,
    (SELECT i.id FROM invoices i JOIN billable_lines l ON l.id = i.line_id
      WHERE i.order_id = ${done.id} AND l.kind = 'certificate') AS invoice,
    (SELECT id FROM billable_lines WHERE order_id = ${due.id} AND kind = 'certificate') AS line,
    (SELECT id FROM roles WHERE part = 'certification-agent') AS role,
    (SELECT id FROM roles WHERE part = 'correspondent' AND ended_at IS NULL AND organisation_id = (
      SELECT id FROM organisations WHERE short_name = 'Acigné')) AS colleague,
    (SELECT person_id FROM signatures WHERE order_id = ${former.id}) AS signatory,
    (SELECT id FROM mails WHERE attachments <> '[]' LIMIT 1) AS mail,
    (SELECT id FROM organisations WHERE short_name = 'Acigné') AS body,
    (SELECT organisation_id FROM operators WHERE kind = 'purchasing-body') AS buyer,
    (SELECT code FROM catalogue_entries WHERE kind = 'reason' LIMIT 1) AS reason`);
  subjects = {
    order: { ':id': done.id, ':document': 'annexe-4bis.pdf' },
    draft: { ':id': draft.id },
    toSign: { ':id': toSign.id },
    submitted: { ':id': submitted.id },
    declinable: { ':id': submitted.id },
    sent: { ':id': sent.id },
    file: { ':id': ready.files[0] ?? '', ':kind': 'identity', ':number': '1' },
    desked: { ':id': ready.files[0] ?? '', ':kind': 'identity', ':number': '1' },
    modelled: { ':id': ready.files[0] ?? '', ':kind': 'mandate' },
    visit: { ':id': ids.visit ?? '', ':file': agreed.files[0] ?? '' },
    arrange: { '': `?dossier=${ready.files[0]}`, dossier: ready.files[0] ?? '' },
    record: { ':file': done.files[0] ?? '', ':number': `${ids.record}.pdf` },
    token: { ':id': ids.token ?? '' },
    certificate: { ':id': ids.certificate ?? '' },
    invoice: { ':id': ids.invoice ?? '' },
    line: { ':id': ids.line ?? '' },
    role: { ':role': ids.role ?? '', ':body': 'installation' },
    mail: { ':id': ids.mail ?? '', ':index': '1' },
    body: { ':id': ids.body ?? '' },
    operator: { ':kind': 'acheteur', ':id': ids.buyer ?? '' },
    colleague: { ':id': ids.body ?? '', ':role': ids.colleague ?? '' },
    signatory: { ':id': ids.body ?? '', ':person': ids.signatory ?? '' },
    entry: { ':kind': 'motifs', ':code': ids.reason ?? '' },
  };
  const names: Partial<Record<Persona, string>> = {
    correspondent: 'Nolwenn Le Test',
    buyer: 'Gwenola Achat',
    office: 'Katell Démo',
    centre: 'Bleuenn Remise',
    buyerAccountant: 'Armelle Facture',
    centreAccountant: 'Soazig Compte',
    administrator: 'Alan Réglage',
    auditor: 'Maïwenn Regard',
    foreignCorrespondent: 'Perrine Brouillon',
    foreignOffice: 'Erwan Fictif',
    foreignCentre: 'Rozenn Modèle',
    foreignAccountant: 'Yvon Ailleurs',
  };
  for (const [persona, name] of Object.entries(names)) visitors.set(persona as Persona, await relay.as(name));
  visitors.set('signatory', await relay.reading(mayor));
  visitors.set('holder', await relay.reading(own));
  visitors.set('foreignHolder', await relay.reading(other));
  visitors.set('newcomer', await relay.reading('quelquun@exemple.fr'));
}, 300_000);
afterAll(() => relay.close());

/** The route without the patterns of its parameters. */
function plain(path: string): string {
  let depth = 0;
  let out = '';
  for (const letter of path) {
    if (letter === '{') depth += 1;
    if (depth === 0) out += letter;
    if (letter === '}') depth -= 1;
  }
  return out;
}

function ask(visitor: Visitor, route: string, subject: string | undefined): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const values = subjects[subject ?? ''] ?? {};
  const filled = path.replaceAll(
    /:[a-z]+/g,
    (name) => values[name] ?? '00000000-0000-7000-8000-000000000000',
  );
  const url = `${filled}${values[''] ?? ''}`;
  const fields = subject === 'arrange' ? { dossier: values.dossier ?? '' } : {};
  return method === 'GET' ? visitor.get(url) : visitor.post(url, fields);
}

test('every route has its row, and every row its route', () => {
  const registered = relay.http.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${plain(path)}`);
  expect([...new Set(registered)].sort()).toEqual(table.map(([route]) => route).sort());
});

for (const [route, audience, subject] of table) {
  if (audience === 'public') continue;
  test(`${route} sends who is signed out to sign in`, async () => {
    const answer = await ask(relay.stranger(), route, subject);
    expect([answer.status, answer.location]).toEqual([303, expect.stringMatching(/^\/connexion\?retour=/)]);
  });
}

for (const [route, audience, subject] of table) {
  if (typeof audience === 'string') continue;
  test(`${route} does not exist for anybody else`, async () => {
    const found: string[] = [];
    for (const persona of personas.filter((each) => !audience.includes(each))) {
      const { status } = await ask(visitors.get(persona) as Visitor, route, subject);
      if (status !== 404) found.push(`${persona}: ${status}`);
    }
    expect(found).toEqual([]);
  });
}

/** Subjects that no story made: for their audience too they are not there. */
const unmade = new Set(['asset', 'job', 'batch', 'fruitless', 'credited', 'heads']);
/** Signing out would end the sessions of the others; doors are tried in the platform's own tests. */
const elsewhere = /^POST \/deconnexion|\/porte\//;

for (const [route, audience, subject] of table) {
  if (unmade.has(subject ?? '') || elsewhere.test(route)) continue;
  test(`${route} is there for its audience`, async () => {
    const missing: string[] = [];
    for (const persona of typeof audience === 'string' ? personas : audience) {
      const { status, location } = await ask(visitors.get(persona) as Visitor, route, subject);
      if (status === 404 || status >= 500 || location?.startsWith('/connexion?'))
        missing.push(`${persona}: ${status}`);
    }
    expect(missing).toEqual([]);
  });
}
