import { longDate } from '#src/platform/french/french.js';
import {
  Alert,
  Button,
  Card,
  Form,
  Hidden,
  type Html,
  RadioGroup,
  TextArea,
} from '#src/platform/ui/index.js';
import type { Piece } from '#src/registration/file/file-view.js';
import { filePaths } from '#src/registration/paths.js';
import type { DeskFileProps } from './desk-file-view.js';

/** Accept, or ask for another with a reason of the catalogue: each under a key. */
export function VerdictForm(props: DeskFileProps & { piece: Piece }): Html {
  const { view, piece, reasons, typed, errors } = props;
  const { expected, document } = piece;
  const fitting = reasons.filter(
    ({ data }) => data.documents.length === 0 || data.documents.includes(expected.kind),
  );
  return (
    <Card title="Votre verdict">
      {document?.outcome && document.verdict_at && (
        <Alert tone={document.outcome === 'accepted' ? 'success' : 'warning'}>
          {document.outcome === 'accepted' ? 'Acceptée' : `À remplacer : ${document.verdict_reason?.label}`},
          par {document.officer_name} le {longDate(document.verdict_at)}. Un nouveau verdict prend sa place.
        </Alert>
      )}
      <Form action={filePaths.verdict(view.facts.id, expected.kind)} label={`Verdict : ${expected.name}`}>
        <Hidden name="sha256" value={document?.sha256?.toString('hex') ?? ''} />
        <Hidden name="verdict" value={document?.verdict_id ?? ''} />
        <Button name="outcome" value="accepted" tone="success" shortcut="A" wide>
          Accepter
        </Button>
        <RadioGroup
          name="reason"
          legend="ou demander un remplacement"
          framed
          value={typed?.reason ?? document?.verdict_reason?.code ?? null}
          error={errors?.reason}
          options={fitting.map(({ code, data }, index) => ({
            value: code,
            label: data.label,
            reveal: <p class="hint">« {data.tip ?? data.sentence} »</p>,
            shortcut: index < 9 ? String(index + 1) : undefined,
          }))}
        />
        <TextArea
          name="comment"
          label="Précision pour le titulaire"
          optional
          rows={2}
          maxlength={1000}
          value={typed?.comment ?? ''}
          error={errors?.comment}
        />
        <Button name="outcome" value="to-replace" variant="secondary" shortcut="R" wide>
          Demander le remplacement
        </Button>
      </Form>
    </Card>
  );
}
