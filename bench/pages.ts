import { send } from './load.js';
import type { Model } from './model.js';
import type { Statement } from './record.js';
import { record, type Server } from './servers.js';

/** Pages of each part, whose statements are looked at on the large database; the first of a list is opened too. */
const pages: Record<keyof Model['cookies'], readonly string[]> = {
  office: [
    '/',
    '/controle',
    '/controle?liste=tous&sens=desc',
    '/controle?liste=clos',
    '/controle?q=mael',
    '/commandes',
  ],
  buyer: [
    '/',
    '/commandes',
    '/commandes?sens=desc',
    '/commandes?etat=submitted',
    '/commandes?q=rennes',
    '/cles',
    '/cles?q=MES0000',
  ],
  centre: [
    '/',
    '/commandes',
    '/commandes?q=rennes',
    '/rendez-vous',
    '/rendez-vous?q=rennes',
    '/rendez-vous/agenda',
    '/rendez-vous/nouveau',
    '/cles',
    '/cles?q=MES0000',
  ],
  accountant: [
    '/',
    '/factures',
    '/factures?etat=sent',
    '/factures?q=rennes',
    '/factures/a-emettre',
    '/factures/a-emettre?q=rennes',
    '/commandes',
  ],
  administrator: [
    '/',
    '/organismes',
    '/organismes?q=renn',
    '/organismes/a-confirmer',
    '/roles',
    '/roles?mots=maire',
    '/courrier',
    '/courrier?etat=echoue',
    '/courrier?mots=maire',
    '/travaux',
    '/journal',
    '/catalogue',
    '/catalogue/product',
  ],
  signatory: ['/', '/commandes'],
  holder: ['/', '/mon-dossier'],
  correspondent: ['/', '/commandes', '/commandes?q=rennes'],
};

/** Every statement behind those pages, and how many pages answered. */
export async function statementsOfPages(
  app: Server,
  model: Model,
): Promise<{ statements: readonly Statement[]; opened: number; failed: string[] }> {
  let opened = 0;
  const failed: string[] = [];
  const statements = await record(app, async () => {
    for (const [who, paths] of Object.entries(pages)) {
      const headers = { cookie: model.cookies[who as keyof Model['cookies']] };
      const waiting = [...paths];
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        const answer = await send(app.port, { method: 'GET', path, headers });
        if (answer.status < 400) opened += 1;
        else failed.push(`${who} ${path} ${answer.status}`);
        if (!paths.includes(path)) continue;
        const leads = new RegExp(`<main.*?href="(${path.split('?')[0]}/[0-9a-f-]{36})"`, 's').exec(
          answer.text,
        );
        if (path !== '/' && leads?.[1]) waiting.push(leads[1]);
        if (answer.location && !paths.includes(answer.location)) waiting.push(answer.location);
      }
    }
  });
  return { statements, opened, failed };
}
