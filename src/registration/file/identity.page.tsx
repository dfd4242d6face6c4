import { situationNames } from '#src/orders/index.js';
import { ofName, phone } from '#src/platform/french/french.js';
import {
  Actions,
  Alert,
  BackLink,
  Button,
  DateField,
  Definition,
  Fieldset,
  Form,
  type Html,
  PageHeader,
  Problems,
  RadioGroup,
  Stack,
  TextField,
} from '#src/platform/ui/index.js';
import type { FieldErrors, Typed } from '#src/platform/web/form.js';
import { typedText } from '#src/platform/web/form.js';
import type { FileFacts } from '#src/registration/file-facts.js';
import { holderName } from '#src/registration/holder-name.js';
import { situations } from '#src/registration/types.js';
import type { FileView } from './file-view.js';

interface IdentityProps {
  readonly view: FileView;
  /** The correspondent prepares, the holder confirms. */
  readonly onBehalf: boolean;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  readonly back: string;
  readonly action: string;
  readonly draft: string;
}

/** The holder's data, each asked once: what the order knows already is filled in. */
export function IdentityPage(props: IdentityProps): Html {
  const { view, typed, errors, onBehalf } = props;
  const your = onBehalf ? 'ses' : 'vos';
  const field = (name: string): { name: string; value: string; error: string | undefined } => ({
    name,
    value: typedText(typed, name),
    error: errors[name],
  });
  return (
    <Stack>
      <BackLink href={props.back}>Retour au dossier</BackLink>
      <Problems errors={errors} refusal={props.refusal} />
      <PageHeader
        title={onBehalf ? `Les données ${ofName(holderName(view.facts))}` : 'Vos données'}
        lead={`Exactement comme sur ${onBehalf ? 'sa' : 'votre'} pièce d’identité : le certificat les portera.`}
      />
      {onBehalf && (
        <Alert>
          Vous préparez ces données en son nom. Le titulaire les relira et les confirmera ; lui seul dépose sa
          pièce d’identité.
        </Alert>
      )}
      <Form action={props.action} autosave={props.draft}>
        <Fieldset legend="État civil">
          <TextField
            {...field('givenNames')}
            label={`Tous ${your} prénoms`}
            hint="Dans l’ordre de la pièce d’identité, séparés par des virgules. Par exemple : Maël, Jean."
            autocomplete={onBehalf ? 'off' : 'given-name'}
            maxlength={160}
          />
          <TextField
            {...field('surname')}
            label="Nom"
            autocomplete={onBehalf ? 'off' : 'family-name'}
            maxlength={80}
          />
          <TextField
            {...field('birthName')}
            label="Nom de naissance"
            hint="S’il est différent."
            optional
            maxlength={80}
          />
          <DateField
            {...field('birthDate')}
            label="Date de naissance"
            autocomplete={onBehalf ? 'off' : 'bday'}
          />
          <TextField
            {...field('birthPlace')}
            label="Lieu de naissance"
            hint="Commune et département, ou ville et pays."
            maxlength={100}
          />
        </Fieldset>
        <Fieldset legend="Dans l’organisme">
          <TextField
            {...field('function')}
            label="Fonction"
            autocomplete={onBehalf ? 'off' : 'organization-title'}
            maxlength={100}
          />
          <RadioGroup
            name="situation"
            legend="Situation"
            hint="Les pièces demandées en dépendent."
            value={typedText(typed, 'situation')}
            error={errors.situation}
            options={situations.map((value) => ({ value, label: situationNames[value] }))}
          />
          <Definition term="Pourquoi cette question ?">
            <p>
              Le représentant légal engage l’organisme par sa fonction. Un autre élu ou un agent qui signe
              doit montrer la délégation qui lui en donne le pouvoir.
            </p>
          </Definition>
        </Fieldset>
        <Fieldset legend="Coordonnées personnelles">
          <TextField
            {...field('phone')}
            label="Téléphone"
            hint="Le numéro où vous joindre le jour du rendez-vous."
            type="tel"
            autocomplete={onBehalf ? 'off' : 'tel'}
            maxlength={30}
          />
          <TextField
            {...field('address')}
            label="Adresse postale"
            hint="L’autorité de certification peut y envoyer le code secret de la clé."
            autocomplete={onBehalf ? 'off' : 'address-line1'}
            width="full"
            maxlength={200}
          />
          <TextField
            {...field('postalCode')}
            label="Code postal"
            inputmode="numeric"
            autocomplete={onBehalf ? 'off' : 'postal-code'}
            width="s"
            maxlength={10}
          />
          <TextField
            {...field('city')}
            label="Ville"
            autocomplete={onBehalf ? 'off' : 'address-level2'}
            maxlength={100}
          />
        </Fieldset>
        <Actions>
          <Button>Enregistrer</Button>
        </Actions>
      </Form>
    </Stack>
  );
}

/** What the form shows first where nothing is being typed: what the file holds. */
export function typedIdentity(file: FileFacts): Typed {
  return {
    givenNames: file.given_names,
    surname: file.surname,
    birthName: file.birth_name,
    birthDate: file.birth_date ?? '',
    birthPlace: file.birth_place,
    function: file.function,
    phone: phone(file.phone),
    address: file.address,
    postalCode: file.postal_code,
    city: file.city,
    situation: file.situation,
  };
}
