import { expect } from 'vitest';
import { specimenPiece } from '#src/demonstration/history/specimen-piece.js';
import { addDays, parisDay } from '#src/platform/french/working-time.js';
import type { Hands } from './hands.js';
import type { Served } from './served.js';

const mayor = 'yann.exemple@exemple.fr';
const holder = {
  givenName: 'Maël',
  surname: 'Fictif',
  email: 'mael.fictif@exemple.fr',
  phone: '06 39 98 00 02',
};

/** What each part of the relay works with: windows made by the journey, which decides how they are used. */
interface Cast {
  readonly served: Served;
  /** Somebody of the demonstration, signed in. */
  as(persona: string): Promise<Hands>;
  /** Somebody with a link in a mail. */
  nobody(): Promise<Hands>;
  /** Looks at the page as it stands. */
  look(hands: Hands, state: string): Promise<void>;
}

/** From the order to both invoices, everybody in turn. */
export async function runRelay(cast: Cast): Promise<void> {
  const order = await orders(cast);
  await signs(cast);
  await examines(cast, order);
  const file = await fillsIn(cast);
  await validates(cast);
  const visit = await agree(cast, file);
  await handsOver(cast, visit);
  await invoices(cast);
}

/** Drafts and checks an order of one certificate; returns its address. */
async function orders(cast: Cast): Promise<string> {
  const she = await cast.as('Nolwenn Le Test');
  await she.open('/commandes');
  await she.press('Commander des certificats');
  await she.fill('Nom, code postal ou SIRET', 'Acigné');
  await she.press('Chercher');
  await she.pick('Commune d’Acigné');
  await she.press('Commencer la commande');
  await she.fill('Adresse', '1 place de la Mairie');
  await she.press('Continuer');
  await she.fill('Prénom', 'Nolwenn');
  await she.fill('Nom', 'Le Test');
  await she.fill('Fonction', 'Secrétaire générale');
  await she.fill('Téléphone', '02 61 91 00 12');
  await she.fill('Adresse électronique', 'nolwenn.letest@exemple.fr');
  await she.press('Continuer');
  await cast.look(she, 'titulaires');
  await she.fill('Prénom', holder.givenName);
  await she.fill('Nom', holder.surname);
  await she.fill('Fonction', 'Responsable des finances');
  await she.fill('Adresse électronique professionnelle', holder.email);
  await she.fill('Téléphone', holder.phone);
  await she.pick('Agent');
  await she.tick('Authentification');
  await she.press('Continuer');
  await she.fill('Prénom', 'Yann');
  await she.fill('Nom', 'Exemple');
  await she.fill('Fonction', 'Maire');
  await she.fill('Adresse électronique professionnelle', mayor);
  await she.press('Continuer');
  await she.press('Vérifier la commande');
  await she.press('Demander la signature');
  const order = new URL(she.page.url()).pathname;
  expect(order).toMatch(/^\/commandes\/[0-9a-f-]{36}$/);
  return order;
}

/** The mayor comes by the door and signs with a code. */
async function signs(cast: Cast): Promise<void> {
  const he = await passDoor(cast, mayor, 'À signer');
  await he.tick(/^J’accepte/);
  await he.tick(/^J’ai pris connaissance/);
  await he.press('Recevoir le code de signature');
  await he.fill('Code à 6 chiffres', (await cast.served.mailTo(mayor, 'Code de signature')).code);
  await he.press('Signer les deux documents');
  expect(await he.page.textContent('main')).toContain('Votre signature est enregistrée');
}

/** The buyer examines and countersigns; the order goes to the authority, which acknowledges it. */
async function examines(cast: Cast, order: string): Promise<void> {
  const she = await cast.as('Gwenola Achat');
  await she.open(order);
  await she.press(/^Examiner/);
  await she.tick('J’ai vérifié que cette adresse');
  await she.press('Tout est juste');
  await she.press('Contresigner les deux documents');
  await cast.served.settle();
}

/** The holder fills in the file and hands it in; returns its identifier. */
async function fillsIn(cast: Cast): Promise<string> {
  const he = await passDoor(cast, holder.email, 'certificat');
  const file = he.page.url().split('/').at(-1) ?? '';
  await he.press('Commencer mon dossier');
  await he.fill('Tous vos prénoms', holder.givenName);
  await he.date('Date de naissance', '1988-02-04');
  await he.fill('Lieu de naissance', 'Rennes (35)');
  await he.fill('Adresse postale', '3 rue de l’Essai');
  await he.fill('Code postal', '35000');
  await he.fill('Ville', 'Rennes');
  await he.press('Enregistrer');
  await he.pick(/bureau de Rennes/);
  await he.press('Choisir ce bureau');
  await he.press('Continuer mon dossier');
  await cast.look(he, 'pieces');
  for (let left = await toSend(he); left.length > 0; left = await toSend(he))
    await sendPiece(cast, he, left[0] ?? '');
  he.inside(null);
  await he.press('Vérifier et déposer');
  await he.tick('Je confirme');
  await he.press('Déposer mon dossier');
  return file;
}

async function toSend(he: Hands): Promise<string[]> {
  return he.page.evaluate<string[]>(`[...document.querySelectorAll('form[aria-label^="Envoyer"]')]
    .map((form) => form.getAttribute('action').split('/').at(-1))`);
}

async function sendPiece(cast: Cast, he: Hands, kind: string): Promise<void> {
  const now = cast.served.clock();
  const piece = specimenPiece(kind, holder, 'Acigné', now);
  const buffer = Buffer.from(await piece.arrayBuffer());
  const form = he.page.locator(`form[action$="/pieces/${kind}"]`);
  he.inside(new RegExp(`^${(await form.getAttribute('aria-label')) ?? ''}$`));
  await he.upload('Fichier ou photo', { name: piece.name, mimeType: 'application/pdf', buffer });
  if (kind === 'identity') {
    await he.choose('Nature de la pièce', 'Passeport');
    await he.fill('4 derniers caractères', 'TEST');
    await he.date('Valable jusqu’au', addDays(parisDay(now), 900));
  } else if (await form.getByLabel('Date de la pièce').isVisible()) {
    await he.date('Date de la pièce', addDays(parisDay(now), -5));
  }
  await he.press('Envoyer cette pièce');
}

/** The registration officer judges each piece and validates. */
async function validates(cast: Cast): Promise<void> {
  const she = await cast.as('Katell Démo');
  await she.open('/controle');
  await she.press(`${holder.givenName} ${holder.surname}`);
  await cast.look(she, 'controle');
  while (await she.page.getByText('à juger', { exact: true }).first().isVisible())
    await she.press('Accepter');
  await she.press('Valider le dossier');
  await cast.served.settle();
}

/** The delivery officer receives the key and proposes times; the holder picks one. */
async function agree(cast: Cast, file: string): Promise<string> {
  const she = await cast.as('Bleuenn Remise');
  await she.open('/cles?liste=chemin');
  const serial = (await she.page.locator('tbody th a').first().textContent()) ?? '';
  await she.fill('Numéros de série', serial.trim());
  await she.press('Noter la réception');
  await cast.served.settle();
  await she.open('/rendez-vous');
  await she.press('Proposer des horaires');
  await cast.look(she, 'horaires');
  she.inside(/^Proposition$/);
  const times = await she.page.locator('.time label').allTextContents();
  for (const time of times.slice(0, 2)) await she.tick(plainly(time));
  await she.fill('Lieu', 'Mairie, salle du conseil');
  await she.press('Envoyer la proposition');
  she.inside(null);
  const visit = new URL(she.page.url()).pathname;
  const he = await passDoor(cast, holder.email, 'Choisissez');
  await he.open(`/rendez-vous/dossier/${file}`);
  await he.pick(plainly(times[0] ?? ''));
  await he.press('Choisir cet horaire');
  await cast.served.settle();
  return visit;
}

/** Face to face, on the day. */
async function handsOver(cast: Cast, visit: string): Promise<void> {
  await cast.served.comeTo(visit);
  const she = await cast.as('Bleuenn Remise');
  await she.open(visit);
  await she.press('Remettre sa clé');
  await cast.look(she, 'remise');
  const title = await she.page
    .getByText(/^Clé n°/)
    .first()
    .textContent();
  const serial = /Clé n° (\S+)/.exec(title ?? '')?.[1] ?? '';
  await she.fill('4 derniers caractères de son numéro', 'TEST');
  await she.tick('La personne présente');
  await she.fill('Numéro lu sur la clé', serial);
  await she.tick('Montré au titulaire');
  await she.tick('Le titulaire accepte');
  await she.tick('Le titulaire dit');
  await she.tick(`${holder.givenName} ${holder.surname}`);
  await she.tick('Bleuenn Remise');
  await she.press('Terminer la remise');
  expect(await she.page.textContent('main')).toContain('remis');
  await cast.served.settle();
}

/** Both accountants issue and send what the visit made due. */
async function invoices(cast: Cast): Promise<void> {
  for (const name of ['Armelle Facture', 'Soazig Compte']) {
    const she = await cast.as(name);
    await she.open('/factures');
    await she.tick(/^Choisir (?!toutes)/);
    await she.press('Émettre les factures choisies');
    await cast.served.settle();
    await she.open('/factures/emises');
    await she.press(/\d{4}/);
    await she.press(/^Envoyer/);
    await she.press('Envoyer la facture');
    expect(await she.page.textContent('main')).toMatch(/Envoyée le \d/);
  }
}

async function passDoor(cast: Cast, email: string, subject: string): Promise<Hands> {
  const hands = await cast.nobody();
  await hands.open((await cast.served.mailTo(email, subject)).door);
  await hands.press('Recevoir le code');
  await hands.fill('Code à 6 chiffres', (await cast.served.mailTo(email, 'Votre code pour ouvrir')).code);
  await hands.press('Continuer');
  return hands;
}

function plainly(text: string): RegExp {
  const words = text
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^\\s*${words.join('\\s+')}$`);
}
