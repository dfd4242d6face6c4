import { formatPhone, operatorOf, type Part, purchasingBody } from '#src/directory/index.js';
import type { Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';
import type { Html, NavItem, Shell } from '#src/platform/ui/index.js';
import type { Web } from '#src/platform/web/web.js';
import { aboutPages } from './about.routes.js';
import { kindsAwaiting } from './awaiting/awaiting.js';
import { firstShown } from './awaiting/source.js';
import { filesInMenu, ownPages } from './own-files.js';

interface MenuPage {
  readonly label: string;
  readonly href: string;
  /** None: everybody signed in. */
  readonly parts?: readonly Part[];
  /** Whoever has no other part than these has no use for it. */
  readonly notFor?: readonly Part[];
  /** The part is wanted in the installation itself, not in one body. */
  readonly whole?: boolean;
}

/** Pages of the menu, and which parts have them. */
const pages: readonly MenuPage[] = [
  { label: 'À faire', href: '/' },
  {
    label: 'Commandes',
    href: '/commandes',
    notFor: ['registration-officer', 'accountant', 'administrator', 'auditor'],
  },
  { label: 'Contrôle', href: '/controle', parts: ['registration-officer'] },
  { label: 'Rendez-vous', href: '/rendez-vous', parts: ['delivery-officer'] },
  { label: 'Clés', href: '/cles', parts: ['delivery-officer', 'purchasing-officer'] },
  { label: 'Factures', href: '/factures', parts: ['accountant'] },
  { label: 'Rôles', href: '/roles', parts: ['administrator'] },
  { label: 'Configuration', href: '/catalogue', parts: ['administrator'] },
  { label: 'Courriels', href: '/courrier', parts: ['administrator'], whole: true },
  { label: 'Travaux', href: '/travaux', parts: ['administrator'], whole: true },
  { label: 'Chiffres', href: '/chiffres', parts: ['auditor'], whole: true },
  { label: 'Journal', href: '/journal', parts: ['auditor', 'administrator'], whole: true },
];

type Filling = { readonly done: number; readonly total: number } | null;

/** What surrounds every page: the menu of one's parts with what awaits there, the banner, the footer. */
export function createShell(
  web: Web,
  filling: () => Promise<Filling> = async () => null,
): (actor: Person | null, path: string, bare: boolean) => Promise<Shell> {
  return async (actor, path, bare) => ({
    home: '/',
    nav: actor && actor.door === null ? await navOf(web, actor, path, bare) : [],
    person: actor && {
      name: actor.name || actor.email,
      body: await bodyOf(web.db, actor),
      links: actor.door === null ? [{ label: 'Mon compte', href: '/compte' }] : [],
      signOut: '/deconnexion',
    },
    signIn: actor ? undefined : '/connexion',
    banner: web.demonstration ? <Banner filling={await filling()} /> : undefined,
    footer: {
      links: aboutPages.map(({ label, href }) => ({ label, href })),
      contact: await contactOf(web.db),
    },
    scheme: 'auto',
  });
}

function Banner({ filling }: { filling: Filling }): Html {
  return (
    <>
      <strong>Démonstration.</strong> Personnes inventées, certificats marqués TEST.{' '}
      <a href="/personnages">Changer de personnage</a> · <a href="/courrier">Lire le courrier</a>
      {filling && filling.total > 0 && (
        <>
          {' '}
          ·{' '}
          <label for="remplissage">
            Dossiers d’exemple : {filling.done} sur {filling.total}
          </label>{' '}
          <progress id="remplissage" value={filling.done} max={filling.total} />
        </>
      )}
    </>
  );
}

/** What awaits the person, by the page that lists it; the first page has the sum. */
async function countsOf(web: Web, actor: Person): Promise<Map<string, number>> {
  const kinds = await kindsAwaiting({ db: web.db, actor, now: web.kernel.clock(), most: firstShown });
  const counts = new Map([['/', kinds.reduce((sum, { count }) => sum + count, 0)]]);
  for (const { list, count } of kinds) {
    const item = list && pages.find(({ href }) => href !== '/' && list.startsWith(href));
    if (item) counts.set(item.href, (counts.get(item.href) ?? 0) + count);
  }
  return counts;
}

/** @param bare without what has to be looked up: what is shown where the database may be away */
async function navOf(web: Web, actor: Person, path: string, bare: boolean): Promise<NavItem[]> {
  const counts: ReadonlyMap<string, number> = bare ? new Map() : await countsOf(web, actor);
  const [first, ...others] = pagesOf(actor, path, counts);
  const own = bare ? [] : ownPages(await filesInMenu(web.db, actor), path);
  return [...(first ? [first] : []), ...own, ...others];
}

function pagesOf(actor: Person, path: string, counts: ReadonlyMap<string, number>): NavItem[] {
  return pages
    .filter(
      ({ parts, notFor, whole }) =>
        (!parts || actor.roles.some(({ part, body }) => has(parts, part) && (!whole || body === null))) &&
        (!notFor || actor.roles.length === 0 || actor.roles.some(({ part }) => !has(notFor, part))),
    )
    .map(({ label, href }) => ({
      label,
      href,
      count: counts.get(href),
      current: href === '/' ? path === '/' : path.startsWith(href),
    }));
}

const has = (parts: readonly Part[], part: string): boolean => (parts as readonly string[]).includes(part);

/** Whom to call, on every page: the purchasing body. */
async function contactOf(db: Database): Promise<Html> {
  const buyer = await purchasingBody(db);
  if (!buyer) return <>Clé en main</>;
  return (
    <>
      Une question ? {buyer.shortName},{' '}
      <a href={`tel:${buyer.contactPhone}`}>{formatPhone(buyer.contactPhone)}</a>,{' '}
      <a href={`mailto:${buyer.contactEmail}`}>{buyer.contactEmail}</a>
    </>
  );
}

async function bodyOf(db: Database, actor: Person): Promise<string | undefined> {
  const body = actor.roles.find((role) => role.body !== null)?.body;
  if (!body) return undefined;
  for (const kind of ['purchasing-body', 'delivery-centre', 'registration-office'] as const) {
    const operator = await operatorOf(db, body, kind);
    if (operator) return operator.shortName;
  }
  return undefined;
}
