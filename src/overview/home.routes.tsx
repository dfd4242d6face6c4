import { Hono } from 'hono';
import { orderPaths } from '#src/orders/index.js';
import { page } from '#src/platform/http.js';
import { Actions, Card, Grid, LinkButton, PageHeader, Stack } from '#src/platform/ui/index.js';
import type { Web, WebEnv, WebRoutes } from '#src/platform/web.js';

/** The first page: what the service is for who is not known yet. */
export function homeRoutes(web: Web): WebRoutes {
  const app = new Hono<WebEnv>();
  app.get('/', async (c) => {
    const actor = c.get('actor');
    if (actor?.door === null) return c.redirect(orderPaths.list, 303);
    return page(
      c,
      { title: 'Certificats électroniques des collectivités', width: 'page' },
      <Stack>
        <PageHeader
          title="De la commande à la clé en main"
          lead="Commandez des certificats électroniques pour votre collectivité, suivez chaque dossier, recevez les clés sur place."
        />
        <Actions>
          <LinkButton href={orderPaths.start}>Commander des certificats</LinkButton>
          {web.demonstration && (
            <LinkButton variant="secondary" href="/personnages">
              Essayer avec un personnage
            </LinkButton>
          )}
        </Actions>
        <Grid>
          <Card title="1. Commander">
            Les deux formulaires en une fois ; le représentant légal signe en ligne.
          </Card>
          <Card title="2. Remplir son dossier">
            Chaque titulaire dépose ses pièces, la CCI de son choix les contrôle.
          </Card>
          <Card title="3. Recevoir sa clé">
            Le centre de gestion vient dans vos locaux et remet la clé en main propre.
          </Card>
        </Grid>
      </Stack>,
    );
  });
  return app;
}
