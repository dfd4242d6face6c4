import { raw } from 'hono/html';
import { number } from '#src/platform/french/french.js';
import { asset } from '#src/platform/web/assets.js';
import type { Child, Html } from './html.js';
import { Icon, Mark } from './icons.js';

export interface NavItem {
  label: string;
  href: string;
  /** Things that await the person there; 0 shows nothing. */
  count?: number | undefined;
  current?: boolean | undefined;
}

/** What surrounds every page of a request: made once by the HTTP layer, handed to each page. */
export interface Shell {
  /** Where the mark leads: the person's first page. */
  home: string;
  nav: readonly NavItem[];
  /** Null when nobody is signed in. */
  person: {
    name: string;
    /** « CCI de Rennes », « Commune d’Acigné ». */
    body?: string | undefined;
    /** Pages of the person's menu: settings, other roles… */
    links: readonly { label: string; href: string }[];
    signOut: string;
  } | null;
  /** Where to sign in, shown when nobody is. */
  signIn?: string | undefined;
  /** The demonstration's banner; absent in production. */
  banner?: Child | undefined;
  footer: { links: readonly { label: string; href: string }[]; contact: Child };
  /** The person's choice of light or dark; `auto` follows the machine. */
  scheme: 'auto' | 'light' | 'dark';
}

interface LayoutProps {
  shell: Shell;
  /** Unique in the product; « – Clé en main » is added. */
  title: string;
  children: Child;
  /** The form was refused: the title says so first. */
  invalid?: boolean | undefined;
  /** `reading` (46 rem), `page` (the default, 72 rem), `desk` (the whole width, smaller type). */
  width?: 'reading' | 'page' | 'desk' | undefined;
  /** Bundles of src/browser beside app.js: `desk.js`. */
  scripts?: readonly string[] | undefined;
}

/** The page. */
export function Layout(props: LayoutProps): Html {
  const { shell, width = 'page' } = props;
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="fr" data-color-scheme={shell.scheme}>
        <head>
          <meta charset="utf-8" />
          <title>{`${props.invalid ? 'À corriger : ' : ''}${props.title} – Clé en main`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <link rel="icon" type="image/svg+xml" href={asset('key.svg')} />
          <link rel="stylesheet" href={asset('app.css')} />
          {['app.js', ...(props.scripts ?? [])].map((name) => (
            <script type="module" src={asset(name)}></script>
          ))}
        </head>
        <body class={`body-${width}`} data-size={width === 'desk' ? 'sm' : 'md'}>
          <a class="ds-skip-link" href="#contenu">
            Aller au contenu
          </a>
          {shell.banner && (
            <section class="banner" aria-label="Démonstration">
              {shell.banner}
            </section>
          )}
          <Header shell={shell} />
          <main id="contenu" tabindex={-1}>
            {props.children}
          </main>
          <footer class="footer">
            <div class="shell">
              <ul>
                {shell.footer.links.map(({ label, href }) => (
                  <li>
                    <a href={href}>{label}</a>
                  </li>
                ))}
              </ul>
              <p>{shell.footer.contact}</p>
            </div>
          </footer>
        </body>
      </html>
    </>
  );
}

function Header({ shell }: { shell: Shell }): Html {
  return (
    <header class="header" data-size="sm">
      <div class="shell">
        <a class="brand" href={shell.home}>
          <Mark />
          <span>Clé en main</span>
        </a>
        {shell.nav.length > 0 && (
          <>
            <button class="nav-open" type="button" popovertarget="menu">
              <Icon name="menu" />
              <span>Menu</span>
            </button>
            <nav class="nav" id="menu" popover="auto" aria-label="Menu principal">
              <button class="nav-close" type="button" popovertarget="menu" popovertargetaction="hide">
                <Icon name="close" />
                <span>Fermer</span>
              </button>
              <ul>
                {shell.nav.map((item) => (
                  <li>
                    <NavLink {...item} />
                  </li>
                ))}
              </ul>
            </nav>
          </>
        )}
        {shell.person ? (
          <PersonMenu {...shell.person} />
        ) : (
          shell.signIn && (
            <a class="sign-in" href={shell.signIn}>
              Se connecter
            </a>
          )
        )}
      </div>
    </header>
  );
}

function NavLink({ label, href, count, current }: NavItem): Html {
  return (
    <a href={href} aria-current={current ? 'page' : undefined}>
      {label}
      {count !== undefined && count > 0 && (
        <span class="count">
          {count > 1000 ? `${number(1000)} +` : number(count)}
          <span class="ds-sr-only"> en attente</span>
        </span>
      )}
    </a>
  );
}

function PersonMenu({ name, body, links, signOut }: NonNullable<Shell['person']>): Html {
  const initials = name
    .split(/[\s-]+/)
    .map((word) => word[0] ?? '')
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase();
  return (
    <details class="person" data-menu>
      <summary>
        <span class="person-name">
          <span>{name}</span>
          {body && <span class="person-body">{body}</span>}
        </span>
        <span class="avatar" aria-hidden="true">
          {initials}
        </span>
      </summary>
      <div class="person-menu">
        <ul>
          {links.map(({ label, href }) => (
            <li>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
        <form method="post" action={signOut}>
          <button type="submit">Se déconnecter</button>
        </form>
      </div>
    </details>
  );
}
