import { type Html, Picker, type PickItem, ShortcutsToggle } from '#src/platform/ui/index.js';
import { dateDefect } from '#src/registration/documents/document-rules.js';
import type { Piece } from '#src/registration/file/file-view.js';
import { filePaths } from '#src/registration/paths.js';
import type { DeskFileProps } from './desk-file-view.js';

/** The pieces of the file, and where each verdict stands. */
export function DeskPieces(props: DeskFileProps): Html {
  const { view, pieces, piece } = props;
  return (
    <Picker
      label="Pièces du dossier"
      items={pieces.map((each): PickItem => {
        const { expected, document } = each;
        return {
          href: filePaths.desked(view.facts.id, expected.kind),
          label: expected.name,
          state: pickState(each, view.now),
          current: expected.kind === piece?.expected.kind,
          detail: document
            ? `${verdictWords(each, view.now)}${(document.number ?? 1) > 1 ? ` · version ${document.number}` : ''}`
            : 'pas encore envoyée',
        };
      })}
    >
      <p>Seul votre bureau ouvre ces pièces. Chaque ouverture est inscrite au journal.</p>
      <ShortcutsToggle />
    </Picker>
  );
}

function pickState({ expected, document }: Piece, now: Date): PickItem['state'] {
  if (!document) return 'none';
  if (document.outcome === 'to-replace') return 'blocked';
  if (dateDefect(expected, document, now)) return 'doubt';
  return document.outcome === 'accepted' ? 'done' : 'waiting';
}

function verdictWords({ expected, document }: Piece, now: Date): string {
  if (document?.outcome === 'to-replace') return 'à remplacer';
  if (document && dateDefect(expected, document, now)) return 'date à revoir';
  return document?.outcome === 'accepted' ? 'acceptée' : 'à juger';
}
