import { handoverPaths } from '#src/handover/paths.js';
import { type Html, Picker } from '#src/platform/ui/index.js';
import { holderName } from '#src/registration/index.js';
import type { HandOverView } from './hand-over-view.js';

/** Whom the key is handed to, where the policy lets a certification agent receive it for the holder. */
export function ReceiverChoice({ view }: { view: HandOverView }): Html {
  const { visit, file, agent } = view;
  const path = handoverPaths.handOver(visit.id, file.id);
  return (
    <Picker
      label="Remise à"
      items={[
        {
          href: path,
          label: `Remise à ${holderName(file)}`,
          detail: 'titulaire',
          state: agent ? 'waiting' : 'current',
          current: !agent,
        },
        ...view.agents.map((each) => ({
          href: handoverPaths.handOverToAgent(visit.id, file.id, each.id),
          label: `Remise à ${each.name}`,
          detail: 'mandataire de certification, en l’absence du titulaire',
          state: each.id === agent?.id ? ('current' as const) : ('waiting' as const),
          current: each.id === agent?.id,
        })),
      ]}
    />
  );
}
