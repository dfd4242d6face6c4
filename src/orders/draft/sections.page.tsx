import {
  Actions,
  Button,
  Checkbox,
  CheckboxGroup,
  Definition,
  type Html,
  RadioGroup,
  TextField,
} from '#src/platform/ui/index.js';
import { answer, SectionPage, type SectionView } from './answer-section.page.js';

/** Who orders: the SIRET and the address, prefilled from the register, presumed until confirmed here. */
export function OrganisationSection({ view, presumed }: { view: SectionView; presumed: boolean }): Html {
  return (
    <SectionPage
      section="organisation"
      step={1}
      view={view}
      lead={`${view.order.organisationName} : vérifiez son numéro et son adresse, ils figureront sur le bon de commande.`}
    >
      <TextField
        {...answer(view, 'siret')}
        label="Numéro SIRET"
        inputmode="numeric"
        width="m"
        maxlength={30}
        hint={
          presumed
            ? 'Calculé à partir du numéro SIREN : confirmez qu’il s’agit bien du siège, ou corrigez-le. 14 chiffres.'
            : '14 chiffres, avec ou sans espaces.'
        }
      />
      <TextField
        {...answer(view, 'address')}
        label="Adresse"
        width="full"
        autocomplete="address-line1"
        maxlength={200}
      />
      <TextField
        {...answer(view, 'postalCode')}
        label="Code postal"
        width="s"
        inputmode="numeric"
        autocomplete="postal-code"
        maxlength={10}
      />
      <TextField {...answer(view, 'city')} label="Ville" autocomplete="address-level2" maxlength={100} />
      <Next />
    </SectionPage>
  );
}

/** Who follows the order, and who is in charge of the file for the delivery centre where it is somebody else. */
export function CorrespondentSection({ view }: { view: SectionView }): Html {
  const other = view.typed['inCharge.other'] === 'oui';
  return (
    <SectionPage
      section="correspondent"
      step={2}
      view={view}
      lead="La personne qui suit la commande et que l’on appelle en cas de question. Ce n’est pas le représentant légal."
    >
      <TextField {...answer(view, 'givenName')} label="Prénom" autocomplete="given-name" maxlength={80} />
      <TextField {...answer(view, 'surname')} label="Nom" autocomplete="family-name" maxlength={80} />
      <TextField
        {...answer(view, 'function')}
        label="Fonction"
        autocomplete="organization-title"
        maxlength={100}
      />
      <TextField
        {...answer(view, 'phone')}
        label="Téléphone"
        type="tel"
        autocomplete="tel"
        width="m"
        maxlength={30}
      />
      <TextField
        {...answer(view, 'email')}
        label="Adresse électronique"
        type="email"
        autocomplete="email"
        width="full"
        maxlength={254}
        spellcheck={false}
      />
      <CheckboxGroup
        name="inCharge.other"
        legend="Personne chargée du dossier"
        optional
        values={other ? ['oui'] : []}
        options={[
          {
            value: 'oui',
            label: 'Une autre personne est chargée du dossier auprès du centre de délivrance',
            hint: 'Elle sera appelée pour les rendez-vous de remise.',
            reveal: (
              <>
                <TextField {...answer(view, 'inCharge.name')} label="Nom et prénom" maxlength={80} />
                <TextField
                  {...answer(view, 'inCharge.phone')}
                  label="Téléphone"
                  type="tel"
                  width="m"
                  maxlength={30}
                />
                <TextField
                  {...answer(view, 'inCharge.email')}
                  label="Adresse électronique"
                  type="email"
                  width="full"
                  maxlength={254}
                  spellcheck={false}
                />
              </>
            ),
          },
        ]}
      />
      <Next />
    </SectionPage>
  );
}

/** Who signs: the mayor, the president, or their delegate. Their address opens the door to the signature. */
export function SignatorySection({ view }: { view: SectionView }): Html {
  return (
    <SectionPage
      section="signatory"
      step={4}
      view={view}
      lead="Le maire, le président, ou la personne qui signe par délégation. Le lien pour signer part à son adresse : elle seule doit la lire."
    >
      <RadioGroup
        name="byDelegation"
        legend="En quelle qualité signe cette personne ?"
        value={view.typed.byDelegation === 'oui' ? 'oui' : 'non'}
        error={view.errors.byDelegation}
        options={[
          { value: 'non', label: 'Représentant légal (maire, président)' },
          {
            value: 'oui',
            label: 'Par délégation du représentant légal',
            hint: 'L’arrêté de délégation pourra lui être demandé.',
          },
        ]}
      />
      <TextField {...answer(view, 'givenName')} label="Prénom" maxlength={80} />
      <TextField {...answer(view, 'surname')} label="Nom" maxlength={80} />
      <TextField
        {...answer(view, 'function')}
        label="Fonction"
        hint="Par exemple : maire, président, première adjointe."
        maxlength={100}
      />
      <TextField
        {...answer(view, 'email')}
        label="Adresse électronique professionnelle"
        type="email"
        width="full"
        maxlength={254}
        spellcheck={false}
        hint="Une adresse que cette personne est seule à lire : ni celle de la mairie, ni celle du correspondant. Celle d’un titulaire seulement si le représentant légal est lui-même ce titulaire."
      />
      <Doubt view={view} name="addressConfirmed" about="email" />
      <Next />
    </SectionPage>
  );
}

/** References that the accountant wants on the invoice: both may stay empty. */
export function BillingSection({ view }: { view: SectionView }): Html {
  return (
    <SectionPage
      section="billing"
      step={5}
      view={view}
      lead="Ces deux références accélèrent le paiement dans Chorus Pro. Elles sont facultatives."
    >
      <TextField {...answer(view, 'engagementNumber')} label="Numéro d’engagement" optional maxlength={50} />
      <TextField {...answer(view, 'serviceCode')} label="Code service" optional maxlength={100} />
      <Definition term="Qui envoie une facture, et quand ?">
        <p>
          L’organisme acheteur facture les certificats après leur remise, au prix du bon de commande. Le
          centre de délivrance facture à part son intervention sur place. Un certificat qui n’est pas remis
          n’est pas facturé.
        </p>
      </Definition>
      <Next label="Vérifier la commande" />
    </SectionPage>
  );
}

/** Asks, only where the address looks shared or mistyped, that it be confirmed as it is. */
export function Doubt(props: { view: SectionView; name: string; about: string }): Html | null {
  const error = props.view.errors[`${props.about}.doubt`];
  const confirmed = props.view.typed[props.name] === 'oui';
  if (!error && !confirmed) return null;
  return (
    <Checkbox
      name={props.name}
      optional
      checked={confirmed}
      error={error}
      label="Je confirme cette adresse : une seule personne la lit"
    />
  );
}

export function Next({ label = 'Continuer' }: { label?: string }): Html {
  return (
    <Actions>
      <Button>{label}</Button>
      <Button variant="secondary" name="suite" value="plus-tard">
        Enregistrer et finir plus tard
      </Button>
    </Actions>
  );
}
