import { limits } from '#src/directory/fields.js';
import {
  Actions,
  Alert,
  BackLink,
  Button,
  ErrorSummary,
  Form,
  type Html,
  PageHeader,
  SelectField,
  TextArea,
  TextField,
} from '#src/platform/ui/index.js';
import { type FieldErrors, type Typed, typedText } from '#src/platform/web/form.js';
import { formErrors } from '#src/platform/web/form-errors.js';
import { organisationKinds } from './organisation-kinds.js';
import { organisationPaths } from './organisation-paths.js';

interface AddOrganisationPageProps {
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
}

/** An organisation typed by hand, where the directory does not know it. */
export function AddOrganisationPage({ typed, errors, refusal }: AddOrganisationPageProps): Html {
  const field = (name: string): { name: string; value: string; error: string | undefined } => ({
    name,
    value: typedText(typed, name),
    error: errors[name],
  });
  return (
    <div class="stack">
      <BackLink href={organisationPaths.search} />
      <ErrorSummary errors={refusal ? [{ field: 'siret', message: refusal }] : formErrors(errors)} />
      <PageHeader
        title="Ajouter un organisme"
        lead={
          'Rien n’est demandé au registre\u202f: vous pouvez commander tout de suite. Ces informations en seront rapprochées ensuite.'
        }
      />
      <Form action={organisationPaths.add}>
        <SelectField
          {...field('kind')}
          label="Nature de l’organisme"
          placeholder="Choisissez"
          options={Object.entries(organisationKinds).map(([value, { label }]) => ({ value, label }))}
        />
        <TextField
          {...field('name')}
          label="Nom"
          hint="Comme sur l’avis de situation Sirene."
          maxlength={limits.organisationName}
          autocomplete="organization"
          width="full"
        />
        <TextField
          {...field('siret')}
          error={refusal ?? errors.siret}
          label="Numéro SIRET"
          hint="14 chiffres, ceux de l’établissement qui commande."
          maxlength={limits.siret}
          inputmode="numeric"
        />
        <TextArea {...field('address')} label="Adresse" rows={3} maxlength={limits.address} />
        <TextField
          {...field('postalCode')}
          label="Code postal"
          maxlength={limits.postalCode}
          inputmode="numeric"
          autocomplete="postal-code"
          width="xs"
        />
        <TextField {...field('city')} label="Ville" maxlength={limits.city} autocomplete="address-level2" />
        <Alert>
          L’organisme est marqué «{'\u00a0'}à confirmer{'\u00a0'}» et visible de vous seul, jusqu’à ce que
          l’organisme acheteur l’ait vérifié.
        </Alert>
        <Actions>
          <Button>Ajouter l’organisme</Button>
        </Actions>
      </Form>
    </div>
  );
}
