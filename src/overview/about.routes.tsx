import { Hono } from 'hono';
import { purchasingBody } from '#src/directory/index.js';
import { page } from '#src/platform/web/http.js';
import type { Web, WebEnv, WebRoutes } from '#src/platform/web/web.js';
import { AccessibilityPage, LegalPage, PersonalDataPage } from './about.pages.js';

/** Pages at the foot of every page, the same for everybody. */
export const aboutPages = [
  {
    href: '/accessibilite',
    label: 'Accessibilité : non conforme',
    title: 'Accessibilité',
    Page: AccessibilityPage,
  },
  {
    href: '/donnees-personnelles',
    label: 'Données personnelles',
    title: 'Données personnelles',
    Page: PersonalDataPage,
  },
  { href: '/mentions-legales', label: 'Mentions légales', title: 'Mentions légales', Page: LegalPage },
] as const;

export function aboutRoutes(web: Web): WebRoutes {
  const routes = new Hono<WebEnv>();
  for (const { href, title, Page } of aboutPages) {
    routes.get(href, async (c) =>
      page(
        c,
        { title, width: 'reading' },
        <Page buyer={await purchasingBody(web.db)} demonstration={web.demonstration} />,
      ),
    );
  }
  return routes;
}
