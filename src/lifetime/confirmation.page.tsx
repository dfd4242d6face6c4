import { longDate, ofName } from '#src/platform/french/french.js';
import { parisDay } from '#src/platform/french/working-time.js';
import {
  Actions,
  BackLink,
  Button,
  DateField,
  Form,
  Hidden,
  type Html,
  PageHeader,
  Problems,
  Stack,
  TextField,
} from '#src/platform/ui/index.js';
import { type FieldErrors, type Typed, typedText } from '#src/platform/web/form.js';
import { type CertificateCallRow, holderName } from '#src/registration/index.js';
import type { CertificateView } from './certificate-view.js';
import { certificatePaths } from './paths.js';

const asked: Readonly<Record<CertificateCallRow['step'], string>> = {
  revoke: 'La révocation',
  suspend: 'La suspension',
  resume: 'La remise en service',
};

/** By hand, where the authority confirms by telephone or by post: the day, and its reference. */
export function ConfirmationPage(props: {
  readonly view: CertificateView;
  readonly call: CertificateCallRow;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
}): Html {
  const { view, call, typed, errors } = props;
  const today = parisDay(view.now);
  return (
    <Stack>
      <BackLink href={certificatePaths.certificate(view.facts.id)}>Retour au certificat</BackLink>
      <Problems errors={errors} refusal={props.refusal} />
      <PageHeader
        title={`Noter la confirmation de l’autorité, certificat ${ofName(holderName(view.facts))}`}
        lead={`${asked[call.step]} du certificat n° ${view.facts.serial} est demandée depuis le ${longDate(call.asked_at)}. Notez-la seulement si l’autorité de certification l’a confirmée autrement qu’en ligne.`}
      />
      <Form action={certificatePaths.confirm(view.facts.id)}>
        <Hidden name="call" value={call.id} />
        <DateField
          name="on"
          label="Faite par l’autorité le"
          value={typedText(typed, 'on') || today}
          error={errors.on}
          min={parisDay(call.asked_at)}
          max={today}
        />
        <TextField
          name="reference"
          label="Référence donnée par l’autorité"
          value={typedText(typed, 'reference')}
          error={errors.reference}
          maxlength={60}
        />
        <Actions>
          <Button>Noter la confirmation</Button>
        </Actions>
      </Form>
    </Stack>
  );
}
