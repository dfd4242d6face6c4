import { Button, Form, Hidden, type Html } from '#src/platform/ui/index.js';
import { dateDefect } from '#src/registration/documents/document-rules.js';
import { FilePanel } from '#src/registration/file/file-panel.js';
import { filePaths } from '#src/registration/paths.js';
import type { DeskFileProps } from './desk-file-view.js';

/** Once every piece is judged, the one step that fits the verdicts. */
export function ConclusionPanel(props: DeskFileProps): Html {
  const { view, pieces, barred } = props;
  const { facts } = view;
  if (facts.state !== 'submitted' || barred || view.next.length === 0) {
    return <FilePanel view={barred ? { ...view, next: [] } : view} />;
  }
  const unjudged = pieces.filter(({ document }) => document && !document.outcome).length;
  const good = pieces.every(
    ({ expected, document }) => document?.outcome === 'accepted' && !dateDefect(expected, document, view.now),
  );
  if (unjudged > 0) {
    return (
      <FilePanel view={view} todo={unjudged === 1 ? 'jugez la dernière pièce' : `jugez ${unjudged} pièces`} />
    );
  }
  const action = good ? filePaths.validate(facts.id) : filePaths.corrections(facts.id);
  return (
    <FilePanel
      view={view}
      todo={good ? 'validez le dossier' : 'demandez les corrections'}
      action={
        <Form action={action}>
          <Hidden name="version" value={String(facts.version)} />
          <Button shortcut={good ? 'V' : 'C'}>
            {good ? 'Valider le dossier' : 'Demander les corrections'}
          </Button>
        </Form>
      }
    >
      {good
        ? 'Toutes les pièces sont acceptées et en cours de validité. Le titulaire sera convoqué, le centre de délivrance prévenu, le certificat demandé.'
        : 'Le titulaire reçoit un verdict pour chaque pièce, avec un lien pour remplacer celles qui le demandent.'}
    </FilePanel>
  );
}
