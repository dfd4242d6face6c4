import { fileSize } from '#src/platform/french/french.js';
import { type Child, type Html, PdfFrame } from '#src/platform/ui/index.js';
import { filePaths } from '#src/registration/paths.js';
import type { DeskFileProps } from './desk-file-view.js';
import { toCompare } from './piece-checks.js';

/** The piece as the holder sent it, and its older versions. */
export function PieceViewer(props: DeskFileProps): Child {
  const { view, piece, version } = props;
  const document = piece?.document;
  if (!piece || !document?.media_type) return <p>Cette pièce n’a pas encore été envoyée.</p>;
  const { kind, name } = piece.expected;
  const current = document.number ?? 1;
  const source = filePaths.version(view.facts.id, kind, version);
  const olders = Array.from({ length: current }, (_, index) => index + 1).filter((each) => each !== version);
  return (
    <>
      <div class="desk-bar">
        <span>
          Version {version} sur {current}
          {version === current && document.size ? `, ${fileSize(document.size)}` : ''}
        </span>
        <span>
          {olders.map((each) => (
            <>
              <a href={`${filePaths.desked(view.facts.id, kind)}&version=${each}`}>Version {each}</a>
              {' · '}
            </>
          ))}
          {piece.expected.model && (
            <>
              <a href={filePaths.model(view.facts.id, kind)}>Modèle donné au titulaire</a>
              {' · '}
            </>
          )}
          <a href={source} target="_blank" rel="noopener">
            Agrandir<span class="ds-sr-only"> dans un nouvel onglet</span>
          </a>
        </span>
      </div>
      {version !== current && (
        <p>
          Ancienne version, remplacée depuis.{' '}
          <a href={filePaths.desked(view.facts.id, kind)}>Voir la version à juger</a>
        </p>
      )}
      {version === current && <ToCompare {...props} />}
      {version === current && document.media_type.startsWith('image/') ? (
        <img src={source} alt={`${name}, telle que le titulaire l’a envoyée`} />
      ) : (
        <PdfFrame src={source} title={`${name} : document envoyé par le titulaire`} />
      )}
    </>
  );
}

function ToCompare(props: DeskFileProps): Html {
  return (
    <div class="desk-compare">
      <p>
        <strong>Déclaré, à comparer avec la pièce</strong>
      </p>
      <dl>
        {toCompare(props).map(({ label, value }) => (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
