import {
  Actions,
  BackLink,
  Button,
  Checkbox,
  ErrorSummary,
  Form,
  type Html,
  PageHeader,
  Stack,
  TextField,
} from '#src/platform/ui/index.js';

/** The address to which the door goes: corrected, and the holder invited anew. */
export function AddressPage(props: {
  readonly mine: boolean;
  readonly email: string;
  readonly typed: string;
  readonly error?: string | undefined;
  /** A doubt about the address: asked about, never refused (rule 2). */
  readonly doubt?: string | undefined;
  readonly back: string;
  readonly action: string;
}): Html {
  return (
    <Stack>
      <BackLink href={props.back}>Retour au dossier</BackLink>
      <ErrorSummary
        errors={[
          ...(props.error ? [{ field: 'email', message: props.error }] : []),
          ...(props.doubt ? [{ field: 'sure', message: props.doubt }] : []),
        ]}
      />
      <PageHeader
        title={props.mine ? 'Changer mon adresse électronique' : 'Corriger l’adresse du titulaire'}
        lead={`Adresse actuelle : ${props.email}`}
      />
      <Form action={props.action}>
        <TextField
          name="email"
          type="email"
          label="Nouvelle adresse électronique"
          hint={`Personnelle : une seule personne la lit. ${props.mine ? 'Un code y est envoyé ; rien ne change tant que vous ne l’avez pas recopié.' : 'Le lien du dossier y est envoyé aussitôt, l’ancien est fermé.'}`}
          autocomplete={props.mine ? 'email' : 'off'}
          maxlength={254}
          value={props.typed}
          error={props.error}
        />
        {props.doubt && (
          <Checkbox
            name="sure"
            label="Cette adresse est juste et personnelle : je la garde."
            error={props.doubt}
          />
        )}
        <Actions>
          <Button>
            {props.mine ? 'Recevoir un code à cette adresse' : 'Corriger et inviter de nouveau'}
          </Button>
        </Actions>
      </Form>
    </Stack>
  );
}
