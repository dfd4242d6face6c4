import { limits } from '#src/directory/fields.js';
import { organisationKinds } from '#src/directory/organisations/organisation-kinds.js';
import type { Operator, OperatorKind } from '#src/directory/organisations/organisations.js';
import { formatPhone } from '#src/directory/phone.js';
import { rolePaths } from '#src/directory/roles/role-paths.js';
import {
  Actions,
  Alert,
  Button,
  ErrorSummary,
  Fieldset,
  Form,
  Hidden,
  type Html,
  LinkButton,
  PageHeader,
  SelectField,
  TextArea,
  TextField,
} from '#src/platform/ui/index.js';
import { type FieldErrors, type Typed, typedText } from '#src/platform/web/form.js';
import { formErrors } from '#src/platform/web/form-errors.js';
import { operatorPaths } from './operator-paths.js';
import { operatorWords } from './operators.page.js';

interface OperatorPageProps {
  readonly kind: OperatorKind;
  /** None where one is added. */
  readonly operator?: Operator | undefined;
  /** What `operatorRead` says of it. */
  readonly read?: string | undefined;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  readonly done?: boolean | undefined;
}

/** Everything of a body of the relay: its form, empty where one is added. */
export function OperatorPage(props: OperatorPageProps): Html {
  const { kind, operator, read, typed, errors, refusal, done } = props;
  return (
    <div class="stack">
      {done && (
        <Alert tone="success">C’est enregistré{'\u202f'}: pages et courriels le disent dès maintenant.</Alert>
      )}
      <ErrorSummary errors={refusal ? [{ message: refusal }] : formErrors(errors)} />
      <PageHeader
        title={operator?.name ?? operatorTitle(kind)}
        trail={[
          { label: 'Configuration', href: operatorPaths.configuration },
          { label: 'Organismes de la chaîne', href: operatorPaths.list },
        ]}
        aside={
          operator && (
            <LinkButton href={rolePaths.grant(operator.organisationId)} variant="secondary">
              Y accorder un rôle
            </LinkButton>
          )
        }
      />
      <Form
        action={operator ? operatorPaths.operator(kind, operator.organisationId) : operatorPaths.add(kind)}
      >
        {read && <Hidden name="read" value={read} />}
        <Fields {...{ kind, typed, errors }} />
        <Actions>
          <Button>{operator ? 'Enregistrer' : 'Ajouter'}</Button>
        </Actions>
      </Form>
    </div>
  );
}

export function operatorTitle(kind: OperatorKind): string {
  return `Ajouter ${operatorWords[kind].one}`;
}

/** An operator as its form shows it. */
export function operatorTyped(operator: Operator): Typed {
  return {
    ...operator,
    nature: operator.organisationKind,
    siret: operator.siret ?? '',
    website: '',
    contactPhone: formatPhone(operator.contactPhone),
    departments: operator.departments.join(', '),
  };
}

function Fields({ kind, typed, errors }: Pick<OperatorPageProps, 'kind' | 'typed' | 'errors'>): Html {
  const field = (name: string): { name: string; value: string; error: string | undefined } => ({
    name,
    value: typedText(typed, name),
    error: errors[name],
  });
  return (
    <>
      <Fieldset legend="L’organisme">
        <TextField
          {...field('name')}
          label="Nom"
          hint="Comme les documents l’impriment."
          maxlength={limits.organisationName}
          width="full"
        />
        <TextField
          {...field('shortName')}
          label="Nom court"
          hint="Comme les listes et le bas des pages l’écrivent."
          maxlength={limits.shortName}
        />
        <SelectField
          {...field('nature')}
          label="Nature de l’organisme"
          placeholder="Choisissez"
          options={Object.entries(organisationKinds).map(([value, { label }]) => ({ value, label }))}
        />
        <TextField
          {...field('siret')}
          label="Numéro SIRET"
          hint="14 chiffres, ceux de l’établissement où l’on se rend."
          maxlength={limits.siret}
          inputmode="numeric"
        />
        <TextArea {...field('address')} label="Adresse" rows={3} maxlength={limits.address} />
        <TextField
          {...field('postalCode')}
          label="Code postal"
          maxlength={limits.postalCode}
          inputmode="numeric"
          width="xs"
        />
        <TextField {...field('city')} label="Ville" maxlength={limits.city} />
      </Fieldset>
      <Fieldset legend="Pour le joindre">
        <TextField
          {...field('contactName')}
          label="Personne ou service à joindre"
          maxlength={limits.contactName}
        />
        <TextField {...field('contactPhone')} label="Téléphone" type="tel" maxlength={limits.phone} />
        <TextField
          {...field('contactEmail')}
          label="Adresse électronique"
          hint="Montrée aux personnes, et où vont les courriels de l’organisme."
          type="email"
          inputmode="email"
          maxlength={limits.email}
          width="full"
          spellcheck={false}
        />
        <TextArea
          {...field('hours')}
          label="Horaires"
          hint="Par exemple : Du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h"
          rows={3}
          maxlength={limits.hours}
        />
      </Fieldset>
      {kind !== 'purchasing-body' && (
        <Fieldset legend="Son ressort">
          <Departments {...{ kind }} field={field('departments')} />
        </Fieldset>
      )}
    </>
  );
}

function Departments(props: {
  kind: OperatorKind;
  field: { name: string; value: string; error: string | undefined };
}): Html {
  const centre = props.kind === 'delivery-centre';
  return (
    <TextField
      {...props.field}
      label="Départements"
      hint={
        centre
          ? 'Ceux qu’il dessert, par exemple 22, 35. Laissez vide quand il n’en dessert plus : ce qui est commencé lui reste.'
          : 'Ceux dont les titulaires le voient en premier, par exemple 22, 35. Laissez vide quand il ferme : plus aucun titulaire ne le choisit, et il garde les dossiers qu’il a reçus.'
      }
      maxlength={limits.departments}
      width="full"
      optional
    />
  );
}
