import { type ServerType, serve } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAdministrator } from '#src/directory/roles/create-administrator.js';
import { directory } from '#src/directory/slice.js';
import { calendar, hasPart } from '#src/platform/acts/actor.js';
import { jobRoutes } from '#src/platform/jobs/jobs.routes.js';
import { queueMail } from '#src/platform/mail/mail.js';
import { mailRoutes } from '#src/platform/mail/mail.routes.js';
import { closeDoor, openDoor } from '#src/platform/sign-in/doors.js';
import { personaRoutes } from '#src/platform/sign-in/personas.js';
import { axe, type Browser, fitsPhone, openBrowser, openPage, type Page, screenshot } from '#test/browser.js';
import { type Front, openFront } from '#test/front.js';
import { validHtml } from '#test/html.js';
import { judged } from './axe-incomplete.js';

const contact = { name: 'Nolwenn Kerviel', phone: '02 61 91 00 10', email: 'certificats@exemple.fr' };
const soizic = 'soizic.guillou@exemple.fr';
let browser: Browser;
let server: ServerType;
let front: Front;
let home: string;

beforeAll(async () => {
  browser = await openBrowser();
  front = await openFront({
    demonstration: true,
    routes: ({ web, jobs, signIn }) => {
      const administers = (actor: Parameters<typeof hasPart>[0]) => hasPart(actor, 'administrator');
      return [
        ...(directory.routes ? [directory.routes(web)] : []),
        mailRoutes(web, administers),
        jobRoutes(web, { jobs, administers }),
        personaRoutes(web, { signIn, personas, personOf: async ({ id }) => id }),
      ];
    },
  });
  home = await new Promise((resolve) => {
    server = serve({ fetch: front.app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
  });
  await fill();
});
afterAll(async () => {
  await browser.close();
  server.close();
  await front.close();
});

async function fill(): Promise<void> {
  await createAdministrator(front.kernel, soizic, 'Soizic Guillou');
  await front.database.pool.query(`
    INSERT INTO organisations (kind, name, department, source) VALUES
      ('test', 'Centrale d’achat de l’Ouest', '35', 'test'), ('test', 'Commune de Saint-Exemple', '35', 'test');
    INSERT INTO operators (organisation_id, kind, short_name, contact_name, contact_phone, contact_email, hours)
      SELECT id, 'purchasing-body', 'CAO', 'Essai', '', '', '' FROM organisations WHERE name LIKE 'Centrale%'`);
  await front.kernel.transact(calendar, (act) =>
    queueMail(act, {
      key: 'to-correct',
      kind: 'file-corrections-asked',
      to: 'maelys.le-goff@exemple.fr',
      subject: 'À corriger : une pièce de votre dossier',
      paragraphs: ['Remplacez une pièce pour que votre dossier avance.', 'Le reste est accepté.'],
      reason: { sentence: 'La photographie est illisible.', comment: 'Le bas de la carte manque.' },
      items: [
        { title: 'Carte d’identité', text: 'À remplacer', link: { label: 'Remplacer', url: '/porte/a' } },
      ],
      button: { label: 'Remplacer la pièce', url: '/porte/a' },
      contact,
    }),
  );
  await front.runJobs();
  const { boss } = front.jobs;
  await boss.createQueue('mail', { retryLimit: 0 });
  await boss.createQueue('reaction', { retryLimit: 3, retryDelay: 600 });
  for (const [queue, data] of [
    ['mail', { mail: crypto.randomUUID() }],
    ['reaction', { reaction: 'invite', event: { about: { order: crypto.randomUUID() } } }],
  ] as const) {
    const id = (await boss.send(queue, data, { retryLimit: queue === 'mail' ? 0 : 3 })) ?? '';
    await boss.fetch(queue);
    await boss.fail(queue, id, { cause: 'Le serveur d’envoi ne répond pas : connect ECONNREFUSED' });
  }
}

async function personas() {
  const { rows } = await front.database.pool.query<{ id: string; email: string; name: string }>(
    `SELECT id, email, name FROM people WHERE name <> '' ORDER BY name`,
  );
  const people = rows.map(({ id, email, name }) => ({
    id,
    email,
    name,
    part: 'Administratrice',
    body: 'L’installation',
    hint: '2 travaux en échec',
  }));
  return [{ title: 'L’installation', people }];
}

/** Looks at a page as everybody will: axe, valid HTML, a narrow phone, pictures. */
async function look(page: Page, name: string): Promise<void> {
  // first: taking the pictures leaves marks in the page
  expect(await validHtml(await page.content())).toEqual([]);
  await screenshot(page, name);
  await axe(page, judged);
  await fitsPhone(page);
}

async function aDoor(): Promise<string> {
  const url = await front.kernel.transact(calendar, (act) =>
    openDoor(act, {
      subject: `file:${crypto.randomUUID()}`,
      purpose: 'holder',
      email: 'maelys.le-goff@exemple.fr',
      path: '/compte',
    }),
  );
  return `${home}${new URL(url).pathname}`;
}

test('an administrator signs in by a code, grants a role, ends it and reads what was sent', async () => {
  const page = await openPage(browser);
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(`${home}/roles`);
  await look(page, `connexion`);
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  await look(page, `connexion-erreur`);
  await page.getByLabel('Votre adresse électronique').fill(soizic);
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  await look(page, `connexion-code`);
  await page.getByLabel('Code à 6 chiffres').fill(await front.codeFor(soizic));
  await page.getByRole('button', { name: 'Continuer' }).click();
  await look(page, `roles`);
  await page.getByRole('link', { name: 'Accorder un rôle' }).click();
  await look(page, `roles-organisme`);
  await page.getByRole('link', { name: 'Centrale d’achat de l’Ouest' }).click();
  await page.getByRole('button', { name: 'Accorder le rôle' }).click();
  await look(page, `roles-accorder`);
  await page.getByLabel('Gestionnaire des achats').check();
  await page.getByLabel('Adresse électronique de la personne').fill(`malo.riou@exemple.fr`);
  await page.getByLabel('Prénom et nom').fill('Malo Riou');
  await page.getByRole('button', { name: 'Accorder le rôle' }).click();
  await look(page, `roles-accorde`);
  await page
    .getByRole('link', { name: 'Mettre fin au rôle de gestionnaire des achats de Malo Riou' })
    .first()
    .click();
  await look(page, `roles-fin`);
  await page.getByRole('button', { name: 'Mettre fin au rôle' }).click();
  expect(await page.textContent('main')).toContain('Le rôle a pris fin');
  for (const [path, name] of [
    ['/compte', 'compte'],
    ['/travaux', 'travaux'],
    ['/courrier', 'courrier'],
    ['/personnages', 'personnages'],
  ]) {
    await page.goto(`${home}${path}`);
    await look(page, `${name}`);
  }
  await page.goto(`${home}/courrier`);
  await page.getByRole('link', { name: 'À corriger : une pièce de votre dossier' }).click();
  await look(page, `message`);
  expect(complaints.filter((each) => !/40[49]|422/.test(each))).toEqual([]);
  await page.context().close();
});

test('a holder passes a door on a phone, in the dark and without scripts', async () => {
  const page = await openPage(browser, { width: 390, noScript: true, colorScheme: 'dark' });
  const door = await aDoor();
  await page.goto(door);
  await screenshot(page, `porte`);
  await page.getByRole('button', { name: 'Recevoir le code' }).click();
  await page.getByLabel('Code à 6 chiffres').fill(await front.codeFor('maelys.le-goff@exemple.fr'));
  await page.getByRole('button', { name: 'Continuer' }).click();
  expect(new URL(page.url()).pathname).toBe('/compte');
  await page.goto(door);
  await screenshot(page, `porte-passee`);
  await page.context().close();
  const stranger = await openPage(browser, { width: 390, colorScheme: 'dark' });
  await stranger.goto(door);
  await look(stranger, `porte-ouverte`);
  await stranger.goto(`${home}/porte/inconnue`);
  await look(stranger, `porte-inconnue`);
  await stranger.getByLabel('Votre adresse électronique').fill('quelqu.un@exemple.fr');
  await stranger.getByRole('button', { name: 'Recevoir un nouveau lien' }).click();
  await look(stranger, `porte-envoye`);
  await stranger.context().close();
});

test('a door that was closed gives its reason, one that was replaced offers the newest', async () => {
  const page = await openPage(browser);
  const door = {
    subject: 'order:1',
    purpose: 'sign',
    email: 'maire@exemple.fr',
    path: '/commandes/1/signature',
  } as const;
  const [old, last] = [
    await front.kernel.transact(calendar, (act) => openDoor(act, door)),
    await front.kernel.transact(calendar, (act) => openDoor(act, door)),
  ].map((url) => `${home}${new URL(url).pathname}`);
  await page.goto(old ?? '');
  await look(page, 'porte-remplacee');
  const reason = 'La commande a été reprise par votre collègue pour être corrigée.';
  await front.kernel.transact(calendar, (act) => closeDoor(act, { ...door, reason }));
  await page.goto(last ?? '');
  await look(page, 'porte-fermee');
  expect(await page.textContent('main')).toContain(reason);
  await page.context().close();
});
