import type { HandOverView } from '#src/handover/face-to-face/hand-over-view.js';
import { handoverPaths } from '#src/handover/paths.js';
import { hour, plural } from '#src/platform/french/french.js';
import { type Html, Picker } from '#src/platform/ui/index.js';
import { holderName } from '#src/registration/index.js';
import { outcomeWords } from './visit.page.js';
import { fromTo } from './visit-words.js';

/** The holders of this visit, and what became of each. */
export function VisitHolders({ view }: { view: HandOverView }): Html {
  const { visit, file } = view;
  const here = visit.files.filter((each) => each.outcome !== 'left');
  return (
    <div class="visit-list">
      <p>
        {`Ce rendez-vous : ${plural(here.length, 'titulaire')}`}
        {visit.starts_at && `, ${fromTo(visit.starts_at, visit.minutes)}`}
      </p>
      <Picker
        label="Titulaires de ce rendez-vous"
        items={here.map((each) => ({
          href: each.open ? handoverPaths.handOver(visit.id, each.id) : handoverPaths.ofFile(each.id),
          label: holderName(each),
          detail: each.outcome
            ? `${outcomeWords[each.outcome]}${each.outcome_at ? ` à ${hour(each.outcome_at)}` : ''}`
            : `${each.function} · ${plural(each.usages.length, 'usage')}`,
          state:
            each.outcome === 'handed-over'
              ? 'done'
              : each.outcome
                ? 'blocked'
                : each.id === file.id
                  ? 'current'
                  : 'waiting',
          current: each.id === file.id,
        }))}
      />
    </div>
  );
}
