import { handoverPaths } from '#src/handover/paths.js';
import type { Visit } from '#src/handover/types.js';
import { whenAndLong } from '#src/handover/visits/visit-words.js';
import { list } from '#src/platform/french/french.js';
import { Card, type Html, LinkButton, Summary } from '#src/platform/ui/index.js';
import { holderName } from '#src/registration/index.js';
import type { FileVisitView } from './file-visit-view.js';

/** When and where, with what each viewer may still do about it. */
export function AgreedVisit({ view, visit }: { view: FileVisitView; visit: Visit }): Html {
  const { file, steps } = view;
  const officer = view.parties.includes('delivery-officer');
  return (
    <Card
      title="Le rendez-vous"
      actions={
        <>
          <LinkButton variant="secondary" href={handoverPaths.eventOf(file.id)} icon="download" download>
            Ajouter à mon agenda
          </LinkButton>
          {officer && (
            <LinkButton variant="secondary" href={handoverPaths.visit(visit.id)}>
              Ouvrir le rendez-vous
            </LinkButton>
          )}
          {!officer && steps.has('move') && (
            <LinkButton variant="secondary" href={handoverPaths.moveOf(file.id)}>
              Déplacer
            </LinkButton>
          )}
          {!officer && steps.has('cancel-appointment') && (
            <LinkButton variant="tertiary" tone="danger" href={handoverPaths.cancelOf(file.id)}>
              Annuler
            </LinkButton>
          )}
        </>
      }
    >
      <Summary
        rows={[
          ...(visit.starts_at
            ? [{ label: 'Quand', value: whenAndLong(visit.starts_at, visit.minutes) }]
            : []),
          { label: 'Lieu', value: visit.place },
          { label: 'Titulaires', value: list(visit.files.filter((each) => each.open).map(holderName)) },
          ...(visit.note ? [{ label: 'À savoir', value: visit.note }] : []),
        ]}
      />
    </Card>
  );
}
