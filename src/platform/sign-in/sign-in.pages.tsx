import type { Html } from '#src/platform/ui/html.js';
import {
  Actions,
  BackLink,
  Button,
  ErrorSummary,
  Form,
  type FormError,
  Hidden,
  PageHeader,
  TextField,
} from '#src/platform/ui/index.js';

interface AddressPageProps {
  readonly email?: string;
  readonly back: string;
  readonly errors: readonly FormError[];
}

/** Whose address: the first half of the sign-in. */
export function AddressPage({ email, back, errors }: AddressPageProps): Html {
  return (
    <div class="stack">
      <ErrorSummary errors={errors} />
      <PageHeader title="Se connecter" lead="Sans mot de passe : nous vous envoyons un code par courriel." />
      <Form action="/connexion">
        <Hidden name="retour" value={back} />
        <TextField
          name="adresse"
          label="Votre adresse électronique"
          hint="Celle qui reçoit déjà nos messages ; la première fois, votre adresse professionnelle, que vous êtes seul à lire. Exemple : prenom.nom@exemple.fr"
          type="email"
          autocomplete="email"
          inputmode="email"
          maxlength={254}
          width="full"
          spellcheck={false}
          value={email}
          error={errorOf(errors, 'adresse')}
        />
        <Actions>
          <Button icon="mail">Recevoir un code</Button>
        </Actions>
      </Form>
    </div>
  );
}

interface CodePageProps {
  readonly title: string;
  readonly action: string;
  /** Where another code is asked for. */
  readonly again: string;
  readonly email?: string;
  readonly back?: string;
  readonly errors: readonly FormError[];
  readonly previous: { readonly href: string; readonly label: string };
}

/** The code that came by mail: the second half, also behind a door. The same page whoever the address belongs to. */
export function CodePage(props: CodePageProps): Html {
  const { email, back, errors } = props;
  return (
    <div class="stack">
      <BackLink href={props.previous.href}>{props.previous.label}</BackLink>
      <ErrorSummary errors={errors} />
      <PageHeader title={props.title} />
      <p>
        {email ? (
          <>
            Nous avons envoyé un code à <strong>{email}</strong>.
          </>
        ) : (
          'Nous avons envoyé un code à l’adresse qui a reçu le lien.'
        )}{' '}
        Il arrive en général en moins d’une minute et reste valable dix minutes.
      </p>
      <Form action={props.action}>
        {back && <Hidden name="retour" value={back} />}
        <TextField
          name="code"
          label="Code à 6 chiffres"
          autocomplete="one-time-code"
          inputmode="numeric"
          maxlength={11}
          width="s"
          spellcheck={false}
          error={errorOf(errors, 'code')}
        />
        <Actions>
          <Button>Continuer</Button>
        </Actions>
      </Form>
      <details class="ds-details">
        <summary>Je n’ai pas reçu de code</summary>
        <div class="stack">
          <p>
            Regardez dans les courriers indésirables. Un filtre de votre collectivité peut aussi retarder le
            message de quelques minutes. Si vous demandez un autre code, seul le dernier est valable.
          </p>
          <Form action={props.again} label="Demander un autre code">
            {back && <Hidden name="retour" value={back} />}
            {email && <Hidden name="adresse" value={email} />}
            <Actions>
              <Button variant="secondary">Envoyer un autre code</Button>
            </Actions>
          </Form>
        </div>
      </details>
    </div>
  );
}

export function errorOf(errors: readonly FormError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message;
}
