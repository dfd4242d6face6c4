import type { Operator } from '#src/directory/index.js';
import { phone } from '#src/platform/french/french.js';
import {
  Actions,
  BackLink,
  Button,
  ErrorSummary,
  Form,
  type Html,
  RadioGroup,
  Stack,
} from '#src/platform/ui/index.js';

/** The choice of the registration office, each with its address and hours. */
export function OfficePage(props: {
  readonly offices: readonly Operator[];
  readonly chosen: string | null;
  readonly error?: string | undefined;
  readonly back: string;
  readonly action: string;
}): Html {
  return (
    <Stack>
      <BackLink href={props.back}>Retour au dossier</BackLink>
      <ErrorSummary errors={props.error ? [{ field: 'office', message: props.error }] : []} />
      <Form action={props.action}>
        <RadioGroup
          name="office"
          legend="Quel bureau contrôlera votre dossier ?"
          title
          framed
          hint="Une chambre de commerce et d’industrie lit vos pièces et valide votre dossier. Elle seule ouvre votre pièce d’identité. Tout se fait en ligne : choisissez la plus proche, vous pourrez l’appeler."
          value={props.chosen}
          error={props.error}
          options={props.offices.map((office) => ({
            value: office.organisationId,
            label: office.name,
            hint: [
              [office.address, `${office.postalCode} ${office.city}`.trim()].filter(Boolean).join(', '),
              office.hours,
              phone(office.contactPhone),
            ]
              .filter(Boolean)
              .join(' · '),
          }))}
        />
        <Actions>
          <Button>Choisir ce bureau</Button>
        </Actions>
      </Form>
    </Stack>
  );
}
