import { ofName } from '#src/platform/french/french.js';
import {
  Actions,
  BackLink,
  Button,
  FileField,
  Form,
  type Html,
  PageHeader,
  Problems,
  Stack,
  TextField,
} from '#src/platform/ui/index.js';
import type { FieldErrors, Typed } from '#src/platform/web/form.js';
import { typedText } from '#src/platform/web/form.js';
import type { FileView } from '#src/registration/file/file-view.js';
import { holderName } from '#src/registration/holder-name.js';
import { filePaths } from '#src/registration/paths.js';

/** What the authority issued, recorded by hand when its adapter stays silent. */
export function RecordCertificatePage(props: {
  readonly view: FileView;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
}): Html {
  const { view, typed, errors, refusal } = props;
  return (
    <Stack>
      <BackLink href={filePaths.followed(view.facts.id)}>Retour au dossier</BackLink>
      <Problems errors={errors} refusal={refusal} />
      <PageHeader
        title={`Noter le certificat ${ofName(holderName(view.facts))}`}
        lead="À faire seulement si l’autorité a répondu par une autre voie. Le fichier est lu, et comparé au dossier."
      />
      <Form action={filePaths.recordCertificate(view.facts.id)} files>
        <FileField
          name="certificate"
          label="Certificat"
          hint="Fichier .cer, .crt, .pem ou .p7b. Jamais de clé privée."
          accept=".cer,.crt,.der,.pem,.p7b"
          maxBytes={100_000}
          error={errors.certificate}
        />
        <TextField
          name="token"
          label="Numéro de série de la clé"
          hint="Gravé sur la clé USB, ou annoncé par l’autorité."
          maxlength={60}
          autocomplete="off"
          spellcheck={false}
          value={typedText(typed, 'token')}
          error={errors.token}
        />
        <Actions>
          <Button>Noter ce certificat</Button>
        </Actions>
      </Form>
    </Stack>
  );
}
