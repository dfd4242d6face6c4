import {
  Actions,
  BackLink,
  Button,
  Form,
  Hidden,
  type Html,
  PageHeader,
  Problems,
  Stack,
  TextField,
} from '#src/platform/ui/index.js';
import type { FieldErrors } from '#src/platform/web/form.js';

/** The code mailed to the new address is typed back: only then is it the file's. */
export function ChangeAddressPage(props: {
  readonly email: string;
  readonly errors?: FieldErrors | undefined;
  readonly refusal?: string | undefined;
  /** Where the address is asked for: there another code is had, and a mistyped address mended. */
  readonly ask: string;
  readonly action: string;
}): Html {
  const { email, errors = {} } = props;
  return (
    <Stack>
      <BackLink href={props.ask}>Donner une autre adresse</BackLink>
      <Problems errors={errors} refusal={props.refusal} />
      <PageHeader
        title="Confirmer ma nouvelle adresse"
        lead="Tant que le code n’est pas recopié ici, rien ne change : votre adresse actuelle reste la bonne."
      />
      <p>
        Un code a été envoyé à <strong>{email}</strong>. Il est valable 10 minutes.
      </p>
      <Form action={props.action}>
        <Hidden name="email" value={email} />
        <TextField
          name="code"
          label="Code à 6 chiffres"
          width="s"
          inputmode="numeric"
          autocomplete="one-time-code"
          value=""
          error={errors.code}
        />
        <Actions>
          <Button>Changer mon adresse</Button>
        </Actions>
      </Form>
      <Form action={props.ask}>
        <Hidden name="email" value={email} />
        <Hidden name="sure" value="oui" />
        <Button variant="tertiary">Recevoir un nouveau code</Button>
      </Form>
    </Stack>
  );
}
