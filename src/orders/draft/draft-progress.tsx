import { type Section, sections } from '#src/orders/answers.js';
import { orderPaths } from '#src/orders/paths.js';
import type { FoundOrder } from '#src/orders/rows.js';
import { Card, type Check, Checklist, type Html, LinkButton } from '#src/platform/ui/index.js';
import { sectionTitles } from './answer-section.page.js';
import { checkAnswers } from './check-answers.js';

/** What is answered of an order in preparation, a line and a link each section; then its check. */
export function DraftProgress({ order }: { order: FoundOrder }): Html {
  const missing = sectionsToComplete(order);
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
          const complete = !missing.has(section);
          return {
            state: complete ? 'done' : 'current',
            label: sectionTitles[section],
            detail: complete ? undefined : 'À compléter',
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

function sectionsToComplete(order: FoundOrder): ReadonlySet<string> {
  const checked = checkAnswers(order.answers);
  return new Set(checked.complete ? [] : checked.problems.map(({ field }) => field.split('.')[0] as Section));
}
