import { fileSize } from '#src/platform/french/french.js';
import {
  Actions,
  Button,
  DateField,
  Definition,
  FileField,
  Form,
  type Html,
  SelectField,
  TextField,
} from '#src/platform/ui/index.js';
import { uploadLimit } from '#src/platform/web/files.js';
import { typedText } from '#src/platform/web/form.js';
import type { Piece } from '#src/registration/file/file-view.js';
import { filePaths } from '#src/registration/paths.js';
import { identityKinds, identityNames } from '#src/registration/types.js';
import type { DocumentsProps } from './documents.page.js';

/** What is asked of one piece: its file, and the dates and references that it bears. */
export function PieceForm(props: DocumentsProps & { piece: Piece }): Html {
  const { view, piece, refused } = props;
  const { expected, document } = piece;
  const { kind } = expected;
  const mine = refused?.kind === kind ? refused : undefined;
  const draft = props.drafts.find((each) => each.kind === kind);
  const typed = mine?.typed ?? draft?.typed;
  const shown = (name: string, saved: string | null | undefined): string =>
    typed ? typedText(typed, `${kind}.${name}`) : (saved ?? '');
  const error = (name: string): string | undefined => mine?.errors[`${kind}.${name}`];
  const replacing = document !== undefined;
  return (
    <Form
      action={filePaths.document(view.facts.id, kind)}
      files
      autosave={filePaths.documentDraft(view.facts.id, kind)}
      label={`${replacing ? 'Remplacer' : 'Envoyer'} : ${expected.name}`}
    >
      {expected.tips.length > 0 && (
        <Definition term="Conseils pour qu’elle soit acceptée">
          <ul class="ds-list">
            {expected.tips.map((tip) => (
              <li>{tip}</li>
            ))}
          </ul>
        </Definition>
      )}
      <FileField
        name={`${kind}.file`}
        label={
          draft?.name
            ? 'Autre fichier ou photo'
            : replacing
              ? 'Nouveau fichier ou nouvelle photo'
              : 'Fichier ou photo'
        }
        hint={
          draft?.name &&
          `« ${draft.name} » est gardé (${fileSize(draft.size ?? 0)}) : complétez le reste, sans le choisir de nouveau.`
        }
        optional={draft?.name !== undefined && draft.name !== null}
        accept="application/pdf,image/jpeg,image/png"
        maxBytes={uploadLimit}
        error={error('file')}
      />
      {expected.identity && (
        <>
          <SelectField
            name={`${kind}.identityKind`}
            label="Nature de la pièce"
            placeholder="Choisissez"
            value={shown('identityKind', view.facts.identity_kind)}
            error={error('identityKind')}
            options={identityKinds.map((value) => ({ value, label: identityNames[value] }))}
          />
          <TextField
            name={`${kind}.last4`}
            label="4 derniers caractères de son numéro"
            hint="Le numéro entier n’est pas gardé."
            width="xs"
            maxlength={4}
            autocomplete="off"
            spellcheck={false}
            value={shown('last4', view.facts.identity_last4)}
            error={error('last4')}
          />
        </>
      )}
      {expected.expires && (
        <DateField
          name={`${kind}.expires`}
          label="Valable jusqu’au"
          hint="La date de fin écrite sur la pièce."
          value={shown('expires', document?.expires)}
          error={error('expires')}
        />
      )}
      {expected.maxMonths !== null && (
        <DateField
          name={`${kind}.dated`}
          label="Date de la pièce"
          hint={`Celle qu’elle porte ; moins de ${expected.maxMonths} mois.`}
          value={shown('dated', document?.dated)}
          error={error('dated')}
        />
      )}
      <Actions>
        <Button
          icon="upload"
          variant={document?.outcome === 'to-replace' || !document ? 'primary' : 'secondary'}
        >
          {replacing ? 'Remplacer cette pièce' : 'Envoyer cette pièce'}
        </Button>
      </Actions>
    </Form>
  );
}
