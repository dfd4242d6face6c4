import { handoverPaths } from '#src/handover/paths.js';
import type { Visit } from '#src/handover/types.js';
import { Actions, Alert, Button, Form, Hidden, type Html } from '#src/platform/ui/index.js';
import type { FileVisitView } from './file-visit-view.js';
import { TimeChoice } from './time-choice.js';

/** The first holder who picks a time settles it for the whole visit. */
export function PickTime({ view, visit }: { view: FileVisitView; visit: Visit }): Html {
  const times = visit.times.filter((time) => time > view.now);
  if (times.length === 0) {
    return (
      <Alert tone="warning">
        Les horaires proposés sont passés. Dites qu’aucun ne convient : le centre de délivrance en proposera
        d’autres.
      </Alert>
    );
  }
  return (
    <Form action={handoverPaths.pick(view.file.id)} label="Choisir un horaire">
      <Hidden name="version" value={String(visit.version)} />
      <TimeChoice
        name="time"
        legend="Quel horaire vous convient ?"
        hint={`${visit.place}${visit.note ? `. ${visit.note}` : ''}`}
        error={view.errors.time}
        times={times}
        chosen={[]}
      />
      <Actions>
        <Button icon="calendar">Choisir cet horaire</Button>
      </Actions>
    </Form>
  );
}

export function NoneSuits({ view }: { view: FileVisitView }): Html {
  return (
    <Form action={handoverPaths.noneSuits(view.file.id)} label="Aucun horaire ne convient">
      <Actions>
        <Button variant="secondary">Aucun horaire ne convient</Button>
      </Actions>
    </Form>
  );
}
