import { fileSize, longDate, plural } from '#src/platform/french/french.js';
import {
  Actions,
  BackLink,
  Card,
  Definition,
  ErrorSummary,
  type Html,
  LinkButton,
  PageHeader,
  Reason,
  Stack,
  Tag,
  type Tone,
} from '#src/platform/ui/index.js';
import type { FieldErrors, Typed } from '#src/platform/web/form.js';
import type { FileView, Piece } from '#src/registration/file/file-view.js';
import { pieceState } from '#src/registration/file/my-file.page.js';
import { filePaths } from '#src/registration/paths.js';
import type { DocumentDraft } from '#src/registration/rows.js';
import { dateDefect } from './document-rules.js';
import { PieceForm } from './piece-form.js';

/** A piece whose form was refused, with what was typed: beside it, and nothing else lost. */
export interface RefusedPiece {
  readonly kind: string;
  readonly typed: Typed;
  readonly errors: FieldErrors;
}

export interface DocumentsProps {
  readonly view: FileView;
  readonly pieces: readonly Piece[];
  /** What was typed or chosen of pieces that are not deposited yet. */
  readonly drafts: readonly DocumentDraft[];
  readonly editable: boolean;
  readonly refused?: RefusedPiece | undefined;
}

/** The pieces expected, each with its state, its reason, and its own form. */
export function DocumentsPage(props: DocumentsProps): Html {
  const { view, pieces, refused } = props;
  const left = pieces.filter((piece) => pieceState(piece, view.now) !== 'done').length;
  const problems = Object.entries(refused?.errors ?? {}).map(([field, message]) => ({ field, message }));
  return (
    <Stack>
      <BackLink href={filePaths.mine(view.facts.id)}>Retour au dossier</BackLink>
      <ErrorSummary errors={problems} />
      <PageHeader
        title={titleOf(view, left)}
        lead="PDF, JPEG ou PNG, 10 Mo au plus par pièce. Chaque pièce est gardée dès son envoi."
      />
      {pieces.map((piece) => (
        <PieceCard {...props} piece={piece} />
      ))}
      {props.editable && left === 0 && (
        <Actions>
          <LinkButton href={filePaths.submit(view.facts.id)}>Vérifier et déposer</LinkButton>
        </Actions>
      )}
    </Stack>
  );
}

function titleOf(view: FileView, left: number): string {
  if (view.facts.state !== 'to-correct') return 'Vos pièces';
  if (left === 0) return 'Toutes vos pièces sont prêtes';
  return left === 1 ? 'Il reste une pièce à remplacer' : `Il reste ${plural(left, 'pièce')} à remplacer`;
}

function PieceCard(props: DocumentsProps & { piece: Piece }): Html {
  const { view, piece, editable } = props;
  const { expected, document } = piece;
  const defect = document && dateDefect(expected, document, view.now);
  const kept = document?.outcome === 'accepted' && !defect;
  const reason = document?.outcome === 'to-replace' ? document.verdict_reason : null;
  // sent, and nothing is wrong with it: its form would only lengthen the page
  const folded =
    pieceState(piece, view.now) === 'done' &&
    !kept &&
    props.refused?.kind !== expected.kind &&
    !props.drafts.some(({ kind, name }) => kind === expected.kind && name !== null);
  return (
    <Card
      id={`piece-${expected.kind}`}
      title={expected.name}
      aside={<StateTag piece={piece} now={view.now} />}
    >
      {reason && (
        <Reason title={`${reason.label}.`}>
          {[reason.sentence, reason.tip, reason.comment].filter(Boolean).join(' ')}
        </Reason>
      )}
      {!reason && defect && <Reason title="À mettre à jour.">{defect}</Reason>}
      {!kept && !folded && <Asked {...props} />}
      {document && (
        <p class="soft">
          <a href={filePaths.ownVersion(view.facts.id, expected.kind, document.number ?? 1)}>
            {document.name}
          </a>
          {document.size ? `, ${fileSize(document.size)}` : ''}
          {document.uploaded_at ? `, envoyé le ${longDate(document.uploaded_at)}` : ''}
          {(document.number ?? 1) > 1 ? `, version ${document.number}` : ''}
        </p>
      )}
      {document?.dated && <p class="soft">Pièce datée du {longDate(document.dated)}.</p>}
      {document?.expires && <p class="soft">Valable jusqu’au {longDate(document.expires)}.</p>}
      {editable && !kept && !folded && <PieceForm {...props} />}
      {editable && folded && (
        <Definition
          term={
            <>
              Remplacer<span class="ds-sr-only"> : {expected.name}</span>
            </>
          }
        >
          <Asked {...props} />
          <PieceForm {...props} />
        </Definition>
      )}
    </Card>
  );
}

function Asked({ view, piece }: DocumentsProps & { piece: Piece }): Html {
  return (
    <>
      <p>{piece.expected.hint}</p>
      <WhereToGetIt view={view} piece={piece} />
    </>
  );
}

/** The model to sign, or the public page where the piece is to be had. */
function WhereToGetIt({ view, piece: { expected } }: { view: FileView; piece: Piece }): Html | null {
  const { model, link, kind, name } = expected;
  if (!model && !link) return null;
  return (
    <p>
      {model && (
        <a href={filePaths.ownModel(view.facts.id, kind)}>
          Télécharger le modèle (PDF)<span class="ds-sr-only"> : {name}</span>
        </a>
      )}
      {model && link && ' · '}
      {link && (
        <a href={link} rel="noopener">
          L’obtenir sur {new URL(link).hostname}
          <span class="ds-sr-only"> : {name}</span>
        </a>
      )}
    </p>
  );
}

function StateTag({ piece, now }: { piece: Piece; now: Date }): Html {
  const [tone, words] = stateWords(piece, now);
  return <Tag tone={tone}>{words}</Tag>;
}

function stateWords({ expected, document }: Piece, now: Date): [Tone, string] {
  if (!document) return ['warning', 'À envoyer'];
  if (document.outcome === 'to-replace') return ['danger', 'À remplacer'];
  if (dateDefect(expected, document, now)) return ['danger', 'À mettre à jour'];
  return document.outcome === 'accepted' ? ['success', 'Acceptée'] : ['info', 'Envoyée'];
}
