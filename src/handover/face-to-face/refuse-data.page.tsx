import { commentIsMailed, type Entry, ReasonFields } from '#src/catalogue/index.js';
import { handoverPaths } from '#src/handover/paths.js';
import type { Visit, VisitFile } from '#src/handover/types.js';
import { longDate, siret } from '#src/platform/french/french.js';
import {
  Actions,
  BackLink,
  Button,
  Card,
  Form,
  Hidden,
  type Html,
  PageHeader,
  Problems,
  RadioGroup,
  Stack,
  Summary,
} from '#src/platform/ui/index.js';
import { type FieldErrors, type Typed, typedText } from '#src/platform/web/form.js';
import { holderName } from '#src/registration/index.js';
import type { CertificateRead } from './certificate-read.js';
import { IdentityStage } from './identity-stage.js';
import { Tick } from './tick.js';

/** The holder refuses the data: what is wrong decides what is made anew. */
export function RefuseDataPage(props: {
  readonly visit: Visit;
  readonly file: VisitFile;
  readonly certificate: CertificateRead;
  readonly statement: string;
  readonly reasons: readonly Entry<'reason'>[];
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
}): Html {
  const { visit, file, certificate, typed, errors } = props;
  return (
    <Stack>
      <BackLink href={handoverPaths.handOver(visit.id, file.id)}>Retour à la remise</BackLink>
      <Problems errors={errors} refusal={props.refusal} />
      <PageHeader
        title={`${holderName(file)} refuse les données`}
        lead="La clé n’est pas remise, le certificat est révoqué. Un procès-verbal part au titulaire, à l’organisme et à l’organisme acheteur."
      />
      <Card title="Ce que dit le certificat">
        <Summary
          rows={[
            { label: 'Titulaire', value: certificate.names.holder },
            {
              label: 'Organisme',
              value: [certificate.names.organisation, siret(certificate.names.body)]
                .filter(Boolean)
                .join(', '),
            },
            {
              label: 'Valable',
              value: `du ${longDate(certificate.notBefore)} au ${longDate(certificate.notAfter)}`,
            },
          ]}
        />
      </Card>
      <Form action={handoverPaths.refuseData(visit.id, file.id)}>
        <Hidden name="seen" value={certificate.fingerprint} />
        <RadioGroup
          name="to"
          legend="Qu’est-ce qui est faux ?"
          value={typedText(typed, 'to')}
          error={errors.to}
          options={[
            {
              value: 'to-reissue',
              label: 'Le certificat seulement',
              hint: 'Le dossier est juste : un nouveau certificat est demandé à l’autorité.',
            },
            {
              value: 'to-correct',
              label: 'Le dossier',
              hint: 'Le titulaire corrige ses données, puis le dossier est contrôlé de nouveau.',
            },
          ]}
        />
        <ReasonFields reasons={props.reasons} typed={typed} errors={errors} hint={commentIsMailed} />
        <IdentityStage view={props} />
        <Tick view={props} name="holderConfirms" label={`${holderName(file)} : ${props.statement}`} />
        <Actions>
          <Button tone="danger">Noter le refus</Button>
        </Actions>
      </Form>
    </Stack>
  );
}
