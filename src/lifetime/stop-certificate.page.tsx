import { commentIsMailed, type Entry, ReasonFields } from '#src/catalogue/index.js';
import { ofName } from '#src/platform/french/french.js';
import {
  Actions,
  Alert,
  BackLink,
  Button,
  Checkbox,
  type Child,
  Form,
  type Html,
  PageHeader,
  Problems,
  Stack,
} from '#src/platform/ui/index.js';
import { type FieldErrors, type Typed, typedText } from '#src/platform/web/form.js';
import { holderName } from '#src/registration/index.js';
import type { CertificateView } from './certificate-view.js';
import { certificatePaths } from './paths.js';

interface StopPageProps {
  readonly view: CertificateView;
  readonly step: 'revoke' | 'suspend';
  readonly reasons: readonly Entry<'reason'>[];
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
}

/** What it means, why, and the confirmation: revoking and suspending are asked for on one page each. */
export function StopCertificatePage(props: StopPageProps): Html {
  const { view, typed, errors } = props;
  const { facts } = view;
  const revokes = props.step === 'revoke';
  return (
    <Stack>
      <BackLink href={certificatePaths.certificate(facts.id)}>Retour au certificat</BackLink>
      <Problems errors={errors} refusal={props.refusal} />
      <PageHeader
        title={`${revokes ? 'Révoquer' : 'Suspendre'} le certificat ${ofName(holderName(facts))}`}
        lead={revokes ? whatRevokingMeans(view) : whatSuspendingMeans}
      />
      {revokes && view.besides.has('suspend') && (
        <Alert title="La clé est seulement égarée ?">
          <a href={certificatePaths.suspend(facts.id)}>Suspendez plutôt le certificat</a> : il pourra être
          remis en service si vous la retrouvez.
        </Alert>
      )}
      <Form action={revokes ? certificatePaths.revoke(facts.id) : certificatePaths.suspend(facts.id)}>
        <ReasonFields
          reasons={props.reasons}
          typed={typed}
          errors={errors}
          hint={`${commentIsMailed} N’écrivez aucun code.`}
        />
        {revokes && (
          <Checkbox
            name="understood"
            label="J’ai compris que la révocation est définitive"
            checked={typedText(typed, 'understood') !== ''}
            error={errors.understood}
          />
        )}
        <Actions>
          <Button tone={revokes ? 'danger' : 'accent'}>
            {revokes ? 'Révoquer le certificat' : 'Suspendre le certificat'}
          </Button>
        </Actions>
      </Form>
    </Stack>
  );
}

const whatSuspendingMeans =
  'Suspendu, le certificat ne permet plus de signer ni d’ouvrir un service. Il peut être remis en service, ou révoqué. Le titulaire, le représentant légal, les correspondants et l’organisme acheteur en sont prévenus.';

function whatRevokingMeans({ facts }: CertificateView): Child {
  const after =
    facts.file_state === 'handed-over'
      ? 'Pour en avoir un autre, il faudra une nouvelle commande.'
      : 'La clé n’est pas encore remise : si elle est perdue ou abîmée, une autre est demandée ; si une information est à corriger, le dossier revient au titulaire ; si le certificat est devenu inutile, le dossier est abandonné.';
  return `Révoquer met fin au certificat tout de suite et pour toujours : plus rien ne peut être signé ni ouvert avec sa clé. ${after}`;
}
