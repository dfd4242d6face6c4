import { type Section, sections } from '#src/orders/answers.js';
import { orderPaths } from '#src/orders/paths.js';
import type { FoundOrder } from '#src/orders/rows.js';
import { Card, type Check, Checklist, type Html, LinkButton } from '#src/platform/ui/index.js';
import { sectionTitles } from './answer-section.page.js';
import { sectionsReturned } from './judge-answers.js';

/** What is answered of an order in preparation, a line and a link each section; then its check. */
export function DraftProgress({
  order,
  missing,
}: {
  order: FoundOrder;
  missing: ReadonlySet<Section>;
}): Html {
  const named = sectionsReturned(order);
  const reread = order.state === 'returned' && named.size === 0;
  return (
    <Card
      title="Ce que vous avez rempli"
      actions={
        <LinkButton variant="secondary" href={orderPaths.check(order.id)}>
          Relire toute la commande
        </LinkButton>
      }
    >
      <Checklist
        spaced
        items={sections.map((section): Check => {
          const toReview = named.has(section) || (reread && !missing.has(section));
          const complete = !missing.has(section) || toReview;
          return {
            state: complete && !toReview ? 'done' : 'current',
            label: sectionTitles[section],
            detail: toReview ? 'À revoir' : complete ? undefined : 'À compléter',
            action: (
              <a href={orderPaths.section(order.id, section)}>
                {complete ? 'Modifier' : 'Compléter'}
                <span class="ds-sr-only"> {sectionTitles[section]}</span>
              </a>
            ),
          };
        })}
      />
    </Card>
  );
}
