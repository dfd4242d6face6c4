import { correspondentPaths } from '#src/directory/index.js';
import { orderPaths, type ReasonedStep, reasonedSlugs } from '#src/orders/paths.js';
import { Card, type Html, LinkButton, Thread } from '#src/platform/ui/index.js';
import type { OrderView } from './order-view.js';

/** The thread, and the steps that do not come next. */
export function OrderAside({ view }: { view: OrderView }): Html {
  const { order } = view;
  const links = view.besides.flatMap(({ step, label }) => {
    if (step in reasonedSlugs) return [{ label, href: orderPaths.reasoned(order.id, step as ReasonedStep) }];
    if (step === 'acknowledge') return [{ label, href: orderPaths.authorityAnswer(order.id) }];
    return step === 'prepare' ? [{ label, href: orderPaths.resume(order.id) }] : [];
  });
  return (
    <>
      {view.thread.items.length > 0 && (
        <Card
          title="Le fil"
          actions={
            view.thread.more && (
              <LinkButton variant="tertiary" icon="arrow" iconAfter href={orderPaths.thread(order.id)}>
                Tout le fil
              </LinkButton>
            )
          }
        >
          <Thread items={view.thread.items} now={view.now} />
        </Card>
      )}
      {links.length > 0 && (
        <Card title="Autres démarches">
          <ul class="ds-list">
            {links.map(({ label, href }) => (
              <li>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {view.represents && (
        <Card
          title="Correspondants"
          actions={
            <LinkButton
              variant="tertiary"
              icon="arrow"
              iconAfter
              href={correspondentPaths.list(order.organisation_id)}
            >
              Voir les correspondants
            </LinkButton>
          }
        >
          <p class="soft">Qui prépare et suit les commandes de l’organisme.</p>
        </Card>
      )}
    </>
  );
}
