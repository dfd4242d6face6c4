import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { type Html, Layout, type Shell } from '#src/platform/ui/index.js';
import { assetRoutes } from '#src/platform/web/assets.js';
import { DeskPage } from './desk.js';
import { FormPage } from './form.js';
import { HolderPage } from './holder.js';
import { ListPage } from './list.js';
import { OrderPage } from './order.js';
import { PiecesPage } from './pieces.js';
import { shell } from './shell.js';

interface Page {
  body: () => Html;
  width?: 'reading' | 'page' | 'desk';
  current?: string;
  invalid?: boolean;
  scripts?: string[];
}

/** Every component in every state, laid out as the product lays them out. */
export const pages: Readonly<Record<string, Page>> = {
  order: { body: OrderPage, current: 'Commandes' },
  desk: { body: DeskPage, width: 'desk', current: 'À faire', scripts: ['desk.js'] },
  holder: { body: HolderPage, width: 'reading' },
  form: { body: () => <FormPage refused={false} />, width: 'reading' },
  refused: { body: () => <FormPage refused />, width: 'reading', invalid: true },
  list: { body: () => <ListPage empty={false} />, current: 'À faire' },
  empty: { body: () => <ListPage empty />, current: 'À faire' },
  pieces: { body: PiecesPage },
};

const document = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 300"><rect width="480" height="300" fill="#fdfdfb"/><rect x="20" y="20" width="105" height="130" fill="#b9c4cc"/><text x="140" y="40" font-size="14" font-weight="700">CARTE D’IDENTITÉ — TEST</text><text x="140" y="80" font-size="13">Nom : FICTIF</text><text x="140" y="100" font-size="13">Prénoms : Maël, Jean</text></svg>`;

/** The gallery as an application, under the product's content security policy. */
export function gallery(): Hono {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
      },
    }),
  );
  app.route('/', assetRoutes());
  app.get('/document.svg', (c) => c.body(document, 200, { 'content-type': 'image/svg+xml' }));
  app.get('/:page', (c) => {
    const page = pages[c.req.param('page')];
    if (!page) return c.notFound();
    const scheme = (c.req.query('scheme') ?? 'light') as Shell['scheme'];
    const { body: Body, width, current = '', invalid, scripts } = page;
    return c.html(
      <Layout
        shell={shell(scheme, current)}
        title={c.req.param('page')}
        width={width}
        invalid={invalid}
        scripts={scripts}
      >
        <Body />
      </Layout>,
    );
  });
  app.post('/brouillon', (c) => c.body(null, 204));
  return app;
}
