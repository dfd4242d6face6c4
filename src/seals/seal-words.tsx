import { Alert, Definition, type Html, When } from '#src/platform/ui/index.js';
import type { SealState } from './seal-state.js';

/** « Scellé le … », « scellement en cours »; nothing where no seal was asked for. Who mends it is told why it fails. */
export function SealWords({
  state,
  now,
  tellsFailure,
}: {
  state: SealState | undefined;
  now: Date;
  tellsFailure: boolean;
}): Html | null {
  if (!state) return null;
  if (state.waiting?.failure && tellsFailure) {
    return (
      <Alert tone="warning" title="Le cachet n’a pas encore pu être apposé">
        <p>
          {state.waiting.failure} Un nouvel essai se fait de lui-même, toutes les cinq minutes au plus tard.
        </p>
      </Alert>
    );
  }
  if (state.waiting) return <p class="soft">Scellement en cours.</p>;
  if (!state.set) return null;
  return (
    <>
      <p class="soft">
        Scellé le <When at={state.set.at} as="long" now={now} /> : {levelWords(state.set.level)}.
      </p>
      <Definition term="Niveau du cachet">
        <p>PAdES {state.set.level}, au sens de la norme ETSI EN 319 142-1.</p>
      </Definition>
    </>
  );
}

/** With revocation data in the file, nobody is asked for anything more, even years after. */
function levelWords(level: string): string {
  return level === 'B-LT'
    ? 'cachet et horodatage, vérifiables sans l’autorité'
    : 'cachet et horodatage, vérifiables tant que l’autorité répond';
}
